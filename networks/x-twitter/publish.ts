import type { JsonObject } from '../../kernel/json.ts'
import { optionOf } from '../check-options.ts'
import type { PreparedContent, Publish, Remove, Step, StepRole, StepsDone } from '../contract.ts'
import { ask, madeId, wireOf } from './client.ts'
import { options, placeIn, quotedIn } from './compose.ts'
import type { Answer } from './entities.ts'
import { findPost, type Sought } from './find.ts'
import { readyStep, uploadedId, uploadStep } from './media.ts'
import { refOf } from './posts.ts'
import { wordsOf } from './words.ts'

/** Everything is uploaded before anything is shown. */
export const publish: Publish = {
  steps: (content) => [
    ...content.parts.flatMap((part, index) => [
      ...part.media.map((file, at) => uploadStep(file, index, at)),
      ...(part.media.length > 0 ? [readyStep(index, part.media.length)] : []),
    ]),
    ...content.parts.map((_, index) => partStep(content, index)),
    ...(content.firstComment?.trim() ? [commentStep(content.firstComment)] : []),
  ],
}

const partName = (index: number) => (index === 0 ? 'post' : `thread-${index}`)

function partStep(content: PreparedContent, index: number): Step {
  const part = content.parts[index]
  const text = wordsOf(part?.text ?? '')
  const replyTo = (done: StepsDone) => (index === 0 ? undefined : done[partName(index - 1)]?.ref?.id)
  const sought = (done: StepsDone): Sought => ({
    text,
    replyTo: replyTo(done),
    media: part?.media.length ?? 0,
    answers: part?.poll?.options,
  })
  const form = (done: StepsDone): JsonObject => {
    const under = replyTo(done)
    return {
      text,
      ...(part?.media.length ? { media: { media_ids: part.media.map((_, at) => uploadedId(done, index, at)) } } : {}),
      ...(part?.poll ? { poll: pollForm(part.poll) } : {}),
      ...(under ? { reply: { in_reply_to_tweet_id: under } } : settingsOf(content)),
    }
  }
  return postStep(partName(index), index === 0 ? 'post' : 'thread', form, sought)
}

const pollForm = (poll: NonNullable<PreparedContent['parts'][number]['poll']>): JsonObject => ({
  options: poll.options,
  duration_minutes: Math.round(poll.durationSeconds / 60),
})

/** Only the first part of a thread has them: the rest follows it. */
function settingsOf(content: PreparedContent): JsonObject {
  const who = optionOf(options, content.options, 'replySettings')
  const quoted = quotedIn(content)
  const place = placeIn(content)
  return {
    ...(typeof who === 'string' && who !== 'everyone' ? { reply_settings: who } : {}),
    ...(quoted ? { quote_tweet_id: quoted } : {}),
    ...(place ? { geo: { place_id: place } } : {}),
    ...(content.options.paidPartnership === true ? { paid_partnership: true } : {}),
    ...(content.options.madeWithAi === true ? { made_with_ai: true } : {}),
  }
}

function commentStep(written: string): Step {
  const text = wordsOf(written)
  const under = (done: StepsDone) => done.post?.ref?.id ?? ''
  return postStep(
    'comment',
    'comment',
    (done) => ({ text, reply: { in_reply_to_tweet_id: under(done) } }),
    (done) => ({ text, replyTo: under(done), media: 0 }),
  )
}

/** One post. The network keeps no keys: after a doubt its own timeline is read. */
export function postStep(
  name: string,
  role: StepRole,
  form: (done: StepsDone) => JsonObject,
  sought: (done: StepsDone) => Sought,
): Step {
  return {
    name,
    role,
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const answer = await ask(wireOf(call), { method: 'POST', path: '/2/tweets', json: form(done), writes: true })
      return { ref: refOf(madeId(answer), call.account.handle) }
    },
    find: (call, _key, done, since) => findPost(call, sought(done), since),
  }
}

/** The parts of a thread and the first comment go with it, last first, so that nothing is left hanging. */
export const remove: Remove = async (call, ref, done) => {
  const removeOne = async (id: string) => {
    const answer = await ask(wireOf(call), { method: 'DELETE', path: `/2/tweets/${id}`, writes: true, fine: [404] })
    return answer.status === 200 && answer.json<Answer<{ deleted: boolean }>>().data?.deleted === true
  }
  const others = Object.entries(done).flatMap(([name, { ref: left }]) => (name !== 'post' && left ? [left.id] : []))
  for (const id of others.reverse()) if (id !== ref.id) await removeOne(id)
  return (await removeOne(ref.id)) ? 'removed' : 'already-gone'
}

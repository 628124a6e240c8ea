import { optionOf } from '../check-options.ts'
import type { AccountAccess, Call, PreparedContent, Publish, Step, StepResult, StepsDone } from '../contract.ts'
import { ask, type Value, wireOf } from './client.ts'
import { commentStep } from './comments.ts'
import { options, placeOf } from './compose.ts'
import { findPost } from './find.ts'
import { guidHolds, guidOf } from './guid.ts'
import { firstAddress, sent } from './markup.ts'
import { attachmentsIn, groupOf, ownerOf, uploadStep } from './media.ts'
import { postNumbers, refOfPost } from './refs.ts'
import { storySteps } from './story.ts'

export const publish: Publish = {
  steps: (content, account) => {
    const [part] = content.parts
    if (!part) return []
    if (content.options.format === 'story') return storySteps(content, account)
    return [
      ...part.media.map(uploadStep),
      ...(part.poll ? [pollStep(part.poll, account)] : []),
      postStep(content, account),
      ...(content.firstComment?.trim() ? [firstComment(content.firstComment)] : []),
      ...(content.options.pin === true ? [pinStep(account)] : []),
    ]
  },
}

type Poll = NonNullable<PreparedContent['parts'][number]['poll']>

/** A poll nobody sees until a post carries it. */
const pollStep = (poll: Poll, account: AccountAccess): Step => ({
  name: 'poll',
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => {
    const params = {
      owner_id: ownerOf(account),
      question: poll.question ?? '',
      add_answers: JSON.stringify(poll.options),
      is_multiple: poll.multiple,
      end_date: Math.floor(call.clock.now().getTime() / 1000) + poll.durationSeconds,
    }
    const made = await ask<{ id: number; owner_id: number }>(wireOf(call), { method: 'polls.create', params })
    return { data: { attachment: `poll${made.owner_id}_${made.id}` } }
  },
})

function postStep(content: PreparedContent, account: AccountAccess): Step {
  const [part] = content.parts
  return {
    name: 'post',
    role: 'post',
    again: guidHolds,
    run: async (call, key, done) => {
      const attachments = [...attachmentsIn(done, part?.media.length ?? 0), ...pollIn(done)]
      const params = { ...postForm(content, account, attachments), guid: guidOf(key) }
      const made = await ask<{ post_id: number }>(wireOf(call), { method: 'wall.post', params, writes: true })
      return { ref: refOfPost(ownerOf(account), made.post_id) }
    },
    find: (call, _key, _done, since) => findPost(call, content, since),
  }
}

export const pollIn = (done: StepsDone): string[] => {
  const made = done.poll?.data?.attachment
  return typeof made === 'string' ? [made] : []
}

/** What publishing and editing send alike. */
export function postForm(
  content: PreparedContent,
  account: AccountAccess,
  attachments: string[],
): Record<string, Value> {
  const text = sent(content.parts[0]?.text ?? '')
  const has = (key: string) => optionOf(options, content.options, key) === true
  const link = has('linkCard') && attachments.length === 0 ? firstAddress(text)?.replaceAll(',', '%2C') : undefined
  const all = link ? [...attachments, link] : attachments
  const copyright = String(optionOf(options, content.options, 'source') ?? '').trim()
  return {
    owner_id: ownerOf(account),
    from_group: true,
    ...(text ? { message: text } : {}),
    ...(all.length > 0 ? { attachments: all } : {}),
    ...(has('signed') ? { signed: true } : {}),
    ...(has('ads') ? { mark_as_ads: true } : {}),
    ...(has('closeComments') ? { close_comments: true } : {}),
    ...(has('quiet') ? { mute_notifications: true } : {}),
    ...(copyright ? { copyright } : {}),
    ...placeOf(content.options.place),
  }
}

function firstComment(text: string): Step {
  const under = (done: StepsDone) => postNumbers(done.post?.ref?.id ?? '')
  return { ...commentStep('comment', 'comment', text, (done) => ({ post: under(done).id })) }
}

const pinStep = (account: AccountAccess): Step => ({
  name: 'pin',
  role: 'finish',
  again: { way: 'harmless' },
  run: (call, _key, done) => pin(call, account, done),
})

async function pin(call: Call, account: AccountAccess, done: StepsDone): Promise<StepResult> {
  const { id } = postNumbers(done.post?.ref?.id ?? '')
  await ask(wireOf(call), { method: 'wall.pin', params: { owner_id: -groupOf(account), post_id: id } })
  return {}
}

import { createHash } from 'node:crypto'
import type { JsonObject } from '../../kernel/json.ts'
import type { AccountAccess, Call, Found, PreparedContent, Publish, Step, StepRole, StepsDone } from '../contract.ts'
import { ask, made, wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { findReply, topicNamed } from './find.ts'
import { placedBy, uploadName, uploadStep } from './media.ts'
import { settingOf } from './options.ts'
import { pollOf, rawOf } from './raw-text.ts'
import { placeIn, refOf } from './refs.ts'

/** The first part is the topic, the others answer each other below it; the first comment answers the topic. */
export const publish: Publish = {
  steps: (content, account) => [
    ...content.parts.flatMap((part, index) => part.media.map((file, at) => uploadStep(file, index, at))),
    topicStep(content, account),
    ...content.parts.slice(1).map((_, index) => threadStep(content, account, index + 1)),
    ...(content.firstComment?.trim() ? [commentStep(content.firstComment)] : []),
  ],
}

/** A forum takes each `external_id` once, for good. */
const keyHolds = { way: 'same-key', forMs: 365 * 86_400_000 } as const
const keyId = (key: string) => `rialto-${createHash('sha256').update(key).digest('hex').slice(0, 40)}`

const partName = (index: number) => (index === 0 ? 'post' : `thread-${index}`)

function rawFor(content: PreparedContent, { facts }: AccountAccess, index: number, done: StepsDone, now: Date): string {
  const part = content.parts[index]
  const media = (part?.media ?? []).map((_, at) => placedBy(done, uploadName(index, at)))
  const poll = part?.poll && pollOf(part.poll, String(settingOf(content, facts, 'results')), now)
  return rawOf(part?.text ?? '', media, poll)
}

export function topicFields(content: PreparedContent, { facts }: AccountAccess): JsonObject {
  const tags = settingOf(content, facts, 'tags')
  const category = Number(settingOf(content, facts, 'category'))
  return {
    title: String(settingOf(content, facts, 'title')).trim(),
    ...(category > 0 ? { category } : {}),
    ...(Array.isArray(tags) && tags.length > 0 ? { tags } : {}),
  }
}

function topicStep(content: PreparedContent, account: AccountAccess): Step {
  return {
    name: 'post',
    role: 'post',
    again: keyHolds,
    run: async (call, key, done) => {
      const raw = rawFor(content, account, 0, done, call.clock.now())
      const json = { ...topicFields(content, account), raw, external_id: keyId(key) }
      const asked = { method: 'POST', path: '/posts.json', json, writes: true } as const
      const answer = await ask(wireOf(call), { ...asked, fine: [422] })
      if (answer.status !== 422) return { ref: refOf(made<Post>(answer), call.account.server) }
      const known = await topicNamed(call, keyId(key))
      if (known) return { ref: known }
      return { ref: refOf(made<Post>(await ask(wireOf(call), asked)), call.account.server) }
    },
    find: async (call, key): Promise<Found> => {
      const ref = await topicNamed(call, keyId(key))
      return ref ? { found: true, result: { ref } } : { found: false, sure: true }
    },
  }
}

function threadStep(content: PreparedContent, account: AccountAccess, index: number): Step {
  const raw = (done: StepsDone, now: Date) => rawFor(content, account, index, done, now)
  return replyStep(partName(index), 'thread', raw, (done) => done[partName(index - 1)]?.ref?.id ?? '')
}

const commentStep = (text: string): Step =>
  replyStep(
    'comment',
    'comment',
    () => rawOf(text, [], undefined),
    (done) => done.post?.ref?.id ?? '',
  )

/** An answer in a topic. Forums keep no keys for answers: it is looked for among the topic's newest. */
export function replyStep(
  name: string,
  role: StepRole,
  raw: (done: StepsDone, now: Date) => string,
  under: (done: StepsDone) => string,
): Step {
  return {
    name,
    role,
    again: { way: 'look-first' },
    run: async (call: Call, _key, done) => {
      const { topic, number } = placeIn(under(done))
      const json = { raw: raw(done, call.clock.now()), topic_id: topic, reply_to_post_number: number }
      const answer = await ask(wireOf(call), { method: 'POST', path: '/posts.json', json, writes: true })
      return { ref: refOf(made<Post>(answer), call.account.server) }
    },
    find: (call, _key, done, since) => findReply(call, under(done), raw(done, call.clock.now()), since),
  }
}

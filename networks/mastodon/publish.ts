import type { JsonObject } from '../../kernel/json.ts'
import { optionOf } from '../check-options.ts'
import type { Call, Found, PreparedContent, Publish, Step, StepRole, StepsDone } from '../contract.ts'
import { ask, made, wireOf } from './client.ts'
import { contentWarningOf, options } from './compose.ts'
import type { Status } from './entities.ts'
import { findStatus, type Sought } from './find.ts'
import { instanceOf } from './limits.ts'
import { readyStep, uploadedId, uploadStep } from './media.ts'
import { refOf } from './read-back.ts'
import { sentText } from './sent-text.ts'

/** The server keeps keys for an hour (https://docs.joinmastodon.org/methods/statuses/#headers, read 2026-11-22); we trust five minutes less. */
export const keyHolds = { way: 'same-key', forMs: 55 * 60_000 } as const

/** Everything is uploaded before anything is shown. */
export const publish: Publish = {
  steps: (content, account) => {
    const uploads = content.parts.flatMap((part, index) => [
      ...part.media.map((file, at) => uploadStep(file, index, at)),
      ...(part.media.length > 0 ? [readyStep(index, part.media.length)] : []),
    ])
    const statuses = content.parts.map((_, index) => partStep(content, index, instanceOf(account.facts).apiVersion))
    const comment = content.firstComment?.trim() ? [commentStep(content, content.firstComment)] : []
    return [...uploads, ...statuses, ...comment, ...(content.options.pin === true ? [pinStep()] : [])]
  },
}

const partName = (index: number) => (index === 0 ? 'post' : `thread-${index}`)

function partStep(content: PreparedContent, index: number, apiVersion: number): Step {
  const replyTo = (done: StepsDone) => (index === 0 ? undefined : done[partName(index - 1)]?.ref?.id)
  const form = (done: StepsDone) => statusForm(content, index, done, replyTo(done), apiVersion)
  const part = content.parts[index]
  const sought = (done: StepsDone): Sought => ({
    text: sentText(part?.text ?? ''),
    warning: contentWarningOf(content),
    replyTo: replyTo(done),
    media: part?.media.length ?? 0,
    answers: part?.poll?.options,
  })
  return statusStep(partName(index), index === 0 ? 'post' : 'thread', form, sought)
}

function commentStep(content: PreparedContent, written: string): Step {
  const text = sentText(written)
  const form = (done: StepsDone): JsonObject => ({
    ...spoken(content),
    status: text,
    in_reply_to_id: done.post?.ref?.id ?? '',
  })
  return statusStep('comment', 'comment', form, (done) => ({
    text,
    warning: contentWarningOf(content),
    replyTo: done.post?.ref?.id,
    media: 0,
  }))
}

/** One status, made once: the key first, afterwards a look at what stands. */
export function statusStep(
  name: string,
  role: StepRole,
  form: (done: StepsDone) => JsonObject,
  sought: (done: StepsDone) => Sought,
): Step {
  return {
    name,
    role,
    again: keyHolds,
    run: async (call, key, done) => {
      const answer = await ask(wireOf(call), {
        method: 'POST',
        path: '/api/v1/statuses',
        json: form(done),
        headers: { 'idempotency-key': key },
        writes: true,
      })
      return { ref: refOf(made<Status>(answer)) }
    },
    find: async (call, _key, done, since): Promise<Found> => findStatus(call, sought(done), since),
  }
}

function statusForm(
  content: PreparedContent,
  index: number,
  done: StepsDone,
  replyTo: string | undefined,
  apiVersion: number,
): JsonObject {
  const part = content.parts[index]
  const quotes = optionOf(options, content.options, 'quotes')
  return {
    ...spoken(content),
    status: sentText(part?.text ?? ''),
    ...(part?.media.length ? { media_ids: part.media.map((_, at) => uploadedId(done, index, at)) } : {}),
    ...(part?.poll ? { poll: pollForm(part.poll) } : {}),
    ...(replyTo ? { in_reply_to_id: replyTo } : {}),
    ...(typeof quotes === 'string' && quotes !== 'account' && apiVersion >= 7 ? { quote_approval_policy: quotes } : {}),
  }
}

/** What all parts share. */
function spoken(content: PreparedContent): JsonObject {
  const warning = contentWarningOf(content)
  return {
    visibility: String(optionOf(options, content.options, 'visibility')),
    ...(warning ? { spoiler_text: warning } : {}),
    ...(content.options.sensitive === true || warning ? { sensitive: true } : {}),
    ...(content.language ? { language: languageOf(content.language) } : {}),
  }
}

/** Mastodon knows languages by ISO 639 codes, and Chinese and Portuguese also by region. */
export const languageOf = (tag: string) =>
  (/^(zh|pt)-/i.test(tag) ? tag : (tag.split('-')[0] ?? tag)).replace(/^[A-Za-z]+/, (code) => code.toLowerCase())

export const pollForm = (poll: NonNullable<PreparedContent['parts'][number]['poll']>): JsonObject => ({
  options: poll.options,
  expires_in: poll.durationSeconds,
  multiple: poll.multiple,
  hide_totals: poll.hideTotals ?? false,
})

function pinStep(): Step {
  return {
    name: 'pin',
    role: 'finish',
    again: { way: 'harmless' },
    run: async (call: Call, _key, done) => {
      const id = done.post?.ref?.id ?? ''
      const stands = (await ask(wireOf(call), { path: `/api/v1/statuses/${id}` })).json<Status>()
      if (!stands.pinned) await ask(wireOf(call), { method: 'POST', path: `/api/v1/statuses/${id}/pin` })
      return {}
    },
  }
}

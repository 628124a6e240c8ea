import { NetworkFailure } from '../../kernel/failure.ts'
import { absentSince } from '../absence.ts'
import type { Found, Inbox, Interaction, Step, StepsDone } from '../contract.ts'
import { ask, madeId, read, wireOf } from './client.ts'
import type { DmEvent, Post } from './entities.ts'
import { mentionsAfter, messageQuery, messagesAfter, readCursor, written } from './hear.ts'
import { spokenIn } from './heard.ts'
import { readyStep, uploadedId, uploadStep } from './media.ts'
import { wholePost } from './posts.ts'
import { postStep } from './publish.ts'
import { wordsOf } from './words.ts'

export const inbox: Inbox = {
  kinds: ['comment', 'mention', 'message'],

  poll: async (call, cursor) => {
    const { mentions, messages } = readCursor(cursor)
    const open = await mentionsAfter(call, mentions)
    const personal = call.account.facts.withoutMessages === true ? undefined : await messagesAfter(call, messages)
    const items = [...open.heard, ...(personal?.heard ?? [])].sort(byAge)
    return { items, cursor: written({ mentions: open.mark, messages: personal?.mark ?? messages }) }
  },

  /** By search, which goes back seven days. */
  comments: async (call, ref, cursor) => {
    const { data, includes, meta } = await read<Post[]>(wireOf(call), {
      path: '/2/tweets/search/recent',
      query: {
        ...wholePost,
        query: `conversation_id:${ref.id} -from:${call.account.handle.replace(/^@/, '')}`,
        max_results: 100,
        next_token: cursor,
      },
    })
    const items = (data ?? []).map((post) => spokenIn(post, includes ?? {}, call, 'comment'))
    return { items: items.sort(byAge), cursor: meta?.next_token }
  },

  reply: (to, text) => (to.kind === 'message' ? messageStep(to, text, 0) : replyStep(to, text, 0)),

  /** A message takes one file, an answer in public four pictures or one that moves. */
  replyWith: (to, text, media) => {
    const personal = to.kind === 'message'
    const most = personal || media.some((one) => one.kind !== 'image') ? 1 : 4
    if (media.length > most) throw new NetworkFailure('rejected', `X takes ${most} such files in an answer`)
    return [
      ...media.map((file, index) => uploadStep(file, 0, index, personal ? 'dm' : 'tweet')),
      ...(media.length > 0 ? [readyStep(0, media.length)] : []),
      personal ? messageStep(to, text, media.length) : replyStep(to, text, media.length),
    ]
  },
}

/** Ids grow with time, posts and messages alike. */
const byAge = (a: Interaction, b: Interaction) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)

function replyStep(to: Interaction, written: string, files: number): Step {
  const text = wordsOf(written)
  return postStep(
    'reply',
    'post',
    (done) => ({
      text,
      reply: { in_reply_to_tweet_id: to.id },
      ...(files > 0 ? { media: { media_ids: uploadedIds(done, files) } } : {}),
    }),
    () => ({ text, replyTo: to.id, media: files }),
  )
}

const uploadedIds = (done: StepsDone, files: number) =>
  Array.from({ length: files }, (_, index) => uploadedId(done, 0, index))

function messageStep(to: Interaction, written: string, files: number): Step {
  const text = wordsOf(written)
  const path = `/2/dm_conversations/with/${to.author.id}`
  return {
    name: 'reply',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const attachments = uploadedIds(done, files).map((media_id) => ({ media_id }))
      const json = { ...(text ? { text } : {}), ...(files > 0 ? { attachments } : {}) }
      const asked = { method: 'POST', path: `${path}/messages`, json, writes: true } as const
      return { ref: { id: madeId(await ask(wireOf(call), asked), 'dm_event_id') } }
    },
    find: async (call, _key, _done, since): Promise<Found> => {
      const { data } = await read<DmEvent[]>(wireOf(call), { path: `${path}/dm_events`, query: messageQuery })
      const from = since.getTime() - 120_000
      const sent = (data ?? []).find(
        (one) =>
          one.text === text && one.sender_id === call.account.remoteId && Date.parse(one.created_at ?? '') >= from,
      )
      return sent ? { found: true, result: { ref: { id: sent.id } } } : absentSince(call, since)
    },
  }
}

import type { Call, Inbox, Interaction, Step } from '../contract.ts'
import { type Ears, hearOn, type Shown } from '../families/graph-api/hear-on.ts'
import type { Place } from '../families/graph-api/heard-once.ts'
import { type Listed, listed, onward, pageIn } from '../families/graph-api/paging.ts'
import { permitted } from '../families/graph-api/permitted.ts'
import {
  answer,
  answerableUntil,
  conversations,
  furtherMessages,
  send,
  type Talks,
} from '../families/graph-api/talks.ts'
import { ask, madeId } from '../families/graph-api/wire.ts'
import { accountOf, talksAt, wireOf } from './client.ts'
import type { Comment, Media } from './entities.ts'
import { findSaid, momentOf, say } from './publish.ts'

const said = 'id,text,timestamp,username,from'
const commentFields = `${said},parent_id,replies{${said},parent_id}`
export const talks: Talks = { wire: wireOf, place: talksAt, platform: 'INSTAGRAM' }

/** Polling sees all that was said under the newest posts; deliveries tell of everything. */
export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'mention', 'message'],
  poll: (call, cursor) => hearOn(earsOf(call), cursor),
  comments: async (call, ref, cursor) => {
    const params = { fields: commentFields, limit: 50 }
    const { items, ...rest } = await listed<Comment>(wireOf(call), `${ref.id}/comments`, params, cursor)
    const oldestFirst = items.reverse().flatMap((one) => withReplies(call, one, ref.id))
    return { items: oldestFirst.sort(byMoment), ...rest }
  },
  reply: (to, text) =>
    to.kind === 'message'
      ? answer(talks, to, text)
      : to.kind === 'mention'
        ? mentionBack(to, text)
        : commentBack(to, text),
  replyPrivately: (to, text) => privately(to, text),
  replyUntil: answerableUntil,
}

const byMoment = (a: Interaction, b: Interaction) => a.at.getTime() - b.at.getTime()

const earsOf = (call: Call): Ears => ({
  newest: async () => {
    const shown = await Promise.all([
      permitted([], () => newestComments(call)),
      permitted([], () => conversations(call, talks)),
      permitted([], () => mentions(call)),
    ])
    return shown.flat()
  },
  older: (place) => permitted([], async () => (await further[place.list]?.(call, place)) ?? []),
})

const further: Record<string, (call: Call, place: Place) => Promise<Shown[]>> = {
  comments: furtherComments,
  talks: (call, { after }) => conversations(call, talks, after),
  messages: (call, place) => furtherMessages(call, talks, place),
  tags: (call, { after }) => mentions(call, after),
}

async function newestComments(call: Call): Promise<Shown[]> {
  const params = { fields: `id,comments.limit(50){${commentFields}}`, limit: 25 }
  const { items } = await listed<Media & { comments?: Listed<Comment> }>(
    wireOf(call),
    `${accountOf(call)}/media`,
    params,
  )
  return items.map((media) => commentsIn(call, media.id, pageIn(media.comments ?? {})))
}

/** Newest first, at most 50 at once: https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/comments (read 2026-11-22). */
async function furtherComments(call: Call, { of: media, after, few }: Place): Promise<Shown[]> {
  const params = { fields: commentFields, limit: few ? 10 : 50 }
  return [commentsIn(call, media, await listed<Comment>(wireOf(call), `${media}/comments`, params, after))]
}

function commentsIn(call: Call, media: string, page: { items: Comment[]; cursor?: string }): Shown {
  const oldest = page.items.at(-1)
  return {
    items: page.items.flatMap((one) => withReplies(call, one, media)),
    last: oldest && heard(call, oldest, media),
    ...onward('comments', media, page.cursor),
  }
}

const withReplies = (call: Call, comment: Comment, mediaId: string): Interaction[] => [
  heard(call, comment, mediaId),
  ...(comment.replies?.data ?? []).map((one) => heard(call, one, mediaId, comment.id)),
]

function heard(call: Call, comment: Comment, mediaId: string, parent = comment.parent_id): Interaction {
  const handle = comment.from?.username ?? comment.username ?? 'unknown'
  return {
    id: comment.id,
    kind: parent ? 'reply' : 'comment',
    at: momentOf(comment.timestamp),
    author: { id: comment.from?.id ?? handle, handle, name: handle },
    text: comment.text ?? '',
    under: { id: mediaId },
    ...(parent ? { replyTo: parent } : {}),
    media: [],
    ...(handle === call.account.handle ? { own: true } : {}),
  }
}

/** Posts of others where the account was tagged in the picture; mentions in words arrive as deliveries. */
async function mentions(call: Call, after?: string): Promise<Shown[]> {
  const params = { fields: 'id,caption,timestamp,username,permalink', limit: 25 }
  const account = accountOf(call)
  const { items, cursor } = await listed<Media>(wireOf(call), `${account}/tags`, params, after)
  const told = items.map(mentionIn)
  return [{ items: told, last: told.at(-1), ...onward('tags', account, cursor) }]
}

function mentionIn(media: Media): Interaction {
  return {
    id: media.id,
    kind: 'mention',
    at: momentOf(media.timestamp),
    author: { id: media.username ?? 'unknown', handle: media.username ?? 'unknown', name: media.username ?? 'unknown' },
    text: media.caption ?? '',
    under: { id: media.id },
    media: [],
    url: media.permalink,
  }
}

function commentBack(to: Interaction, text: string): Step {
  const path = `${to.replyTo ?? to.id}/replies`
  return {
    name: 'reply',
    role: 'post',
    again: { way: 'look-first' },
    run: (call) => say(call, path, text),
    find: (call, _key, _done, since) => findSaid(call, path, text, since),
  }
}

/** A comment under a post of somebody else, which can be made only where the account was mentioned, and cannot be looked for. */
const mentionBack = (to: Interaction, text: string): Step => ({
  name: 'reply',
  role: 'post',
  again: { way: 'never' },
  run: async (call) => {
    const where = to.under?.id ?? to.id
    const { ref } = await answerMention(call, where, to.id === where ? undefined : to.id, text)
    return { ref }
  },
})

async function answerMention(call: Call, media: string, comment: string | undefined, text: string) {
  const params = { media_id: media, comment_id: comment, message: text }
  const made = await ask<{ id?: string }>(wireOf(call), {
    method: 'POST',
    path: `${accountOf(call)}/mentions`,
    params,
    writes: true,
  })
  return { ref: { id: madeId(made) } }
}

/** Once for each comment, within a week: the network sees to that, but does not tell which were answered. */
const privately = (to: Interaction, text: string): Step => ({
  name: 'private-reply',
  role: 'post',
  again: { way: 'never' },
  run: (call) => send(call, talks, { comment_id: to.id }, text),
})

import type { Call, Inbox, Interaction, Step } from '../contract.ts'
import { heardOnce } from '../families/graph-api/heard-once.ts'
import { type Listed, listed } from '../families/graph-api/paging.ts'
import { permitted } from '../families/graph-api/permitted.ts'
import { answer, answerableUntil, newestMessages, send, type Talks } from '../families/graph-api/talks.ts'
import { ask, madeId } from '../families/graph-api/wire.ts'
import { accountOf, talksAt, wireOf } from './client.ts'
import type { Comment, Media } from './entities.ts'
import { findSaid, momentOf, say } from './publish.ts'

const said = 'id,text,timestamp,username,from'
const commentFields = `${said},parent_id,replies{${said},parent_id}`
export const talks: Talks = { wire: wireOf, place: talksAt, platform: 'INSTAGRAM' }

/** Polling sees the newest posts and conversations; deliveries tell of everything. */
export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'mention', 'message'],
  poll: async (call, cursor) => {
    const [spoken, written, tagged] = await Promise.all([
      permitted([], () => newestComments(call)),
      permitted([], () => newestMessages(call, talks)),
      permitted([], () => newestMentions(call)),
    ])
    return heardOnce([...spoken, ...written, ...tagged], cursor)
  },
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

async function newestComments(call: Call): Promise<Interaction[]> {
  const params = { fields: `id,comments.limit(50){${commentFields}}`, limit: 25 }
  const { items } = await listed<Media & { comments?: Listed<Comment> }>(
    wireOf(call),
    `${accountOf(call)}/media`,
    params,
  )
  return items
    .flatMap((media) => (media.comments?.data ?? []).flatMap((one) => withReplies(call, one, media.id)))
    .filter((one) => !one.own)
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
async function newestMentions(call: Call): Promise<Interaction[]> {
  const params = { fields: 'id,caption,timestamp,username,permalink', limit: 25 }
  const { items } = await listed<Media>(wireOf(call), `${accountOf(call)}/tags`, params)
  return items.map((media) => ({
    id: media.id,
    kind: 'mention',
    at: momentOf(media.timestamp),
    author: { id: media.username ?? 'unknown', handle: media.username ?? 'unknown', name: media.username ?? 'unknown' },
    text: media.caption ?? '',
    under: { id: media.id },
    media: [],
    url: media.permalink,
  }))
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

import type { Call, Inbox, Interaction, Step } from '../contract.ts'
import { heardOnce } from '../families/graph-api/heard-once.ts'
import { type Listed, listed } from '../families/graph-api/paging.ts'
import { permitted } from '../families/graph-api/permitted.ts'
import { answer, answerableUntil, newestMessages, send, type Talks } from '../families/graph-api/talks.ts'
import { ask } from '../families/graph-api/wire.ts'
import { pageOf, wireOf } from './client.ts'
import type { Comment, Post } from './entities.ts'
import { findSaid, say } from './publish.ts'
import { momentOf } from './read-back.ts'
import { newestReviews } from './reviews.ts'

const talks: Talks = { wire: wireOf, place: pageOf, platform: 'MESSENGER' }
export const commentFields = 'id,message,created_time,from,parent{id},permalink_url,attachment'

/** Polling sees the newest posts and conversations; deliveries tell of everything. */
export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'mention', 'review', 'message'],
  poll: async (call, cursor) => {
    const [said, written, tagged, reviewed] = await Promise.all([
      permitted([], () => newestComments(call)),
      permitted([], () => newestMessages(call, talks)),
      permitted([], () => newestMentions(call)),
      permitted([], () => newestReviews(call)),
    ])
    return heardOnce([...said, ...written, ...tagged, ...reviewed], cursor)
  },
  comments: async (call, ref, cursor) => {
    const params = { fields: commentFields, filter: 'stream', order: 'chronological', limit: 50 }
    const { items, ...rest } = await listed<Comment>(wireOf(call), `${ref.id}/comments`, params, cursor)
    return { items: items.map((one) => heard(call, one, ref.id)), ...rest }
  },
  reply: (to, text) => (to.kind === 'message' ? answer(talks, to, text) : commentBack(to, text)),
  replyPrivately: (to, text) => privately(to, text),
  replyUntil: answerableUntil,
}

async function newestComments(call: Call): Promise<Interaction[]> {
  const inner = `comments.filter(stream).order(reverse_chronological).limit(50){${commentFields}}`
  const { items } = await listed<Post & { comments?: Listed<Comment> }>(
    wireOf(call),
    `${pageOf(call)}/published_posts`,
    {
      fields: `id,${inner}`,
      limit: 25,
    },
  )
  return items
    .flatMap((post) => (post.comments?.data ?? []).map((one) => heard(call, one, post.id)))
    .filter((one) => !one.own)
}

export function heard(call: Pick<Call, 'account'>, comment: Comment, postId: string): Interaction {
  const author = comment.from ?? { id: 'unknown' }
  const image = comment.attachment?.media?.image?.src
  return {
    id: comment.id,
    kind: comment.parent ? 'reply' : 'comment',
    at: momentOf(comment.created_time),
    author: { id: author.id, handle: author.name ?? author.id, name: author.name ?? author.id },
    text: comment.message ?? '',
    under: { id: postId },
    replyTo: comment.parent?.id,
    media: image ? [{ kind: comment.attachment?.type?.includes('video') ? 'video' : 'image', url: image }] : [],
    url: comment.permalink_url,
    ...(author.id === call.account.remoteId ? { own: true } : {}),
  }
}

async function newestMentions(call: Call): Promise<Interaction[]> {
  const fields = 'id,message,created_time,from,permalink_url'
  const { items } = await listed<Post>(wireOf(call), `${pageOf(call)}/tagged`, { fields, limit: 25 })
  return items.map((post) => ({
    id: post.id,
    kind: 'mention',
    at: momentOf(post.created_time),
    author: {
      id: post.from?.id ?? 'unknown',
      handle: post.from?.name ?? 'unknown',
      name: post.from?.name ?? 'unknown',
    },
    text: post.message ?? '',
    under: { id: post.id },
    media: [],
    url: post.permalink_url,
  }))
}

function commentBack(to: Interaction, text: string): Step {
  const under = to.kind === 'mention' || to.kind === 'review' ? to.id : (to.replyTo ?? to.id)
  return {
    name: 'reply',
    role: 'post',
    again: { way: 'look-first' },
    run: (call) => say(call, under, text),
    find: (call, _key, _done, since) => findSaid(call, under, text, since),
  }
}

/** A comment is answered in private once only: the network sees to that, and tells which ones were. */
function privately(to: Interaction, text: string): Step {
  return {
    name: 'private-reply',
    role: 'post',
    again: { way: 'look-first' },
    run: (call) => send(call, talks, { comment_id: to.id }, text),
    find: async (call) => {
      const params = { fields: 'id,private_reply_conversation' }
      const { private_reply_conversation: begun } = await ask<{ private_reply_conversation?: { id: string } }>(
        wireOf(call),
        {
          path: to.id,
          params,
        },
      )
      return begun ? { found: true, result: { ref: { id: begun.id } } } : { found: false, sure: true }
    },
  }
}

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
import { ask } from '../families/graph-api/wire.ts'
import { pageOf, wireOf } from './client.ts'
import type { Comment, Post } from './entities.ts'
import { findSaid, say } from './publish.ts'
import { momentOf } from './read-back.ts'
import { reviews } from './reviews.ts'

const talks: Talks = { wire: wireOf, place: pageOf, platform: 'MESSENGER' }
export const commentFields = 'id,message,created_time,from,parent{id},permalink_url,attachment'

/** Polling sees all that was said under the newest posts; deliveries tell of everything. */
export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'mention', 'review', 'message'],
  poll: (call, cursor) => hearOn(earsOf(call), cursor),
  comments: async (call, ref, cursor) => {
    const params = { fields: commentFields, filter: 'stream', order: 'chronological', limit: 50 }
    const { items, ...rest } = await listed<Comment>(wireOf(call), `${ref.id}/comments`, params, cursor)
    return { items: items.map((one) => heard(call, one, ref.id)), ...rest }
  },
  reply: (to, text) => (to.kind === 'message' ? answer(talks, to, text) : commentBack(to, text)),
  replyPrivately: (to, text) => privately(to, text),
  replyUntil: answerableUntil,
}

const earsOf = (call: Call): Ears => ({
  newest: async () => {
    const shown = await Promise.all([
      permitted([], () => newestComments(call)),
      permitted([], () => conversations(call, talks)),
      permitted([], () => mentions(call)),
      permitted([], () => reviews(call)),
    ])
    return shown.flat()
  },
  older: (place) => permitted([], async () => (await further[place.list]?.(call, place)) ?? []),
})

const further: Record<string, (call: Call, place: Place) => Promise<Shown[]>> = {
  comments: furtherComments,
  talks: (call, { after }) => conversations(call, talks, after),
  messages: (call, place) => furtherMessages(call, talks, place),
  tagged: (call, { after }) => mentions(call, after),
  ratings: (call, { after }) => reviews(call, after),
}

async function newestComments(call: Call): Promise<Shown[]> {
  const inner = `comments.filter(stream).order(reverse_chronological).limit(50){${commentFields}}`
  const { items } = await listed<Post & { comments?: Listed<Comment> }>(
    wireOf(call),
    `${pageOf(call)}/published_posts`,
    {
      fields: `id,${inner}`,
      limit: 25,
    },
  )
  return items.map((post) => commentsIn(call, post.id, pageIn(post.comments ?? {})))
}

async function furtherComments(call: Call, { of: post, after, few }: Place): Promise<Shown[]> {
  const params = { fields: commentFields, filter: 'stream', order: 'reverse_chronological', limit: few ? 25 : 100 }
  return [commentsIn(call, post, await listed<Comment>(wireOf(call), `${post}/comments`, params, after))]
}

function commentsIn(call: Call, post: string, page: { items: Comment[]; cursor?: string }): Shown {
  const items = page.items.map((one) => heard(call, one, post))
  return { items, last: items.at(-1), ...onward('comments', post, page.cursor) }
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

async function mentions(call: Call, after?: string): Promise<Shown[]> {
  const fields = 'id,message,created_time,from,permalink_url'
  const page = pageOf(call)
  const { items, cursor } = await listed<Post>(wireOf(call), `${page}/tagged`, { fields, limit: 25 }, after)
  const told = items.map(mentionIn)
  return [{ items: told, last: told.at(-1), ...onward('tagged', page, cursor) }]
}

function mentionIn(post: Post): Interaction {
  return {
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
  }
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

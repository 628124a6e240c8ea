import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Inbox, Interaction, Step } from '../contract.ts'
import { heardOnce } from '../families/graph-api/heard-once.ts'
import { lookedFor, sameText } from '../families/graph-api/look-first.ts'
import { type Listed, listed } from '../families/graph-api/paging.ts'
import { ask } from '../families/graph-api/wire.ts'
import { plainText } from '../rich-text.ts'
import { pageOf, wireOf } from './client.ts'
import type { Comment, Message, Post, Thread } from './entities.ts'
import { findSaid, say } from './publish.ts'
import { momentOf } from './read-back.ts'

const day = 24 * 3_600_000
export const commentFields = 'id,message,created_time,from,parent{id},permalink_url,attachment'
const messageFields = 'id,message,created_time,from,attachments{mime_type,file_url,image_data,video_data}'

/** Polling sees the newest posts and conversations; deliveries tell of everything. */
export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'mention', 'message'],
  poll: async (call, cursor) => {
    const [said, written, tagged] = await Promise.all([
      newestComments(call),
      newestMessages(call),
      newestMentions(call),
    ])
    return heardOnce([...said, ...written, ...tagged], cursor)
  },
  comments: async (call, ref, cursor) => {
    const params = { fields: commentFields, filter: 'stream', order: 'chronological', limit: 50 }
    const { items, ...rest } = await listed<Comment>(wireOf(call), `${ref.id}/comments`, params, cursor)
    return { items: items.map((one) => heard(call, one, ref.id)), ...rest }
  },
  reply: (to, text) => (to.kind === 'message' ? answer(to, text) : commentBack(to, text)),
  replyPrivately: (to, text) => privately(to, text),
  /** https://developers.facebook.com/docs/messenger-platform/policy/policy-overview (read 2026-11-22): a day for messages, a week for a private answer. */
  replyUntil: (to) => (to.kind === 'message' ? new Date(to.at.getTime() + day) : undefined),
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

async function newestMessages(call: Call): Promise<Interaction[]> {
  const fields = `id,updated_time,participants,messages.limit(20){${messageFields}}`
  const { items } = await listed<Thread>(wireOf(call), `${pageOf(call)}/conversations`, {
    fields,
    platform: 'MESSENGER',
    limit: 25,
  })
  return items.flatMap((thread) => (thread.messages?.data ?? []).map((one) => written(call, one, thread)))
}

function written(call: Call, message: Message, thread: Thread): Interaction {
  const own = message.from?.id === pageOf(call)
  const other = thread.participants?.data?.find((one) => one.id !== pageOf(call))
  const person = (own ? other : message.from) ?? { id: 'unknown' }
  return {
    id: message.id,
    kind: 'message',
    at: momentOf(message.created_time),
    author: { id: person.id, handle: person.name ?? person.id, name: person.name ?? person.id },
    text: message.message ?? '',
    under: { id: person.id },
    media: (message.attachments?.data ?? []).flatMap((one) => {
      const url = one.image_data?.url ?? one.video_data?.url ?? one.file_url
      return url ? [{ kind: one.image_data ? 'image' : one.video_data ? 'video' : 'document', url }] : []
    }),
    ...(own ? { own: true } : {}),
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
  const under = to.kind === 'mention' ? to.id : (to.replyTo ?? to.id)
  return {
    name: 'reply',
    role: 'post',
    again: { way: 'look-first' },
    run: (call) => say(call, under, text),
    find: (call, _key, _done, since) => findSaid(call, under, text, since),
  }
}

type Sent = { message_id?: string }

function answer(to: Interaction, text: string): Step {
  return {
    name: 'reply',
    role: 'post',
    again: { way: 'look-first' },
    run: (call) => send(call, { id: to.author.id }, text),
    find: (call, _key, _done, since) =>
      lookedFor<Message>(call, since, {
        page: async () => ({ items: await messagesWith(call, to.author.id) }),
        at: (one) => momentOf(one.created_time),
        fits: (one) => one.from?.id === pageOf(call) && sameText(one.message ?? '', plainText(text)),
        result: (one) => ({ ref: { id: one.id } }),
      }),
  }
}

async function messagesWith(call: Call, person: string): Promise<Message[]> {
  const params = { user_id: person, platform: 'MESSENGER', fields: `id,messages.limit(50){${messageFields}}` }
  const { items } = await listed<Thread>(wireOf(call), `${pageOf(call)}/conversations`, params)
  return items[0]?.messages?.data ?? []
}

/** A comment is answered in private once only: the network sees to that, and tells which ones were. */
function privately(to: Interaction, text: string): Step {
  return {
    name: 'private-reply',
    role: 'post',
    again: { way: 'look-first' },
    run: (call) => send(call, { comment_id: to.id }, text),
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

async function send(call: Call, recipient: { id: string } | { comment_id: string }, text: string) {
  const params = { recipient, messaging_type: 'RESPONSE', message: { text: plainText(text) } }
  const path = `${pageOf(call)}/messages`
  const sentMessage = await ask<Sent>(wireOf(call), { method: 'POST', path, params, writes: true })
  if (!sentMessage.message_id) throw new NetworkFailure('unknown-outcome', 'the answer does not name the message')
  return { ref: { id: sentMessage.message_id } }
}

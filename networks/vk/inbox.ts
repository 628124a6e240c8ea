import { createHash } from 'node:crypto'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { AccountAccess, Call, Inbox, Interaction, MediaFile, Page, Step } from '../contract.ts'
import { ask, type Value, wireOf } from './client.ts'
import { commentStep } from './comments.ts'
import { heardComment, isComment, isMessage, placeOfComment } from './heard.ts'
import { sent } from './markup.ts'
import { attached, attachedToMessage, attachmentsIn, ownerOf, uploadStep } from './media.ts'
import { pollComments, type SeenPosts } from './new-comments.ts'
import { pollMessages, type SeenMessages } from './new-messages.ts'
import type { Comment, People } from './objects.ts'
import { postNumbers } from './refs.ts'

/** VK has no list of what is new: the newest posts are looked over, and conversations whose last message is new. */
type Cursor = { posts: SeenPosts } & SeenMessages
const pageSize = 100

export const inbox: Inbox = {
  kinds: ['comment', 'message'],

  poll: async (call, cursor) => {
    const seen = cursor ? (JSON.parse(cursor) as Cursor) : undefined
    const { user, community } = call.account.secrets
    const comments = user ? await pollComments(call, seen?.posts) : { items: [], seen: seen?.posts ?? {} }
    const { posts: _, ...written } = seen ?? { posts: {}, message: 0 }
    const messages = community ? await pollMessages(call, written) : { items: [], seen: written }
    const items = [...comments.items, ...messages.items].sort((a, b) => a.at.getTime() - b.at.getTime())
    return { items, cursor: JSON.stringify({ posts: comments.seen, ...messages.seen } satisfies Cursor) }
  },

  comments: async (call, ref, cursor): Promise<Page<Interaction>> => {
    const { owner, id } = postNumbers(ref.id)
    const offset = Number(cursor ?? 0)
    const params = { owner_id: owner, post_id: id, sort: 'asc', count: pageSize, offset, extended: true }
    const page = await ask<{ items: Comment[] } & People>(wireOf(call), {
      method: 'wall.getComments',
      params: { ...params, thread_items_count: 10, fields: ['screen_name', 'photo_100'] },
    })
    const all = page.items.flatMap((one) => [one, ...(one.thread?.items ?? [])])
    const items = all
      .filter((one) => !one.deleted)
      .map((one) => heardComment(one, page, call.account, { owner, post: id }))
    const more = page.items.length === pageSize ? { cursor: String(offset + pageSize) } : {}
    return { items: items.sort((a, b) => a.at.getTime() - b.at.getTime()), ...more }
  },

  reply: (to, text, account) => (isMessage(to) ? messageStep(to, text) : replyStep(to, text, account)),

  replyWith: (to, text, media, account) => {
    const files = media.map((file, index) => fileStep(to, file, index))
    const said = isMessage(to) ? messageStep(to, text, media.length) : replyStep(to, text, account, media.length)
    return [...files, said]
  },

  replyPrivately: (to, text) => messageStep(to, text),
}

/** Files of a comment go where files of posts go, those of a message into the conversation. */
const fileStep = (to: Interaction, file: MediaFile, index: number): Step => ({
  ...uploadStep(file, index),
  run: async (call) => {
    const peer = Number(to.author.id)
    return { data: { attachment: await (isMessage(to) ? attachedToMessage(call, peer, file) : attached(call, file)) } }
  },
})

function replyStep(to: Interaction, text: string, account: AccountAccess, files = 0): Step {
  if (!isComment(to)) throw new NetworkFailure('rejected', 'only comments and messages can be answered on VK')
  const { owner, post, id } = placeOfComment(to, ownerOf(account))
  return commentStep('post', 'post', text, () => ({ post, answers: id, owner }), files)
}

/** "Used to prevent sending the same message again", within the last hour (https://dev.vk.com/method/messages.send, read 2026-11-22). */
const randomIdHolds = { way: 'same-key', forMs: 55 * 60_000 } as const
const randomIdOf = (key: string) => createHash('sha256').update(key).digest().readUInt32BE() & 0x7fffffff

const messageStep = (to: Interaction, text: string, files = 0): Step => ({
  name: 'post',
  role: 'post',
  again: randomIdHolds,
  run: async (call, key, done) => {
    const attachment = files > 0 ? { attachment: attachmentsIn(done, files) } : {}
    const params = { peer_ids: [Number(to.author.id)], random_id: randomIdOf(key), message: sent(text), ...attachment }
    return { ref: await sendMessage(call, params) }
  },
})

type SentMessage = { peer_id: number; message_id: number; error?: { code?: number; description?: string } }

async function sendMessage(call: Call, params: Record<string, Value>) {
  const [one] = await ask<SentMessage[]>(wireOf(call), {
    method: 'messages.send',
    params,
    as: 'community',
    writes: true,
  })
  if (!one) throw new NetworkFailure('unknown-outcome', 'VK does not say what became of the message')
  if (one.error)
    throw new NetworkFailure('rejected', one.error.description ?? 'VK did not deliver the message', {
      evidence: { status: 200, code: String(one.error.code ?? '') },
    })
  return { id: `message_${one.message_id}`, more: { peer: one.peer_id } }
}

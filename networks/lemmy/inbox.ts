import type { AccountAccess, Call, Inbox, Interaction, Page, Person, Step } from '../contract.ts'
import {
  type CommentView,
  handleOf,
  type MessageView,
  momentOf,
  parentOf,
  partsOfRef,
  refId,
  type Person as Somebody,
} from './api.ts'
import { read, wireOf, write } from './client.ts'
import { findMessage } from './find.ts'
import { type Cursor, cursorOf, heardOf, pageSize } from './hear.ts'
import { inMarkdown, picturesIn, seen } from './markdown.ts'
import { commentStep } from './publish.ts'

export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'mention', 'message'],
  poll,
  comments,
  reply: replyStep,
}

async function poll(call: Call, given: string | undefined): Promise<Page<Interaction>> {
  const cursor = given ? (JSON.parse(given) as Cursor) : undefined
  const replies = await heardOf(call, 'replies', cursor)
  const mentions = await heardOf(call, 'mentions', cursor)
  const messages = await heardOf(call, 'messages', cursor)
  const answered = new Set(replies.fresh.map((one) => one.comment.id))
  const items = [
    ...replies.fresh.map((one) => spoken(one, parentOf(one.comment).startsWith('post/') ? 'comment' : 'reply')),
    ...mentions.fresh.filter((one) => !answered.has(one.comment.id)).map((one) => spoken(one, 'mention')),
    ...messages.fresh.map((one) => written(one, call)),
  ]
  const next = cursorOf({ replies, mentions, messages })
  return { items: items.sort((a, b) => a.at.getTime() - b.at.getTime()), cursor: JSON.stringify(next) }
}

function spoken(view: CommentView, kind: Interaction['kind']): Interaction {
  const { comment, creator, community } = view
  const { text, pictures } = picturesIn(comment.content)
  return {
    id: refId('comment', comment.id),
    kind,
    at: momentOf(comment.published),
    author: personOf(creator),
    text: seen(text),
    under: { id: refId('post', comment.post_id) },
    replyTo: parentOf(comment),
    media: pictures.map((one) => ({ kind: 'image', ...one })),
    url: comment.ap_id,
    ...(comment.updated ? { edited: true } : {}),
    ...(comment.deleted || comment.removed ? { deleted: true } : {}),
    raw: { post: comment.post_id, community: community.id, person: creator.id },
  }
}

function written({ private_message: message, creator, recipient }: MessageView, call: Call): Interaction {
  const { text, pictures } = picturesIn(message.content)
  const own = String(message.creator_id) === call.account.remoteId
  return {
    id: refId('message', message.id),
    kind: 'message',
    at: momentOf(message.published),
    author: personOf(creator),
    text: seen(text),
    media: pictures.map((one) => ({ kind: 'image', ...one })),
    ...(own ? { own: true } : {}),
    ...(message.updated ? { edited: true } : {}),
    ...(message.deleted ? { deleted: true } : {}),
    raw: { with: own ? recipient.id : creator.id, person: creator.id },
  }
}

export const personOf = (person: Somebody): Person => ({
  id: String(person.id),
  handle: handleOf(person),
  name: person.display_name || person.name,
  url: person.actor_id,
  ...(person.avatar ? { avatarUrl: person.avatar } : {}),
  ...(person.bot_account ? { bot: true } : {}),
})

/** With a depth asked for, the instance gives the whole tree at once, three hundred at most. */
async function comments(call: Call, ref: { id: string }): Promise<Page<Interaction>> {
  const query = { post_id: partsOfRef(ref.id).number, type_: 'All', sort: 'Old', max_depth: 50, limit: pageSize }
  const { comments: tree } = await read<{ comments: CommentView[] }>(wireOf(call), '/comment/list', query)
  const others = tree.filter(
    ({ comment }) => String(comment.creator_id) !== call.account.remoteId && !comment.deleted && !comment.removed,
  )
  const items = others.map((one) => spoken(one, 'comment'))
  return { items: items.sort((a, b) => a.at.getTime() - b.at.getTime()) }
}

export const numberIn = (what: Interaction, name: string): number | undefined => {
  const raw = typeof what.raw === 'object' && what.raw !== null && !Array.isArray(what.raw) ? what.raw[name] : undefined
  return typeof raw === 'number' ? raw : undefined
}

function replyStep(to: Interaction, text: string, _account: AccountAccess): Step {
  if (to.kind === 'message') return messageStep(numberIn(to, 'with') ?? Number(to.author.id), text)
  const post = numberIn(to, 'post') ?? partsOfRef(to.under?.id ?? '').number
  return commentStep('post', 'post', text, () => ({ post, parent: partsOfRef(to.id).number }))
}

const messageStep = (recipient: number, text: string): Step => {
  const content = inMarkdown(text).trim()
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call) => {
      const json = { content, recipient_id: recipient }
      const { private_message: message } = await write<MessageView>(
        wireOf(call),
        'POST',
        '/private_message',
        json,
        'private_message_view',
      )
      return { ref: { id: refId('message', message.id) } }
    },
    find: (call, _key, _done, since) => findMessage(call, { content, to: recipient }, since),
  }
}

import type { Json } from '../../kernel/json.ts'
import type { AccountAccess, Interaction } from '../contract.ts'
import { shownOf } from './markup.ts'
import type { Comment, Message, People } from './objects.ts'
import { personIn } from './persons.ts'
import { mediaOf } from './read-back.ts'
import { refOfPost } from './refs.ts'

export type CommentPlace = { owner: number; post: number }

/**
 * A comment as the inbox knows it; the same id from polling and from deliveries, and the same kind: a removal does not tell
 * whether it was an answer to another comment.
 */
export function heardComment(
  comment: Comment,
  people: People,
  account: Pick<AccountAccess, 'remoteId'>,
  { owner, post }: CommentPlace,
): Interaction {
  const answered = comment.reply_to_comment ?? comment.parents_stack?.at(-1)
  return {
    id: `${owner}_${comment.id}`,
    kind: 'comment',
    at: new Date(comment.date * 1000),
    author: personIn(people, comment.from_id),
    text: shownOf(comment.text),
    under: refOfPost(owner, post),
    ...(answered ? { replyTo: `${owner}_${answered}` } : {}),
    media: (comment.attachments ?? []).flatMap(mediaOf).flatMap(({ kind, url }) => (url ? [{ kind, url }] : [])),
    url: `https://vk.com/wall${owner}_${post}?reply=${comment.id}`,
    ...(comment.from_id === -Number(account.remoteId) ? { own: true } : {}),
    raw: { owner, post, comment: comment.id },
  }
}

export function heardMessage(message: Message, people: People): Interaction {
  return {
    id: `message_${message.id}`,
    kind: 'message',
    at: new Date(message.date * 1000),
    author: personIn(people, message.peer_id),
    text: shownOf(message.text),
    under: { id: `peer_${message.peer_id}` },
    media: (message.attachments ?? []).flatMap(mediaOf).flatMap(({ kind, url }) => (url ? [{ kind, url }] : [])),
    ...(message.out === 1 ? { own: true } : {}),
    ...(message.update_time ? { edited: true, editedAt: new Date(message.update_time * 1000) } : {}),
    raw: { peer: message.peer_id, message: message.id },
  }
}

export const isMessage = (what: Interaction) => what.kind === 'message'
export const isComment = (what: Interaction) => what.kind === 'comment'

export function placeOfComment(what: Interaction, owner: number): { owner: number; post: number; id: number } {
  const from = (name: string, raw: Json | undefined) => {
    const value = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw[name] : undefined
    return typeof value === 'number' ? value : undefined
  }
  const [ownerInId, id] = what.id.split('_').map(Number)
  const post = Number(what.under?.id.split('_')[1])
  return {
    owner: from('owner', what.raw) ?? ownerInId ?? owner,
    post: from('post', what.raw) ?? post,
    id: from('comment', what.raw) ?? id ?? 0,
  }
}

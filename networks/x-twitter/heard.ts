import type { Call, Interaction } from '../contract.ts'
import type { DmEvent, Includes, Post } from './entities.ts'
import { kindOfMedia, mediaOf, personOf, refOf, repliedTo, textOf } from './posts.ts'

export function spokenIn(post: Post, includes: Includes, call: Call, kind = kindOf(post, call)): Interaction {
  const author = includes.users?.find((one) => one.id === post.author_id)
  const under = repliedTo(post)
  return {
    id: post.id,
    kind,
    at: new Date(post.created_at ?? 0),
    author: personOf(author, post.author_id ?? ''),
    text: withoutAddress(textOf(post), call.account.handle),
    ...(under ? { under: { id: under }, replyTo: under } : {}),
    media: shownIn(post, includes),
    url: refOf(post.id, author?.username ?? 'i').url,
    own: post.author_id === call.account.remoteId,
  }
}

const kindOf = (post: Post, call: Call): Interaction['kind'] =>
  post.in_reply_to_user_id === call.account.remoteId && repliedTo(post) ? 'comment' : 'mention'

/** An answer begins with whom it answers, which the network itself does not show. */
export const withoutAddress = (text: string, handle: string): string => {
  const first = /^@(\w+)\s+/.exec(text)
  return first?.[1]?.toLowerCase() === handle.replace(/^@/, '').toLowerCase() ? text.slice(first[0].length) : text
}

export function messageOf(event: DmEvent, includes: Includes, call: Call): Interaction {
  const sender = event.sender_id ?? ''
  return {
    id: event.id,
    kind: 'message',
    at: new Date(event.created_at ?? 0),
    author: personOf(
      includes.users?.find((one) => one.id === sender),
      sender,
    ),
    text: event.text ?? '',
    ...(event.dm_conversation_id ? { under: { id: event.dm_conversation_id } } : {}),
    media: shownIn(event, includes),
    own: sender === call.account.remoteId,
  }
}

const shownIn = (what: Post | DmEvent, includes: Includes): Interaction['media'] =>
  mediaOf(what, includes).flatMap((one) =>
    one.url ? [{ kind: kindOfMedia(one), url: one.url, alt: one.alt_text }] : [],
  )

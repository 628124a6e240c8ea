import { textOfHtml } from '../../kernel/html/text-of-html.ts'
import type { Call, Interaction } from '../contract.ts'
import { picturesOfHtml } from '../families/article/pictures-of-html.ts'
import type { Post } from './entities.ts'
import { personOf } from './people.ts'

type Said = Pick<Interaction, 'text' | 'media'>
export const shownIn = (html: string, call: Call): Said => ({
  text: textOfHtml(withEmoji(html)),
  media: picturesOfHtml(html, call.account.server),
})

/** Forums may show emoji as pictures. */
const withEmoji = (html: string) => html.replace(/<img\b[^<>]*\bemoji\b[^<>]*\balt="([^"<>]*)"[^<>]*>/g, '$1')

export function spoken(post: Post, kind: Interaction['kind'], said: Said, call: Call): Interaction {
  return {
    id: String(post.pid),
    kind,
    at: new Date(post.timestamp),
    author: post.user
      ? personOf(post.user, call)
      : { id: String(post.uid), handle: String(post.uid), name: String(post.uid) },
    ...said,
    ...(post.toPid ? { under: { id: String(post.toPid) }, replyTo: String(post.toPid) } : {}),
    url: `${call.account.server}/post/${post.pid}`,
    ...(String(post.uid) === call.account.remoteId ? { own: true } : {}),
    ...(post.edited ? { edited: true } : {}),
    raw: { tid: post.tid },
  }
}

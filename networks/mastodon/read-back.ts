import type { Json } from '../../kernel/json.ts'
import { authorBy, type Person, type PostNumbers, type ReadBack, type RemotePost, type RemoteRef } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Account, MediaAttachment, Status } from './entities.ts'
import { textOfHtml } from './html.ts'

export const readBack: ReadBack = async (call, ref) => {
  const wire = wireOf(call)
  const answer = await ask(wire, { path: `/api/v1/statuses/${ref.id}`, fine: [404, 410] })
  if (answer.status !== 200) return 'gone'
  const status = answer.json<Status>()
  const source = await ask(wire, { path: `/api/v1/statuses/${ref.id}/source`, fine: [403, 404] })
  const text = source.status === 200 ? source.json<{ text: string }>().text : textOfHtml(status.content)
  return { ...postOf(status), text }
}

export const refOf = (status: Status): RemoteRef => ({ id: status.id, url: status.url ?? status.uri })

export function postOf(status: Status): RemotePost {
  const links = linksIn(status)
  const tags = (status.tags ?? []).map((tag) => tag.name)
  return {
    ref: refOf(status),
    ...kindOfPost(status),
    ...(status.spoiler_text ? { title: status.spoiler_text } : {}),
    text: textOfHtml(status.content),
    at: new Date(status.created_at),
    ...(status.edited_at ? { editedAt: new Date(status.edited_at) } : {}),
    author: authorBy(personOf(status.account)),
    ...(links.length > 0 ? { links } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    numbers: numbersOf(status),
    media: status.media_attachments.map((one) => ({
      kind: kindOf(one),
      alt: one.description ?? undefined,
      url: one.url ?? undefined,
    })),
    replyTo: status.in_reply_to_id ?? undefined,
    language: status.language ?? undefined,
    raw: status as unknown as Json,
  }
}

function kindOfPost({ reblog, in_reply_to_id: parent }: Status): Pick<RemotePost, 'kind' | 'repostOf'> {
  if (reblog) return { kind: 'repost', repostOf: reblog.id }
  return { kind: parent ? 'reply' : 'post' }
}

/** Servers mark mentions and tags by classes; what is left leads outside. */
function linksIn({ content, card }: Status): string[] {
  const anchors = [...content.matchAll(/<a\b[^<>]*>/gi)].map(([anchor]) => anchor)
  const outside = anchors.filter((anchor) => !/\bclass="[^"]*\b(mention|hashtag)\b/i.test(anchor))
  const addresses = outside.map((anchor) => textOfHtml(/\bhref="([^"]*)"/i.exec(anchor)?.[1] ?? ''))
  return [...new Set([...addresses, card?.url ?? ''].filter((address) => /^https?:/i.test(address)))]
}

export const numbersOf = (status: Status): PostNumbers => ({
  likes: status.favourites_count,
  reshares: status.reblogs_count,
  comments: status.replies_count,
  ...(status.quotes_count === undefined ? {} : { quotes: status.quotes_count }),
})

const kinds: Record<MediaAttachment['type'], string> = {
  image: 'image',
  gifv: 'gif',
  video: 'video',
  audio: 'audio',
  unknown: 'document',
}
export const kindOf = (attachment: MediaAttachment) => kinds[attachment.type] ?? 'document'

export const personOf = (account: Account): Person => ({
  id: account.id,
  handle: `@${account.acct}`,
  name: account.display_name || account.username,
  avatarUrl: account.avatar,
  url: account.url ?? undefined,
  followers: account.followers_count,
  bot: account.bot,
})

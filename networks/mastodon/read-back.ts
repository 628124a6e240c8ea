import type { Json } from '../../kernel/json.ts'
import type { Person, ReadBack, RemotePost, RemoteRef } from '../contract.ts'
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
  return {
    ref: refOf(status),
    text: textOfHtml(status.content),
    at: new Date(status.created_at),
    author: { id: status.account.id, handle: `@${status.account.acct}` },
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

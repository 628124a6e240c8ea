import type { JsonObject } from '../../kernel/json.ts'
import type { ReadBack, RemotePost } from '../contract.ts'
import { blobAddress } from './account.ts'
import { isRecord, listOf, textOf } from './json-shapes.ts'
import { pageOf, partsOf, readRecord } from './records.ts'

/** The post as its own server holds it, so that what indexes have not seen yet is seen here. */
export const readBack: ReadBack = async (call, ref) => {
  const { collection, rkey, repo } = partsOf(ref.id)
  const standing = await readRecord(call, { collection, rkey }, repo)
  if (!standing) return 'gone'
  const author = { id: repo, handle: repo === call.account.remoteId ? call.account.handle : repo }
  const found = { ref: { id: standing.uri, url: pageOf(call, standing.uri), more: { cid: standing.cid } }, author }
  return { ...found, ...contentOf(standing.value, (cid) => blobAddress(call, cid)), raw: standing.value }
}

/** What is the same in a post wherever it is read: from its server, a search, a stream. */
export function contentOf(
  record: JsonObject,
  address?: (cid: string) => string,
): Omit<RemotePost, 'ref' | 'author' | 'raw'> {
  const reply = isRecord(record.reply) && isRecord(record.reply.parent) ? textOf(record.reply.parent.uri) : ''
  const languages = Array.isArray(record.langs) ? record.langs : []
  const language = textOf(languages[0])
  const { links, tags } = pointedAt(record)
  return {
    kind: reply ? 'reply' : 'post',
    text: textOf(record.text),
    at: momentOf(record.createdAt),
    media: mediaOf(record.embed, address),
    ...(reply ? { replyTo: reply } : {}),
    ...(language ? { language } : {}),
    ...(links.length > 0 ? { links } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  }
}

/** What the text leads to by its facets, its card and the tags beside it. */
function pointedAt({ facets, embed, tags: beside }: JsonObject): { links: string[]; tags: string[] } {
  const features = listOf(facets).flatMap((facet) => listOf(facet.features))
  const card = isRecord(embed) && isRecord(embed.external) ? textOf(embed.external.uri) : ''
  const links = [...features.map((feature) => textOf(feature.uri)), card]
  const tags = [...features.map((feature) => textOf(feature.tag)), ...(Array.isArray(beside) ? beside.map(textOf) : [])]
  return { links: distinct(links), tags: distinct(tags) }
}

const distinct = (words: string[]) => [...new Set(words.filter((word) => word !== ''))]

export function momentOf(written: unknown): Date {
  const at = new Date(textOf(written))
  return Number.isNaN(at.getTime()) ? new Date(0) : at
}

function mediaOf(embed: unknown, address?: (cid: string) => string): RemotePost['media'] {
  if (!isRecord(embed)) return []
  const inner = embed.$type === 'app.bsky.embed.recordWithMedia' ? embed.media : embed
  if (!isRecord(inner)) return []
  if (inner.$type === 'app.bsky.embed.video') return [mediumOf('video', inner.video, inner.alt, address)]
  return [...listOf(inner.images), ...listOf(inner.items)].map((one) => mediumOf('image', one.image, one.alt, address))
}

function mediumOf(
  kind: string,
  blob: unknown,
  alt: unknown,
  address?: (cid: string) => string,
): RemotePost['media'][number] {
  const cid = isRecord(blob) && isRecord(blob.ref) ? textOf(blob.ref.$link) : ''
  const really = isRecord(blob) && blob.mimeType === 'image/gif' ? 'gif' : kind
  return {
    kind: really,
    ...(textOf(alt) ? { alt: textOf(alt) } : {}),
    ...(cid && address ? { url: address(cid) } : {}),
  }
}

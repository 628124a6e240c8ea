import { invalid, isObject, XrpcNo } from './answers.ts'
import type { Account } from './state.ts'

/**
 * What a server refuses of a record, with arithmetic of its own (the connector's is not used here).
 * The words are those of the real server, which a slow test compares.
 */
export function refuseBadRecord(
  account: Account,
  collection: string,
  rkey: string,
  record: Record<string, unknown>,
): void {
  const fail = (what: string, path: string) => invalid(`Invalid ${collection} record: ${what} at $.record${path}`)
  if (record.$type !== undefined && record.$type !== collection)
    throw invalid(`Invalid $type: expected ${collection}, got ${String(record.$type)}`)
  if (!tidForm.test(rkey) && tidKeyed.has(collection))
    throw invalid(`Invalid record key for ${collection}: Invalid TID string (got "${rkey}") at $`)
  if (tidKeyed.has(collection)) checkMoment(record, fail)
  if (collection === 'app.bsky.feed.post') checkPost(account, record, fail)
  if (collection === 'app.bsky.feed.threadgate') checkList(record.allow, 5, '.allow', fail)
  if (collection === 'app.bsky.feed.postgate') checkList(record.embeddingRules, 5, '.embeddingRules', fail)
}

type Fail = (what: string, path: string) => XrpcNo

const tidForm = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/
const tidKeyed = new Set([
  'app.bsky.feed.post',
  'app.bsky.feed.like',
  'app.bsky.feed.threadgate',
  'app.bsky.feed.postgate',
  'app.bsky.graph.block',
])
const momentForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

function checkMoment(record: Record<string, unknown>, fail: Fail): void {
  const at = record.createdAt
  if (at === undefined) throw fail('Missing required key "createdAt"', '')
  if (typeof at !== 'string' || !momentForm.test(at) || Number.isNaN(Date.parse(at)))
    throw fail(`Invalid datetime (got ${JSON.stringify(at)})`, '.createdAt')
}

function checkPost(account: Account, record: Record<string, unknown>, fail: Fail): void {
  if (typeof record.text !== 'string') throw fail('Missing required key "text"', '')
  const bytes = Buffer.byteLength(record.text, 'utf8')
  if (bytes > 3000) throw fail(`string too big (maximum 3000, got ${bytes})`, '.text')
  const signs = countSigns(record.text)
  if (signs > 300) throw fail(`grapheme too big (maximum 300, got ${signs})`, '.text')
  checkList(record.langs, 3, '.langs', fail)
  checkTags(record.tags, fail)
  if (record.reply !== undefined) checkReply(record.reply, fail)
  if (isObject(record.embed)) checkEmbed(account, record.embed, fail)
}

/** Written signs by the tables of Unicode in the regular expression engine: emoji sequences whole, marks with their letter. */
export const countSigns = (text: string): number =>
  [...text.matchAll(/\p{RGI_Emoji}\p{M}*|\r\n|\P{M}[\p{M}\u200D]*|\p{M}/gsv)].length

function checkList(value: unknown, most: number, path: string, fail: Fail): void {
  if (value === undefined) return
  if (!Array.isArray(value)) throw fail('Expected array value type', path)
  if (value.length > most) throw fail(`array too big (maximum ${most}, got ${value.length})`, path)
}

function checkTags(tags: unknown, fail: Fail): void {
  checkList(tags, 8, '.tags', fail)
  for (const [at, tag] of Array.isArray(tags) ? tags.entries() : [])
    if (countSigns(String(tag)) > 64)
      throw fail(`grapheme too big (maximum 64, got ${countSigns(String(tag))})`, `.tags[${at}]`)
}

function checkReply(reply: unknown, fail: Fail): void {
  for (const side of ['root', 'parent']) {
    const ref = isObject(reply) ? reply[side] : undefined
    if (!isObject(ref)) throw fail(`Missing required key "${side}"`, '.reply')
    if (typeof ref.uri !== 'string' || !ref.uri.startsWith('at://')) throw fail('Invalid AT URI', `.reply.${side}.uri`)
    if (typeof ref.cid !== 'string' || !/^b[a-z2-7]{20,}$/.test(ref.cid))
      throw fail('Invalid CID string', `.reply.${side}.cid`)
  }
}

function checkEmbed(account: Account, embed: Record<string, unknown>, fail: Fail): void {
  if (embed.$type === 'app.bsky.embed.images') {
    checkList(embed.images, 4, '.embed.images', fail)
    checkImages(account, embed.images, '.embed.images', fail)
  }
  if (embed.$type === 'app.bsky.embed.gallery') {
    checkList(embed.items, 20, '.embed.items', fail)
    checkImages(account, embed.items, '.embed.items', fail)
  }
  if (embed.$type === 'app.bsky.embed.video')
    checkBlob(account, embed.video, { most: 300_000_000, kind: 'video/mp4', path: '.embed.video' }, fail)
  if (embed.$type === 'app.bsky.embed.external') checkCard(account, embed.external, fail)
}

function checkImages(account: Account, list: unknown, path: string, fail: Fail): void {
  for (const [at, image] of (Array.isArray(list) ? list : []).entries()) {
    if (!isObject(image) || typeof image.alt !== 'string') throw fail('Missing required key "alt"', `${path}[${at}]`)
    checkBlob(account, image.image, { most: 2_000_000, kind: 'image/', path: `${path}[${at}].image` }, fail)
  }
}

function checkCard(account: Account, external: unknown, fail: Fail): void {
  for (const field of ['uri', 'title', 'description'])
    if (!isObject(external) || typeof external[field] !== 'string')
      throw fail(`Missing required key "${field}"`, '.embed.external')
  if (isObject(external) && external.thumb !== undefined)
    checkBlob(account, external.thumb, { most: 1_000_000, kind: 'image/', path: '.embed.external.thumb' }, fail)
}

function checkBlob(
  account: Account,
  blob: unknown,
  rule: { most: number; kind: string; path: string },
  fail: Fail,
): void {
  if (!isObject(blob) || blob.$type !== 'blob' || !isObject(blob.ref)) throw fail('Expected blob value type', rule.path)
  const size = Number(blob.size)
  if (size > rule.most) throw fail(`blob too big (maximum ${rule.most}, got ${size})`, rule.path)
  if (!String(blob.mimeType).startsWith(rule.kind))
    throw fail(
      `Expected "${rule.kind === 'image/' ? 'image/*' : rule.kind}" (got "${String(blob.mimeType)}")`,
      `${rule.path}.mimeType`,
    )
  const kept = account.blobs.get(String(blob.ref.$link))
  if (!kept) throw new XrpcNo(400, 'BlobNotFound', `Could not find blob: ${String(blob.ref.$link)}`)
  if (kept.mime !== blob.mimeType)
    throw new XrpcNo(
      400,
      'InvalidMimeType',
      `Referenced MimeType does not match stored blob. Expected: ${kept.mime}, Got: ${String(blob.mimeType)}`,
    )
  if (kept.bytes !== size)
    throw new XrpcNo(
      400,
      'InvalidSize',
      `Referenced size does not match stored blob. Expected: ${kept.bytes}, Got: ${size}`,
    )
}

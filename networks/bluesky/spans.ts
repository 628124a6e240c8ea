import type { Span } from '../compose.ts'
import { topDomains } from './top-domains.ts'

/**
 * What becomes alive in a text: links, mentions and hashtags, in order and without overlaps. UTF-16 offsets, end exclusive.
 * `target` is the address of a link, the handle of a mention (lower case, no @), the tag without #.
 */
export function findSpans(text: string): Span[] {
  const found = [...links(text), ...mentions(text), ...hashtags(text)].sort((a, b) => a.from - b.from || b.to - a.to)
  const kept: Span[] = []
  for (const span of found) if (span.from >= (kept.at(-1)?.to ?? 0)) kept.push(span)
  return kept
}

const before = String.raw`(?<=^|[\s(\[{"'«„“”‘’—–,;])`
const written = new RegExp(String.raw`${before}https?:\/\/[^\s<>"«»“”]+`, 'giu')
const bare = new RegExp(
  String.raw`${before}(?<host>[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+)(?<rest>(?::\d{1,5})?(?:[\/?#][^\s<>"«»“”]*)?)`,
  'gu',
)

function links(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(written)) {
    const address = withoutTail(match[0])
    const uri = addressOf(address)
    if (uri) spans.push({ from: match.index, to: match.index + address.length, kind: 'link', target: uri })
  }
  for (const match of text.matchAll(bare)) {
    const host = match.groups?.host ?? ''
    if (!isPublicDomain(host) || text[match.index + match[0].length] === '@') continue
    const address = withoutTail(match[0])
    const uri = addressOf(`https://${address}`)
    if (uri) spans.push({ from: match.index, to: match.index + address.length, kind: 'link', target: uri })
  }
  return spans
}

/** Punctuation that ends a sentence is not of the address; a closing bracket is, when it was opened inside. */
function withoutTail(address: string): string {
  let end = address.length
  for (;;) {
    const last = address[end - 1] ?? ''
    const kept = address.slice(0, end)
    const unopened = closing.has(last) && count(kept, closing.get(last) ?? '') < count(kept, last)
    if (!unopened && !/[.,;:!?'"’”…*_~]/u.test(last)) return kept
    end -= 1
  }
}

const closing = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
])
const count = (text: string, sign: string): number => text.split(sign).length - 1

/** As written when it is plain ASCII; otherwise in the form that travels (punycode, percent signs). */
function addressOf(written: string): string | undefined {
  if (!URL.canParse(written)) return undefined
  const url = new URL(written)
  if (!url.hostname.includes('.') && url.hostname !== 'localhost') return undefined
  return /^[\x21-\x7e]+$/.test(written) ? written : url.href
}

function isPublicDomain(host: string): boolean {
  const top = host.slice(host.lastIndexOf('.') + 1)
  return topDomains.has(top) && host.length <= 253
}

const mention = new RegExp(`${before}[@＠](?<handle>[a-zA-Z0-9.-]+)`, 'gu')
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const handleForm = new RegExp(String.raw`^(?:${label}\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$`)

/** A handle by the AT protocol's syntax: a domain name of at least two labels, the last not beginning with a digit. */
export const isHandle = (text: string): boolean => text.length <= 253 && handleForm.test(text.toLowerCase())

function mentions(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(mention)) {
    const handle = (match.groups?.handle ?? '').replace(/[.-]+$/, '')
    if (!isHandle(handle)) continue
    spans.push({
      from: match.index,
      to: match.index + 1 + handle.length,
      kind: 'mention',
      target: handle.toLowerCase(),
    })
  }
  return spans
}

const invisible = String.raw`\u00AD\u2060\u200A\u200B\u200C\u200D\u20e2`
const hashtag = new RegExp(String.raw`(?<=^|\s)[#＃](?!\ufe0f)(?<tag>[^\s${invisible}]+)`, 'gu')

/** A tag has something besides digits and punctuation, and at most 64 characters; punctuation at its end is not of it. */
function hashtags(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(hashtag)) {
    const tag = (match.groups?.tag ?? '').replace(/\p{P}+$/u, '')
    if (!/[^\d\p{P}]/u.test(tag) || tagLength(tag) > 64) continue
    spans.push({ from: match.index, to: match.index + 1 + tag.length, kind: 'hashtag', target: tag })
  }
  return spans
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const tagLength = (tag: string): number => [...segmenter.segment(tag)].length

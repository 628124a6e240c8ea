import type { Span } from '../compose.ts'

/**
 * What Mastodon makes alive in a text; of two that overlap the one that begins first. The shapes follow its own:
 * https://github.com/mastodon/mastodon/blob/main/config/initializers/twitter_regex.rb and
 * https://github.com/mastodon/mastodon/blob/main/app/models/account.rb (MENTION_RE), tag.rb (HASHTAG_RE), as known in 2026-11.
 */
export function spansOf(text: string): Span[] {
  const links = [...text.matchAll(link)].map((hit): Span => {
    const from = hit.index + (hit[1]?.length ?? 0)
    return { from, to: from + (hit[2]?.length ?? 0), kind: 'link', target: hit[2] }
  })
  const mentions = [...text.matchAll(mention)].map((hit): Span => spanAt(hit, 'mention'))
  const tags = [...text.matchAll(hashtag)].map((hit): Span => spanAt(hit, 'hashtag'))
  const inOrder = [...links, ...mentions, ...tags].sort((a, b) => a.from - b.from || b.to - a.to)
  let end = 0
  return inOrder.filter((span) => {
    if (span.from < end) return false
    end = span.to
    return true
  })
}

const spanAt = (hit: RegExpMatchArray, kind: Span['kind']): Span => {
  const from = hit.index ?? 0
  return { from, to: from + hit[0].length, kind, target: hit[1] }
}

const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?`
const domain = String.raw`(?:${label}\.)+(?:xn--[a-z0-9-]+|\p{L}{2,})(?::\d+)?`
const balanced = String.raw`\((?:[^\s<>()]|\([^\s<>()]*\))*\)`
const pathEnd = String.raw`(?:[^\s()?!*"'「」<>;:=,.$%[\]~&|@]|${balanced})`
const path = String.raw`/(?:(?:[^\s<>()?]|${balanced})*${pathEnd})?`
const query = String.raw`\?[^\s<>"「」]*[\p{L}\p{N}_&=#/-]`
/** Only links that name their scheme count; the character before must not glue to them. */
const link = new RegExp(
  String.raw`(^|[^\p{L}\p{N}@＠$#＃\u202a-\u202e])(https?://${domain}(?:${path})?(?:${query})?)`,
  'giu',
)

const userName = '[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*'
const mention = new RegExp(
  String.raw`(?<![=/\p{L}\p{M}\p{N}_])@(${userName}(?:@[\p{L}\p{M}\p{N}_.-]+[\p{L}\p{M}\p{N}_]+)?)`,
  'giu',
)

const word = String.raw`\p{L}\p{M}\p{N}_`
const hashtag = new RegExp(
  String.raw`(?<![=/)\p{L}\p{N}])[#＃]((?:[${word}][${word}·\u200c]*)?[\p{L}\p{M}_·](?:[${word}·\u200c]*[${word}])?)`,
  'giu',
)

import { type Piece, piecesOf } from './tokens.ts'

export type Linked = { profile: (mention: string) => string | undefined; tag: (name: string) => string }

/** A text as the HTML servers send: https://docs.joinmastodon.org/spec/activitypub/#sanitization (read 2026-11-22). */
export function htmlOf(text: string, linked: Linked): string {
  if (text.trim() === '') return ''
  const body = piecesOf(text.trim())
    .map((piece) => pieceHtml(piece, linked))
    .join('')
  return body
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`)
    .join('')
}

function pieceHtml(piece: Piece, linked: Linked): string {
  if (piece.kind === 'url') return urlHtml(piece.text)
  if (piece.kind === 'tag') {
    const name = piece.text.slice(1)
    return `<a href="${escaped(linked.tag(name))}" class="mention hashtag" rel="tag">#<span>${escaped(name)}</span></a>`
  }
  const profile = piece.kind === 'mention' ? linked.profile(piece.text) : undefined
  if (!profile) return escaped(piece.text)
  return `<span class="h-card" translate="no"><a href="${escaped(profile)}" class="u-url mention">@<span>${escaped(piece.text.split('@')[1] ?? '')}</span></a></span>`
}

function urlHtml(url: string): string {
  const scheme = /^https?:\/\/(www\.)?/i.exec(url)?.[0] ?? ''
  const shown = url.slice(scheme.length, scheme.length + 30)
  const rest = url.slice(scheme.length + 30)
  const middle = `<span class="${rest ? 'ellipsis' : ''}">${escaped(shown)}</span>`
  return `<a href="${escaped(url)}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">${scheme}</span>${middle}<span class="invisible">${escaped(rest)}</span></a>`
}

export const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

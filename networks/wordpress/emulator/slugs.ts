import type { SitePost, State } from './state.ts'

const mostBytes = 200

/** As `sanitize_title`: without accents, other letters percent-encoded, at most 200 bytes. */
export function addressFrom(title: string): string {
  const plain = title
    .replace(/<[^<>]*>/g, '')
    .replace(/&[a-z#0-9]+;/gi, '')
    .normalize('NFD')
    .replace(/(?<=[a-z])\p{M}/giu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_\s-]/gu, '')
    .trim()
    .replace(/[\s-]+/g, '-')
  let out = ''
  for (const sign of plain) {
    const next = out + encodeURIComponent(sign).toLowerCase()
    if (next.length > mostBytes) break
    out = next
  }
  return out.replace(/^-+|-+$/g, '')
}

/** As `wp_unique_post_slug`: what is taken gets `-2`, `-3`… */
export function freeAddress(state: State, wanted: string, post: SitePost): string {
  const taken = new Set(
    [...state.posts.values()].flatMap((one) => (one.id !== post.id && one.type === post.type ? [one.slug] : [])),
  )
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number++) {
    const next = `${wanted.slice(0, mostBytes - String(number).length - 1)}-${number}`
    if (!taken.has(next)) return next
  }
}

export type FeedItem = {
  id: string
  url?: string
  title: string
  text: string
  at?: Date
  author?: string
  media: { kind: string; url: string }[]
}
/** `next` is the older part of a feed that is told in parts (RFC 5005). */
export type Feed = {
  title: string
  url?: string
  description: string
  imageUrl?: string
  language?: string
  next?: string
  items: FeedItem[]
}

/** An address made whole; undefined for what leads nowhere on the web. */
export function wholeAddress(written: string | undefined, base: string): string | undefined {
  const address = written?.trim()
  if (!address || !URL.canParse(address, base)) return undefined
  const { protocol, href } = new URL(address, base)
  return protocol === 'http:' || protocol === 'https:' ? href : undefined
}

/** Undefined for what is no moment, the first day of all being what programs write that know none. */
export function momentOf(written: string | undefined): Date | undefined {
  if (!written || /\b0001\b/.test(written)) return undefined
  const at = new Date(written.trim())
  return Number.isNaN(at.getTime()) ? undefined : at
}

/** A file of a feed by its type, else by the end of its name. */
export function mediaOf(url: string | undefined, type: string | undefined): { kind: string; url: string }[] {
  if (!url) return []
  const kind = /^(image|video|audio)\//.exec(type ?? '')?.[1] ?? kindByName(url)
  return kind ? [{ kind, url }] : []
}

function kindByName(url: string): string | undefined {
  const { pathname } = new URL(url)
  if (/\.(jpe?g|png|gif|webp|avif)$/i.test(pathname)) return 'image'
  if (/\.(mp4|webm|mov)$/i.test(pathname)) return 'video'
  return /\.(mp3|m4a|ogg)$/i.test(pathname) ? 'audio' : undefined
}

import { Parser } from 'htmlparser2'

export type PageCard = { title: string; description: string; image: string | null; canonical: string | null }

const wanted = new Set([
  'og:title',
  'og:description',
  'og:image',
  'og:image:secure_url',
  'twitter:title',
  'twitter:description',
  'twitter:image',
  'description',
])

/**
 * What a page says of itself for a card: Open Graph first (ogp.me), then Twitter's marks, then title and description.
 * Reads the head only; never runs anything. Addresses come back absolute, http or https, else null.
 */
export function readCard(html: string, address: string): PageCard {
  const { said, title, canonical } = readHead(html)
  const first = (...names: string[]) => names.map((name) => said.get(name)).find((value) => value)
  return {
    title: clean(first('og:title', 'twitter:title') ?? title, 300),
    description: clean(first('og:description', 'twitter:description', 'description') ?? '', 1000),
    image: absolute(first('og:image:secure_url', 'og:image', 'twitter:image'), address),
    canonical: absolute(canonical, address),
  }
}

function readHead(html: string) {
  const said = new Map<string, string>()
  let title = ''
  let canonical: string | undefined
  let inTitle = false
  let ended = false
  const parser = new Parser({
    onopentag(name, attributes) {
      if (ended) return
      if (name === 'title') inTitle = true
      if (name === 'body') ended = true
      if (name === 'link' && attributes.rel?.toLowerCase() === 'canonical') canonical = attributes.href
      const key = (attributes.property ?? attributes.name)?.toLowerCase()
      if (name === 'meta' && key && wanted.has(key) && !said.has(key)) said.set(key, attributes.content ?? '')
    },
    ontext: (text) => {
      if (inTitle && title.length < 1000) title += text
    },
    onclosetag(name) {
      if (name === 'title') inTitle = false
      if (name === 'head') ended = true
    },
  })
  parser.end(html)
  return { said, title, canonical }
}

/** One line, without control signs or marks that turn the direction of writing. */
const clean = (text: string, max: number) =>
  text
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max)
    .toWellFormed()

function absolute(address: string | undefined, base: string): string | null {
  if (!address || !URL.canParse(address, base)) return null
  const url = new URL(address, base)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
}

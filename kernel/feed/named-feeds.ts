import { Parser } from 'htmlparser2'
import { wholeAddress } from './feed.ts'

export type NamedFeed = { url: string; title: string }

const most = 20

/** The feeds that a page names in its head (`link rel="alternate"`), in its order, each once. */
export function feedsNamedIn(html: string, base: string): NamedFeed[] {
  const found = new Map<string, NamedFeed>()
  const parser = new Parser({
    onopentag(name, { rel = '', type = '', href, title = '' }) {
      if (name !== 'link' || found.size >= most) return
      if (!/\balternate\b/i.test(rel) || !/(rss|atom|rdf)\+xml|feed\+json/i.test(type)) return
      const url = wholeAddress(href, base)
      if (url && !found.has(url)) found.set(url, { url, title: title.trim().slice(0, 200) })
    },
  })
  parser.end(html)
  return [...found.values()]
}

export const isPage = (contentType: string | undefined, text: string): boolean =>
  /text\/html|xhtml/i.test(contentType ?? '') || /^\s*<(!doctype html|html[\s>])/i.test(text)

import { parseDocument } from 'htmlparser2'
import { textOfHtml } from '../html/text-of-html.ts'
import { type Feed, type FeedItem, mediaOf, momentOf, wholeAddress } from './feed.ts'

type Node = ReturnType<typeof parseDocument>['childNodes'][number]
type Element = Extract<Node, { attribs: Record<string, string> }>

/** RSS in its versions, RDF and Atom: https://www.rssboard.org/rss-specification, RFC 4287 (read 2026-11-22). */
export function readXmlFeed(written: string, base: string): Feed | undefined {
  const document = parseDocument(written, { xmlMode: true })
  const root = document.childNodes.filter(isElement).find((one) => /^(rss|rdf:rdf|feed)$/i.test(one.name))
  if (!root) return undefined
  if (root.name.toLowerCase() === 'feed') return atom(root, base)
  const channel = child(root, 'channel')
  return channel && rss(channel, [...children(channel, 'item'), ...children(root, 'item')], base)
}

function atom(root: Element, base: string): Feed {
  return {
    title: textOfHtml(said(root, 'title')),
    url: linkOf(root, 'alternate', base),
    description: textOfHtml(said(root, 'subtitle')),
    imageUrl: wholeAddress(said(root, 'logo') || said(root, 'icon'), base),
    language: root.attribs['xml:lang'],
    next: linkOf(root, 'next', base) ?? linkOf(root, 'prev-archive', base),
    items: children(root, 'entry').map((entry) => atomEntry(entry, base)),
  }
}

function atomEntry(entry: Element, base: string): FeedItem {
  const url = linkOf(entry, 'alternate', base)
  const enclosed = children(entry, 'link').filter((one) => one.attribs.rel === 'enclosure')
  const author = child(entry, 'author')
  return {
    id: said(entry, 'id') || url || '',
    url,
    title: textOfHtml(said(entry, 'title')),
    text: textOfHtml(said(entry, 'content') || said(entry, 'summary')),
    at: momentOf(said(entry, 'published') || said(entry, 'updated')),
    author: author ? said(author, 'name') || undefined : undefined,
    media: [
      ...enclosed.flatMap((one) => mediaOf(wholeAddress(one.attribs.href, base), one.attribs.type)),
      ...mediaRss(entry, base),
    ],
  }
}

function linkOf(of: Element, rel: string, base: string): string | undefined {
  const link = children(of, 'link').find((one) => (one.attribs.rel ?? 'alternate') === rel)
  return wholeAddress(link?.attribs.href, base)
}

function rss(channel: Element, items: Element[], base: string): Feed {
  const image = child(channel, 'image')
  const next = children(channel, 'atom:link').find((one) => one.attribs.rel === 'next')
  return {
    title: textOfHtml(said(channel, 'title')),
    url: wholeAddress(said(channel, 'link'), base),
    description: textOfHtml(said(channel, 'description')),
    imageUrl: wholeAddress(image ? said(image, 'url') : child(channel, 'itunes:image')?.attribs.href, base),
    language: said(channel, 'language') || undefined,
    next: wholeAddress(next?.attribs.href, base),
    items: items.map((item) => rssItem(item, base)),
  }
}

function rssItem(item: Element, base: string): FeedItem {
  const url = wholeAddress(said(item, 'link'), base)
  return {
    id: said(item, 'guid') || item.attribs['rdf:about'] || url || said(item, 'title'),
    url: url ?? wholeAddress(said(item, 'guid'), base),
    title: textOfHtml(said(item, 'title')),
    text: textOfHtml(said(item, 'content:encoded') || said(item, 'description')),
    at: momentOf(said(item, 'pubDate') || said(item, 'dc:date')),
    author: said(item, 'dc:creator') || said(item, 'author') || undefined,
    media: [
      ...children(item, 'enclosure').flatMap((one) => mediaOf(wholeAddress(one.attribs.url, base), one.attribs.type)),
      ...mediaRss(item, base),
    ],
  }
}

const mediaRss = (of: Element, base: string) =>
  [of, ...children(of, 'media:group')]
    .flatMap((one) => children(one, 'media:content'))
    .flatMap(({ attribs }) => mediaOf(wholeAddress(attribs.url, base), attribs.type ?? `${attribs.medium}/`))

const isElement = (node: Node): node is Element => 'attribs' in node
const children = (of: Element, name: string): Element[] =>
  of.childNodes.filter(isElement).filter((one) => one.name.toLowerCase() === name.toLowerCase())
const child = (of: Element, name: string): Element | undefined => children(of, name)[0]

/** The words of a child; markup standing there unescaped is kept as markup (XHTML in Atom). */
function said(of: Element, name: string): string {
  const found = child(of, name)
  return found ? inner(found).trim() : ''
}

const deepest = 200
function inner(of: Element, depth = 0): string {
  return of.childNodes
    .map((node) => {
      if ('data' in node && node.type === 'text') return depth > 0 ? escaped(node.data) : node.data
      if (node.type === 'cdata') return node.childNodes.map((one) => ('data' in one ? one.data : '')).join('')
      if (!isElement(node) || depth > deepest) return ''
      return `<${node.name}>${inner(node, depth + 1)}</${node.name}>`
    })
    .join('')
}
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

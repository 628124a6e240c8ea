import { Parser } from 'htmlparser2'
import { momentOf, wholeAddress } from '../../../../kernel/feed/feed.ts'
import { textOfHtml } from '../../../../kernel/html/text-of-html.ts'
import { toldText } from '../web/told-text.ts'
import { plainAddress, siteOf } from '../web/web-key.ts'

export type PageLink = { url: string; text: string }
export type ReadPage = {
  /** What the page calls its own address, if that is of the same site. */
  url: string
  title: string
  text: string
  author?: string
  at?: Date
  language?: string
  imageUrl?: string
  links: PageLink[]
  /** Does it say that it is one article, or read like one? */
  isArticle: boolean
}

const mostLinks = 3_000
const mostElements = 30_000
/** Below it a page is a stub, a gate or a list. */
const shortestArticle = 250
const plainlyArticle = 1_200

/**
 * What a reader sees of a page: its article without what stands around it (Readability), its links, who wrote it and when. Nothing of
 * it is run or fetched. Never throws: what cannot be understood is read as plain text.
 */
export async function readPage(html: string, address: string): Promise<ReadPage> {
  if (!isReasonable(html)) return plain(html, address)
  const { parseHTML } = await import('linkedom')
  const whole = /<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`
  const { document }: { document: Page } = parseHTML(whole)
  const said = saidOf(document)
  const links = linksOf(document, address)
  const article = await articleOf(document)
  const text = toldText(article ? textOfHtml(article.content) : textOfHtml(html))
  const canonical = plainAddress(wholeAddress(said.canonical, address) ?? '')
  const at = momentOf(article?.at ?? said.at)
  return {
    url:
      canonical && siteOf(canonical) === siteOf(address) && new URL(canonical).pathname !== '/' ? canonical : address,
    title: toldText(said.title || article?.title || '', 500),
    ...{ text, links },
    ...(article?.author && { author: toldText(article.author.replace(/\s+/g, ' '), 200) }),
    ...(at && { at }),
    ...(said.language && { language: said.language }),
    ...(said.image && { imageUrl: wholeAddress(said.image, address) }),
    isArticle: isArticle(said.type, text, links),
  }
}

const deepest = 250
const mostPlain = 300_000

/** Pages nested or filled beyond what people write would only keep their reader busy. */
function isReasonable(html: string): boolean {
  let depth = 0
  let elements = 0
  let isTooMuch = false
  const parser = new Parser({
    onopentagname: () => {
      depth++
      elements++
      isTooMuch ||= depth > deepest || elements > mostElements
    },
    onclosetag: () => {
      depth--
    },
  })
  for (let at = 0; at < html.length && !isTooMuch; at += 50_000) parser.write(html.slice(at, at + 50_000))
  parser.end()
  return !isTooMuch
}

const plain = (html: string, address: string): ReadPage => {
  return { url: address, title: '', text: toldText(textOfHtml(html.slice(0, mostPlain))), links: [], isArticle: false }
}

type Element = { textContent: string | null; getAttribute: (name: string) => string | null }
type Page = {
  documentElement: Element | null
  querySelector: (selector: string) => Element | null
  querySelectorAll: (selector: string) => Iterable<Element>
}

function saidOf(document: Page) {
  const meta = (...names: string[]) =>
    names
      .map((name) => document.querySelector(`meta[property="${name}"],meta[name="${name}"]`)?.getAttribute('content'))
      .find((value) => value) ?? ''
  const language = document.documentElement?.getAttribute('lang') ?? ''
  return {
    title: (meta('og:title', 'twitter:title') || document.querySelector('title')?.textContent || '')
      .replace(/\s+/g, ' ')
      .trim(),
    type: meta('og:type') || (/"@type"\s*:\s*"(News|Blog|)(Article|Posting)"/.test(jsonOf(document)) ? 'article' : ''),
    image: meta('og:image'),
    at: meta('article:published_time', 'date', 'pubdate', 'dc.date', 'DC.date.issued') || timeOf(document),
    canonical: document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? '',
    language: /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(language) ? language : '',
  }
}

const jsonOf = (document: Page) =>
  [...document.querySelectorAll('script[type="application/ld+json"]')]
    .map((one) => one.textContent ?? '')
    .join('\n')
    .slice(0, 200_000)

const timeOf = (document: Page) =>
  document.querySelector('article time[datetime], main time[datetime], time[datetime]')?.getAttribute('datetime') ?? ''

function linksOf(document: Page, address: string): PageLink[] {
  const found = new Map<string, PageLink>()
  for (const one of [...document.querySelectorAll('a[href]')].slice(0, mostLinks)) {
    const url = plainAddress(wholeAddress(one.getAttribute('href') ?? '', address) ?? '')
    const text = (one.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 300)
    const before = url && found.get(url)
    if (url && (!before || before.text.length < text.length)) found.set(url, { url, text })
  }
  return [...found.values()]
}

/** Readability changes what it reads: it comes last. */
async function articleOf(document: Page) {
  const { Readability } = await import('@mozilla/readability')
  try {
    const read = new Readability(document, { maxElemsToParse: mostElements, charThreshold: shortestArticle }).parse()
    if (!read?.content) return undefined
    return { content: read.content, title: read.title, author: read.byline, at: read.publishedTime ?? undefined }
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

function isArticle(type: string, text: string, links: PageLink[]): boolean {
  if (text.length < shortestArticle) return false
  if (/^article$/i.test(type)) return true
  const titles = links.filter((one) => one.text.length >= 30)
  const inTitles = titles.reduce((sum, one) => sum + one.text.length, 0)
  return text.length >= plainlyArticle && inTitles < text.length / 3
}

import { NetworkFailure } from '../../../../kernel/failure.ts'
import type { World } from '../../../../kernel/world.ts'
import type { Heard } from '../heard.ts'
import { printOf } from '../web/told-text.ts'
import { siteOf, webKey } from '../web/web-key.ts'
import { lookAt } from './look-at-page.ts'
import { type PageCursor, seenAfter } from './page-cursor.ts'
import { postOfPage } from './post-of-page.ts'
import { type PageLink, type ReadPage, readPage } from './read-page.ts'

/** Pages read at one look; the others wait for the next. */
const perLook = 10
const mostPending = 300
const mostTries = 3
/** A look ends when it took so long, for a site that wants long pauses. */
const longestMs = 45_000

type Watching = { watched: string; cursor: PageCursor; page: ReadPage | undefined }

/** Reads the pages that a watched one newly links to, so many at a time. Those it linked to at the first look are known already. */
export async function newPosts(
  world: World,
  { watched, cursor, page }: Watching,
  signal: AbortSignal,
): Promise<{ heard: Heard[]; cursor: PageCursor; calls: number }> {
  const { seen, fresh } = freshLinks(watched, cursor, page)
  const waiting = [...cursor.pending, ...fresh.map((url) => ({ url, tries: 0 }))].slice(0, mostPending)
  const heard: Heard[] = []
  const again: PageCursor['pending'] = []
  const until = performance.now() + longestMs
  let calls = 0
  let read = 0
  for (const { url, tries } of waiting) {
    if (read >= perLook || performance.now() > until) break
    read++
    const article = await articleAt(world, url, signal)
    calls += article.calls
    if (article.post) heard.push({ what: 'said', post: article.post })
    if (article.isToTryAgain && tries + 1 < mostTries) again.push({ url, tries: tries + 1 })
  }
  return { heard, calls, cursor: { ...cursor, seen, pending: [...waiting.slice(read), ...again] } }
}

function freshLinks(watched: string, cursor: PageCursor, page: ReadPage | undefined) {
  if (!page) return { seen: cursor.seen, fresh: [] }
  const links = page.links.filter((link) => mayBeArticle(link, watched))
  const prints = links.map(({ url }) => printOf(webKey(url)))
  const before = new Set(cursor.seen)
  const fresh = links.filter((_, at) => !before.has(prints[at] ?? '')).map((one) => one.url)
  return { seen: seenAfter(prints, cursor.seen), fresh: cursor.isKnown ? fresh : [] }
}

const noPage = /\.(jpe?g|png|gif|webp|avif|svg|ico|pdf|zip|gz|docx?|xlsx?|pptx?|mp[34]|webm|mov|css|js|xml|json|rss)$/i

export function mayBeArticle({ url }: PageLink, watched: string): boolean {
  const { pathname } = new URL(url)
  return (
    siteOf(url) === siteOf(watched) && pathname !== '/' && !noPage.test(pathname) && webKey(url) !== webKey(watched)
  )
}

/** A page that is not there or forbidden is passed over; one that may come later is tried again. */
async function articleAt(world: World, url: string, signal: AbortSignal) {
  try {
    const found = await lookAt(world, url, {}, signal)
    const page = found.is === 'read' ? await readPage(found.text, found.url) : undefined
    const post = page?.isArticle ? postOfPage(page, world.clock.now()) : undefined
    return { post, calls: found.calls, isToTryAgain: false }
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    return { calls: 1, isToTryAgain: error.kind === 'network-down' || error.kind === 'slow-down' }
  }
}

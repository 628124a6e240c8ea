import type { World } from '../../../../kernel/world.ts'
import type { Heard } from '../heard.ts'
import { printOf } from '../web/told-text.ts'
import { webKey } from '../web/web-key.ts'
import { type PageCursor, seenAfter } from './page-cursor.ts'
import { postOfPage } from './post-of-page.ts'
import type { ReadPage } from './read-page.ts'

/** Below it nothing is said: a date, a button, a number. */
const shortest = 20

/** What is newly written on a page since the last look is one post; what stood there at the first look is none. */
export function newPassages(world: World, cursor: PageCursor, page: ReadPage): { heard: Heard[]; cursor: PageCursor } {
  const passages = page.text.split(/\n+/).map((one) => one.trim())
  const prints = passages.map((one) => printOf(one))
  const seen = new Set(cursor.seen)
  const fresh = passages.filter((one, at) => one.length >= shortest && !seen.has(prints[at] ?? ''))
  const after = { ...cursor, seen: seenAfter(prints, cursor.seen) }
  if (!cursor.isKnown || fresh.length === 0) return { heard: [], cursor: after }
  const now = world.clock.now()
  const text = fresh.join('\n\n')
  const post = { ...postOfPage({ ...page, text, at: now }, now), key: `${webKey(page.url)}#${printOf(text)}` }
  return { heard: [{ what: 'said', post }], cursor: after }
}

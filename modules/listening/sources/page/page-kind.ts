import { z } from 'zod'
import type { World } from '../../../../kernel/world.ts'
import type { Heard } from '../heard.ts'
import { type Answered, intakeKind, type Reading } from '../intake.ts'
import { printOf } from '../web/told-text.ts'
import { lookAt } from './look-at-page.ts'
import { newPassages } from './new-passages.ts'
import { newPosts } from './new-posts.ts'
import { type PageCursor, readPageCursor } from './page-cursor.ts'
import { postOfPage } from './post-of-page.ts'
import { type ReadPage, readPage } from './read-page.ts'

/**
 * `whole`: one post, edited when the page is; `links`: each page that it newly links to; `passages`: what is newly written on it.
 */
export const watches = ['whole', 'links', 'passages'] as const
export const pageSettings = z.object({ url: z.url(), watches: z.enum(watches) })
type Settings = z.infer<typeof pageSettings>

const minuteMs = 60_000

/** A page of the web, looked at every half hour as robots.txt lets; scripts of it are never run. */
export const pageKind = intakeKind({ kind: 'page', settings: pageSettings, way: 'ask', ask })

async function ask({ world, settings, cursor: written, signal }: Reading<Settings>): Promise<Answered> {
  const cursor = readPageCursor(written)
  const url = cursor.address ?? settings.url
  const found = await lookAt(world, url, cursor.validators, signal)
  const page = found.is === 'read' ? await readPage(found.text, found.url) : undefined
  const after = found.is === 'read' ? { ...cursor, validators: found.validators, address: found.moved ?? url } : cursor
  const told = await news(world, settings, after, page, signal)
  return {
    heard: told.heard,
    calls: found.calls + told.calls,
    cursor: JSON.stringify({ ...told.cursor, isKnown: true }),
    inMs: told.cursor.pending.length > 0 ? 2 * minuteMs : 30 * minuteMs,
  }
}

type News = { heard: Heard[]; cursor: PageCursor; calls: number }

async function news(
  world: World,
  settings: Settings,
  cursor: PageCursor,
  page: ReadPage | undefined,
  signal: AbortSignal,
) {
  if (settings.watches === 'links') return newPosts(world, { watched: settings.url, cursor, page }, signal)
  const nothing: News = { heard: [], cursor, calls: 0 }
  if (!page) return nothing
  return settings.watches === 'whole'
    ? { ...nothing, ...asItStands(world, cursor, page) }
    : { ...nothing, ...newPassages(world, cursor, page) }
}

function asItStands(world: World, cursor: PageCursor, page: ReadPage) {
  const print = printOf(page.title, page.text)
  if (cursor.seen[0] === print || page.text === '') return {}
  const heard: Heard[] = [{ what: cursor.isKnown ? 'edited' : 'said', post: postOfPage(page, world.clock.now()) }]
  return { heard, cursor: { ...cursor, seen: [print] } }
}

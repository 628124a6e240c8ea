import type { z } from 'zod'
import type { ChangePost } from '../../../../modules/content/api.ts'
import type { Draft } from '../draft/draft.ts'

type SentChanges = z.infer<typeof ChangePost>
/** A request whose answer is not known yet: sent again as it was, under the same key. */
export type Pending = { key: string; draft: Draft; body: SentChanges | null }

/** What one tab wrote and the server has not confirmed. `base` is the server's draft it grew from. */
export type Entry = {
  brandId: string
  /** Null until the server made the post. */
  postId: string | null
  draftKey: string
  tab: string
  base: Draft
  version: number
  mine: Draft
  pending: Pending | null
  at: number
}

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const prefix = 'rialto.draft.'
const keyOf = (entry: Pick<Entry, 'draftKey' | 'tab'>) => `${prefix}${entry.draftKey}.${entry.tab}`

/**
 * Keeps unsaved writing on this device, written at every change and at once, so that neither a reload nor a dead connection
 * loses a keystroke. Answers false when the device has no room left.
 */
export function openJournal(store: Store) {
  return {
    keep(entry: Entry): boolean {
      try {
        store.setItem(keyOf(entry), JSON.stringify(entry))
        return true
      } catch (cause) {
        if (cause instanceof Error && /quota/i.test(`${cause.name} ${cause.message}`)) return false
        throw cause
      }
    },
    forget: (entry: Pick<Entry, 'draftKey' | 'tab'>) => store.removeItem(keyOf(entry)),
    /** Everything kept, oldest first; what cannot be read is left out. */
    all(): Entry[] {
      const keys = Array.from({ length: store.length }, (_, at) => store.key(at))
      return keys
        .filter((key): key is string => key?.startsWith(prefix) ?? false)
        .flatMap((key) => readEntry(store.getItem(key)))
        .sort((a, b) => a.at - b.at)
    },
    /** Writing left behind in a post by tabs that are no longer open. */
    orphans(postId: string, openTabs: ReadonlySet<string>): Entry[] {
      return this.all().filter((entry) => entry.postId === postId && !openTabs.has(entry.tab))
    },
    /** Posts begun in this brand that never reached the server. */
    unborn(brandId: string, openTabs: ReadonlySet<string>): Entry[] {
      return this.all().filter(
        (entry) => entry.postId === null && entry.brandId === brandId && !openTabs.has(entry.tab),
      )
    },
  }
}
export type Journal = ReturnType<typeof openJournal>

function readEntry(text: string | null): Entry[] {
  if (!text) return []
  try {
    const entry: unknown = JSON.parse(text)
    return isEntry(entry) ? [entry] : []
  } catch (cause) {
    if (cause instanceof SyntaxError) return []
    throw cause
  }
}

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' &&
  value !== null &&
  ['brandId', 'draftKey', 'tab', 'base', 'mine', 'version'].every((field) => field in value)

import { NetworkFailure } from '../../../kernel/failure.ts'
import type { Interaction, Page } from '../../contract.ts'
import { freshOf, heardOnce, type Kept, keptIn, nameOf, type Place } from './heard-once.ts'

/** A part of a list, newest first: `last` is its oldest row, `more` where still older ones stand. */
export type Shown = { items: Interaction[]; last?: Pick<Interaction, 'kind' | 'id' | 'at'>; more?: Place }
export type Ears = { newest: () => Promise<Shown[]>; older: (place: Place) => Promise<Shown[]> }

/** So many pages of older things are asked for at one look; the cursor tells the next one where to go on. */
const mostOlder = 10

/** All that was said since the last look, however many spoke. A first look takes only what stands on top. */
export async function hearOn(ears: Ears, cursor: string | undefined): Promise<Page<Interaction>> {
  const kept = keptIn(cursor)
  const isGoingOn = kept !== undefined && kept.left.length > 0
  const newest = isGoingOn ? [] : await ears.newest()
  const items = newest.flatMap((one) => one.items)
  if (!kept) return heardOnce(items, cursor)
  const left = isGoingOn ? [...kept.left] : newest.flatMap((one) => unread(kept, one))
  await readDown(ears, kept, { items, left })
  const page = heardOnce(items, cursor, left)
  return isGoingOn && left.length === 0 && page.items.length === 0 ? hearOn(ears, page.cursor) : page
}

/** What was read before a failure is kept, and the place of the failure is asked again at the next look. */
async function readDown(ears: Ears, kept: Kept, { items, left }: { items: Interaction[]; left: Place[] }) {
  for (let asked = 0; asked < mostOlder; asked++) {
    const [place] = left
    if (!place) return
    try {
      const parts = await ears.older(place)
      items.push(...parts.flatMap((one) => one.items))
      left.splice(0, 1, ...parts.flatMap((one) => unread(kept, one, place)))
    } catch (error) {
      const otherwise = askedOtherwise(place, error)
      if (otherwise) left.splice(0, 1, ...otherwise)
      else if (freshOf(kept, items).length > 0) return
      else throw error
    }
  }
}

function unread(kept: Kept, { last, more }: Shown, { anew, few }: Pick<Place, 'anew' | 'few'> = {}): Place[] {
  if (!more) return []
  const isReached = last && (last.at.getTime() < kept.since || (!anew && kept.seen.has(nameOf(last))))
  return isReached ? [] : [{ ...more, ...(anew ? { anew } : {}), ...(few ? { few } : {}) }]
}

/** Cursors of the graph end, and large answers fail: …/docs/graph-api/results. What is refused from its top too is gone. */
function askedOtherwise(place: Place, error: unknown): Place[] | undefined {
  if (!(error instanceof NetworkFailure)) return undefined
  const { list, of, after, few } = place
  if (error.kind === 'rejected') return after ? [{ list, of, anew: true }] : []
  return error.kind === 'network-down' && !few ? [{ ...place, few: true }] : undefined
}

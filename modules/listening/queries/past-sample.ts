import type { z } from 'zod'
import type { Place, Reason } from '../matcher/post.ts'
import type { PastSample } from './api.ts'
import type { WhyNot } from './near-misses.ts'
import type { PastPost } from './past-post.ts'

type Sample = z.input<typeof PastSample>

const longestShown = 600
const before = 200
const mostPlaces = 50

/** A past post as an example, cut to where it was found. */
export function sampleOf(past: PastPost, reasons: readonly Reason[], why?: WhyNot): Sample {
  const places = [...reasons, ...(why?.reasons ?? [])].flatMap((one) => one.places)
  const title = past.title?.slice(0, longestShown).toWellFormed() ?? null
  return {
    ...{ mentionId: past.mentionId ?? null, at: past.at.toISOString() },
    ...{ author: past.author.name || past.author.handle, network: past.network ?? null, site: past.site },
    ...{ url: past.url ?? null, title, titlePlaces: placesIn(places, 'title', 0, title?.length ?? 0) },
    ...cut(past.text, places),
    why: why ? { is: why.is, from: why.from, to: why.to } : null,
  }
}

function cut(text: string, places: Place[]): Pick<Sample, 'text' | 'places' | 'isCut'> {
  const first = Math.min(...places.filter((one) => one.in === 'text').map((one) => one.from))
  const isLong = text.length > longestShown
  const wanted = isLong && Number.isFinite(first) ? Math.max(0, first - before) : 0
  const from = Math.min(wanted, Math.max(0, text.length - longestShown))
  const to = from + longestShown
  return { text: text.slice(from, to).toWellFormed(), places: placesIn(places, 'text', from, to), isCut: isLong }
}

/** In their order, none in another. */
function placesIn(places: Place[], where: Place['in'], from: number, to: number): { from: number; to: number }[] {
  const inside = places.filter((one) => one.in === where && one.from >= from && one.to <= to)
  const found: { from: number; to: number }[] = []
  for (const one of inside.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (one.from - from >= (found.at(-1)?.to ?? 0)) found.push({ from: one.from - from, to: one.to - from })
    if (found.length === mostPlaces) break
  }
  return found
}

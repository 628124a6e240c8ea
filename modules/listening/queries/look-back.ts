import type { z } from 'zod'
import { monotonicMs } from '../../../kernel/clock.ts'
import { Matcher } from '../matcher/matcher.ts'
import type { FormsOf } from '../matcher/word-forms.ts'
import type { Difference, Past } from './api.ts'
import { anyOf, Parts } from './near-misses.ts'
import { type PastPost, readablePost } from './past-post.ts'
import { sampleOf } from './past-sample.ts'
import { perWeek } from './per-week.ts'
import type { Meant } from './ready-forms.ts'

export type LookedBack = { past: Omit<z.input<typeof Past>, 'from'>; gained: Found; lost: Found }
type Found = { count: number; samples: z.input<typeof Past>['kept'] }

export const mostPosts = 20_000
const mostMs = 2_000
const samples = 10

export type Sought = { wanted: Meant; before?: Meant; formsOf: FormsOf; now: Date }

/**
 * What a query finds among posts of the past, and what it gains and loses against another one. The newest are looked at,
 * as many as may be in two seconds.
 */
export async function lookBack(pages: AsyncIterable<PastPost[]>, sought: Sought): Promise<LookedBack> {
  let looking: Looking | undefined
  const until = monotonicMs() + mostMs
  let isWhole = true
  for await (const page of pages) {
    looking ??= new Looking(sought)
    for (const past of page) looking.take(past)
    isWhole = looking.of < mostPosts && monotonicMs() < until
    if (!isWhole) break
  }
  return looking?.told(sought.now, isWhole) ?? nothing
}

const none = { count: 0, samples: [] }
const nothing: LookedBack = {
  past: { of: 0, isWhole: true, hit: 0, nearly: 0, perWeek: null, oldestAt: null, kept: [], dropped: [] },
  ...{ gained: none, lost: none },
}

class Looking {
  private readonly seenAt: number[] = []
  private readonly hitAt: number[] = []
  private readonly kept: Found = { count: 0, samples: [] }
  private readonly dropped: Found = { count: 0, samples: [] }
  private readonly gained: Found = { count: 0, samples: [] }
  private readonly lost: Found = { count: 0, samples: [] }
  private readonly matcher: Matcher
  private readonly parts: Parts
  private readonly hasBefore: boolean

  constructor({ wanted, before, formsOf }: Sought) {
    this.matcher = new Matcher({ formsOf })
    this.matcher.set('wanted', wanted.query, wanted.languages)
    if (before) this.matcher.set('before', before.query, before.languages)
    this.hasBefore = before !== undefined
    const any = anyOf(wanted.query)
    if (any && any !== wanted.query) this.matcher.set('any', any, wanted.languages)
    this.parts = new Parts(this.matcher, wanted.query, wanted.languages)
  }

  take(past: PastPost): void {
    const at = past.at.getTime()
    this.seenAt.push(at)
    const holding = new Set(this.matcher.match(readablePost(past)))
    const holds = holding.has('wanted')
    if (holds) this.hitAt.push(at)
    if (holds) this.note(this.kept, past, 'wanted')
    else if (holding.has('any')) this.note(this.dropped, past, 'any')
    if (!this.hasBefore || holds === holding.has('before')) return
    if (holds) this.note(this.gained, past, 'wanted')
    else this.note(this.lost, past, 'before')
  }

  private note(into: Found, past: PastPost, by: string): void {
    into.count++
    if (into.samples.length >= samples) return
    const post = readablePost(past)
    const why = by === 'wanted' ? undefined : this.parts.whyNot(post)
    const reasons = why?.is === 'leftOut' ? [] : (this.matcher.explain(by, post) ?? [])
    into.samples.push(sampleOf(past, reasons, why))
  }

  told(now: Date, isWhole: boolean): LookedBack {
    const { kept, dropped, gained, lost } = this
    const week = perWeek(this.seenAt, this.hitAt, now.getTime())
    return {
      past: {
        ...{ of: this.of, isWhole, hit: kept.count, nearly: dropped.count },
        ...{ perWeek: week?.number ?? null, oldestAt: week ? new Date(week.since).toISOString() : null },
        ...{ kept: kept.samples, dropped: dropped.samples },
      },
      ...{ gained, lost },
    }
  }

  get of(): number {
    return this.seenAt.length
  }
}

export const differenceFrom = (from: number, { gained, lost }: LookedBack): z.input<typeof Difference> => ({
  ...{ from, gained: gained.count, lost: lost.count },
  ...{ gainedSamples: gained.samples, lostSamples: lost.samples },
})

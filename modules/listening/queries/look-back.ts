import type { z } from 'zod'
import type { World } from '../../../kernel/world.ts'
import { Matcher } from '../matcher/matcher.ts'
import type { Difference, Past } from './api.ts'
import { anyOf, Parts } from './near-misses.ts'
import { type PastPost, pastPosts, readablePost } from './past-posts.ts'
import { sampleOf } from './past-sample.ts'
import { type Meant, readyForms } from './ready-forms.ts'

export type LookedBack = { past: z.input<typeof Past>; gained: Found; lost: Found }
type Found = { count: number; samples: z.input<typeof Past>['kept'] }

const mostPosts = 20_000
const mostMs = 2_000
const samples = 10
const dayMs = 86_400_000
const weekMs = 7 * dayMs

/**
 * What a query finds in what is kept, and what it gains and loses against another one. The newest are looked at, as many
 * as may be in two seconds.
 */
export async function lookBack(
  world: Pick<World, 'db' | 'clock'>,
  brandId: string,
  { wanted, before, signal }: { wanted: Meant; before?: Meant; signal?: AbortSignal },
): Promise<LookedBack> {
  const looking = await Looking.at(wanted, before)
  const until = world.clock.now().getTime() + mostMs
  let isWhole = true
  for await (const page of pastPosts(world, brandId, { most: mostPosts, signal })) {
    for (const past of page) looking.take(past)
    isWhole = looking.of < mostPosts && world.clock.now().getTime() < until && !signal?.aborted
    if (!isWhole) break
  }
  return looking.told(world.clock.now(), isWhole)
}

class Looking {
  of = 0
  private hit = 0
  private nearly = 0
  private oldest: Date | undefined
  private readonly kept: Found = { count: 0, samples: [] }
  private readonly dropped: Found = { count: 0, samples: [] }
  private readonly gained: Found = { count: 0, samples: [] }
  private readonly lost: Found = { count: 0, samples: [] }
  private readonly matcher: Matcher
  private readonly parts: Parts
  private readonly hasBefore: boolean

  private constructor(matcher: Matcher, wanted: Meant, before: Meant | undefined) {
    this.matcher = matcher
    matcher.set('wanted', wanted.query, wanted.languages)
    if (before) matcher.set('before', before.query, before.languages)
    this.hasBefore = before !== undefined
    const any = anyOf(wanted.query)
    if (any) matcher.set('any', any, wanted.languages)
    this.parts = new Parts(matcher, wanted.query, wanted.languages)
  }

  static async at(wanted: Meant, before: Meant | undefined): Promise<Looking> {
    const formsOf = await readyForms(before ? [wanted, before] : [wanted])
    return new Looking(new Matcher({ formsOf }), wanted, before)
  }

  take(past: PastPost): void {
    this.of++
    if (!this.oldest || past.at < this.oldest) this.oldest = past.at
    const holding = new Set(this.matcher.match(readablePost(past)))
    const holds = holding.has('wanted')
    if (holds) this.hit++
    if (holds) this.note(this.kept, past, 'wanted')
    else if (holding.has('any')) {
      this.nearly++
      this.note(this.dropped, past, 'any')
    }
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
    const spanMs = this.oldest ? Math.max(dayMs, now.getTime() - this.oldest.getTime()) : 0
    return {
      past: {
        ...{ of: this.of, isWhole, oldestAt: this.oldest?.toISOString() ?? null, hit: this.hit },
        perWeek: spanMs > 0 ? Math.round((10 * this.hit * weekMs) / spanMs) / 10 : null,
        ...{ kept: this.kept.samples, nearly: this.nearly, dropped: this.dropped.samples },
      },
      ...{ gained: this.gained, lost: this.lost },
    }
  }
}

export const differenceFrom = (from: number, { gained, lost }: LookedBack): z.input<typeof Difference> => ({
  ...{ from, gained: gained.count, lost: lost.count },
  ...{ gainedSamples: gained.samples, lostSamples: lost.samples },
})

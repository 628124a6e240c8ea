import type { Reason } from '../matcher/post.ts'
import type { Found } from '../pipeline/judge.ts'
import type { HeardPost } from '../sources/heard.ts'

const mostSamples = 30
const longestShown = 1_000

/** What a look back came to so far. */
export class Findings {
  looked = 0
  private found = 0
  private oldest: Date | null = null
  private readonly days = new Map<string, number>()
  private readonly samples: { post: HeardPost; reasons: Reason[] }[] = []
  private readonly dayOf: Intl.DateTimeFormat

  constructor(zone: string) {
    this.dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
  }

  add({ post, reasons }: Found): void {
    this.found++
    const day = this.dayOf.format(post.at)
    this.days.set(day, (this.days.get(day) ?? 0) + 1)
    if (this.oldest === null || post.at < this.oldest) this.oldest = post.at
    if (this.samples.length < mostSamples)
      this.samples.push({
        post: { ...post, text: post.text.slice(0, longestShown) },
        reasons: Object.values(reasons).flat(),
      })
  }

  told() {
    const { looked, found, oldest: oldestAt } = this
    return { looked, found, oldestAt, days: Object.fromEntries(this.days), samples: this.samples }
  }
}

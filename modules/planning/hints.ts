import { wallAt } from '../../kernel/wall-time.ts'

export type Planned = { postId: string; at: Date; accountIds: string[] }
export type BrandRules = {
  brandId: string
  zone: string
  quietHours: { from: string; to: string } | null
  minimumDistanceMinutes: number
}
export type HintFact = {
  kind: 'gap' | 'clash' | 'too-close' | 'quiet-hours'
  at: Date
  until: Date | null
  brandId: string
  accountId: string | null
  postIds: string[]
}

/** A brand that is silent for longer than this has a gap. */
const gapMs = 3 * 86_400_000

/** What a planner would want to be told about a stretch of a brand's calendar. `posts` in any order. */
export function hintsOf(posts: Planned[], rules: BrandRules, stretch: { from: Date; to: Date }): HintFact[] {
  const sorted = [...posts].sort((a, b) => a.at.getTime() - b.at.getTime())
  return [...gaps(sorted, rules, stretch), ...closeness(sorted, rules), ...quiet(sorted, rules)]
}

function gaps(posts: Planned[], { brandId }: BrandRules, { from, to }: { from: Date; to: Date }): HintFact[] {
  const moments = [from, ...posts.map((post) => post.at), to]
  return moments.slice(1).flatMap((until, index): HintFact[] => {
    const at = moments[index] ?? from
    return until.getTime() - at.getTime() > gapMs
      ? [{ kind: 'gap', at, until, brandId, accountId: null, postIds: [] }]
      : []
  })
}

/** Two posts of one account at one minute clash; nearer than the brand's least distance they are too close. */
function closeness(posts: Planned[], rules: BrandRules): HintFact[] {
  const last = new Map<string, Planned>()
  const found: HintFact[] = []
  for (const post of posts)
    for (const accountId of post.accountIds) {
      const before = last.get(accountId)
      last.set(accountId, post)
      if (!before) continue
      const distance = post.at.getTime() - before.at.getTime()
      const kind =
        distance < 60_000 ? 'clash' : distance < rules.minimumDistanceMinutes * 60_000 ? 'too-close' : undefined
      if (kind)
        found.push({
          kind,
          at: post.at,
          until: null,
          brandId: rules.brandId,
          accountId,
          postIds: [before.postId, post.postId],
        })
    }
  return found
}

function quiet(posts: Planned[], { brandId, quietHours, zone }: BrandRules): HintFact[] {
  if (!quietHours) return []
  return posts
    .filter((post) => isQuiet(wallAt(post.at, zone).slice(11), quietHours))
    .map((post) => ({
      kind: 'quiet-hours',
      at: post.at,
      until: null,
      brandId,
      accountId: null,
      postIds: [post.postId],
    }))
}

/** `from` later than `to` runs over midnight. */
export const isQuiet = (clock: string, hours: { from: string; to: string }) =>
  hours.from <= hours.to ? clock >= hours.from && clock < hours.to : clock >= hours.from || clock < hours.to

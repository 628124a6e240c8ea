import { NetworkFailure } from '../../kernel/failure.ts'
import type { Audience, Call, Metrics, PostNumbers, RemoteRef } from '../contract.ts'
import { permitted } from '../families/graph-api/permitted.ts'
import { ask, askIfThere, type Params } from '../families/graph-api/wire.ts'
import { accountOf, wireOf } from './client.ts'
import type { Media } from './entities.ts'
import { askMe } from './me.ts'

type Value = { value?: unknown }
type Insight = {
  name: string
  values?: Value[]
  total_value?: Value & { breakdowns?: { results?: { dimension_values?: string[]; value?: number }[] }[] }
}

/** https://developers.facebook.com/docs/instagram-platform/insights (read 2026-11-22). */
export const metrics: Metrics = {
  account: async (call) => {
    const me = await askMe(call, 'id,followers_count,follows_count,media_count')
    const told = await insightsOf(call, accountOf(call), {
      metric: 'reach,views',
      period: 'day',
      metric_type: 'total_value',
    })
    const { reach, views } = numbersIn(told)
    return { followers: me.followers_count, following: me.follows_count, posts: me.media_count, reach, views }
  },
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (const ref of refs) {
      const found = await numbersOf(call, ref)
      if (found) numbers[ref.id] = found
    }
    return numbers
  },
  audience: async (call) => {
    const audience: Audience = {}
    for (const [group, breakdown] of [
      ['country', 'country'],
      ['age', 'age'],
      ['sex', 'gender'],
    ] as const) {
      const asked = {
        metric: 'follower_demographics',
        period: 'lifetime',
        metric_type: 'total_value',
        breakdown,
        timeframe: 'this_month',
      }
      const [told] = await insightsOf(call, accountOf(call), asked)
      const results = told?.total_value?.breakdowns?.[0]?.results ?? []
      if (results.length > 0)
        audience[group] = Object.fromEntries(results.map((one) => [one.dimension_values?.[0] ?? '', one.value ?? 0]))
    }
    return audience
  },
}

async function numbersOf(call: Call, ref: RemoteRef): Promise<PostNumbers | undefined> {
  const params = { fields: 'id,like_count,comments_count,media_product_type' }
  const media = await askIfThere<Media & { like_count?: number; comments_count?: number }>(wireOf(call), {
    path: ref.id,
    params,
  })
  if (!media) return undefined
  const story = media.media_product_type === 'STORY'
  const metric = story ? 'reach,views,replies,shares' : 'reach,views,saved,shares'
  const told = numbersIn(await insightsOf(call, ref.id, { metric }))
  return {
    likes: media.like_count,
    comments: media.comments_count,
    reach: told.reach,
    views: told.views,
    saves: told.saved,
    reshares: told.shares,
  }
}

const numbersIn = (told: Insight[]): Record<string, number | undefined> =>
  Object.fromEntries(
    told.map(({ name, values, total_value: total }) => {
      const value = total?.value ?? values?.at(-1)?.value
      return [name, typeof value === 'number' ? Math.round(value) : undefined]
    }),
  )

/** Small accounts, and rights that were not given, have none: they are left out, the rest is told. */
async function insightsOf(call: Call, id: string, params: Params): Promise<Insight[]> {
  try {
    return await permitted([], async () => {
      const { data } = await ask<{ data?: Insight[] }>(wireOf(call), { path: `${id}/insights`, params })
      return data ?? []
    })
  } catch (error) {
    if (error instanceof NetworkFailure && error.kind === 'rejected') return []
    throw error
  }
}

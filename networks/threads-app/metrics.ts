import { NetworkFailure } from '../../kernel/failure.ts'
import type { Audience, Call, Metrics, Moderate, PostNumbers } from '../contract.ts'
import { permitted } from '../families/graph-api/permitted.ts'
import { ask, type Params } from '../families/graph-api/wire.ts'
import { wireOf } from './client.ts'

type Insight = {
  name: string
  values?: { value?: number }[]
  total_value?: { value?: number; breakdowns?: { results?: { dimension_values?: string[]; value?: number }[] }[] }
}

/** https://developers.facebook.com/docs/threads/insights (read 2026-11-22). */
export const metrics: Metrics = {
  account: async (call) => {
    const told = numbersIn(await insightsOf(call, 'me/threads_insights', { metric: 'views,followers_count' }))
    return { followers: told.followers_count, views: told.views }
  },
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (const ref of refs) {
      const told = numbersIn(
        await insightsOf(call, `${ref.id}/insights`, { metric: 'views,likes,replies,reposts,quotes,shares' }),
      )
      const reshares = told.reposts === undefined ? undefined : told.reposts + (told.shares ?? 0)
      numbers[ref.id] = { views: told.views, likes: told.likes, comments: told.replies, reshares, quotes: told.quotes }
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
      const [told] = await insightsOf(call, 'me/threads_insights', { metric: 'follower_demographics', breakdown })
      const results = told?.total_value?.breakdowns?.[0]?.results ?? []
      if (results.length > 0)
        audience[group] = Object.fromEntries(results.map((one) => [one.dimension_values?.[0] ?? '', one.value ?? 0]))
    }
    return audience
  },
}

const numbersIn = (told: Insight[]): Record<string, number | undefined> =>
  Object.fromEntries(
    told.map(({ name, values, total_value: total }) => [
      name,
      total?.value ?? values?.reduce((sum, one) => sum + (one.value ?? 0), 0),
    ]),
  )

/** Small accounts, and rights that were not given, have none: they are left out, the rest is told. */
async function insightsOf(call: Call, path: string, params: Params): Promise<Insight[]> {
  try {
    return await permitted([], async () => (await ask<{ data?: Insight[] }>(wireOf(call), { path, params })).data ?? [])
  } catch (error) {
    if (error instanceof NetworkFailure && error.kind === 'rejected') return []
    throw error
  }
}

/** Only answers right under a post can be hidden; nobody can be blocked over the API. */
export const moderate: Moderate = {
  hide: async (call, what) => {
    await ask(wireOf(call), { method: 'POST', path: `${what.id}/manage_reply`, params: { hide: true } })
  },
  unhide: async (call, what) => {
    await ask(wireOf(call), { method: 'POST', path: `${what.id}/manage_reply`, params: { hide: false } })
  },
}

import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Metrics, PostNumbers, RemoteRef } from '../contract.ts'
import { permitted } from '../families/graph-api/permitted.ts'
import { ask, askIfThere } from '../families/graph-api/wire.ts'
import { pageOf, wireOf } from './client.ts'

type Insight = { name: string; values?: { value: unknown }[] }
type Numbers = {
  shares?: { count?: number }
  comments?: { summary?: { total_count?: number } }
  reactions?: { summary?: { total_count?: number } }
}

/** Views took the place of impressions: https://developers.facebook.com/docs/platforminsights/page/deprecated-metrics (read 2026-11-22). */
export const metrics: Metrics = {
  account: async (call) => {
    const params = { fields: 'id,followers_count' }
    const page = await ask<{ followers_count?: number }>(wireOf(call), { path: pageOf(call), params })
    const told = await insightsOf(call, pageOf(call), ['page_media_view', 'page_total_media_view_unique'], 'days_28')
    return { followers: page.followers_count, views: told.page_media_view, reach: told.page_total_media_view_unique }
  },
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (const ref of refs) {
      const found = await numbersOf(call, ref)
      if (found) numbers[ref.id] = found
    }
    return numbers
  },
}

async function numbersOf(call: Call, ref: RemoteRef): Promise<PostNumbers | undefined> {
  const fields = 'id,shares,comments.filter(stream).limit(0).summary(true),reactions.limit(0).summary(true)'
  const post = await askIfThere<Numbers>(wireOf(call), { path: ref.id, params: { fields } })
  if (!post) return undefined
  const told = await insightsOf(
    call,
    ref.id,
    ['post_media_view', 'post_total_media_view_unique', 'post_clicks'],
    'lifetime',
  )
  return {
    likes: post.reactions?.summary?.total_count,
    comments: post.comments?.summary?.total_count,
    reshares: post.shares?.count ?? 0,
    views: told.post_media_view,
    reach: told.post_total_media_view_unique,
    clicks: told.post_clicks,
  }
}

/** Small pages, and rights that were not given, have no insights: they are left out, the rest is told. */
async function insightsOf(
  call: Call,
  id: string,
  metric: string[],
  period: string,
): Promise<Record<string, number | undefined>> {
  const params = { metric: metric.join(','), period }
  const { data } = await permitted<{ data?: Insight[] }>({}, () =>
    ask<{ data?: Insight[] }>(wireOf(call), { path: `${id}/insights`, params }),
  ).catch(untold)
  return Object.fromEntries((data ?? []).map(({ name, values }) => [name, numberIn(values?.at(-1)?.value)]))
}

function untold(error: unknown): { data?: Insight[] } {
  if (error instanceof NetworkFailure && error.kind === 'rejected') return {}
  throw error
}

const numberIn = (value: unknown): number | undefined => (typeof value === 'number' ? Math.round(value) : undefined)

import type { Call, Metrics, PostNumbers } from '../contract.ts'
import { ask, authorOf, inPath, listOf, wireOf } from './client.ts'
import { isPage } from './compose.ts'

type Statistics = {
  clickCount: number
  commentCount: number
  impressionCount: number
  likeCount: number
  shareCount: number
  uniqueImpressionsCount?: number
}
type PageStatistics = { totalPageStatistics?: { views?: { allPageViews?: { pageViews?: number } } } }
type Metadata = { commentSummary?: { count: number }; reactionSummaries?: Record<string, { count: number }> }

const atOnce = 20

export const metrics: Metrics = {
  account: async (call) => {
    if (!isPage(call.account.facts)) return {}
    const page = inPath(authorOf(call))
    const sizes = `/rest/networkSizes/${page}?edgeType=COMPANY_FOLLOWED_BY_MEMBER`
    const { firstDegreeSize } = (await ask(wireOf(call), { path: sizes })).json<{ firstDegreeSize: number }>()
    const pages = `/rest/organizationPageStatistics?q=organization&organization=${page}`
    const { elements } = (await ask(wireOf(call), { path: pages, act: 'FINDER' })).json<{
      elements: PageStatistics[]
    }>()
    const views = elements[0]?.totalPageStatistics?.views?.allPageViews?.pageViews
    return { followers: firstDegreeSize, ...(views === undefined ? {} : { views }) }
  },
  /** Reactions and comments of the moment; impressions and clicks for pages, by the network’s daily count. */
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    if (call.account.facts.canRead === false) return numbers
    for (let from = 0; from < refs.length; from += atOnce) {
      const ids = refs.slice(from, from + atOnce).map((ref) => ref.id)
      const [now, daily] = await Promise.all([metadataOf(call, ids), statisticsOf(call, ids)])
      for (const [id, told] of Object.entries(now)) numbers[id] = { ...numbersOf(daily[id]), ...countsOf(told) }
    }
    return numbers
  },
}

async function metadataOf(call: Call, ids: string[]): Promise<Record<string, Metadata>> {
  const path = `/rest/socialMetadata?ids=${listOf(ids)}`
  return (await ask(wireOf(call), { path, act: 'BATCH_GET' })).json<{ results: Record<string, Metadata> }>().results
}

const countsOf = ({ commentSummary, reactionSummaries = {} }: Metadata): PostNumbers => ({
  likes: Object.values(reactionSummaries).reduce((sum, { count }) => sum + count, 0),
  comments: commentSummary?.count ?? 0,
})

/** Shares and posts with a video or a document are asked for under names of their own. */
async function statisticsOf(call: Call, ids: string[]): Promise<Record<string, Statistics>> {
  if (!isPage(call.account.facts)) return {}
  const lists = (
    [
      ['shares', ids.filter((id) => id.startsWith('urn:li:share:'))],
      ['ugcPosts', ids.filter((id) => id.startsWith('urn:li:ugcPost:'))],
    ] as const
  ).filter(([, urns]) => urns.length > 0)
  const found: Record<string, Statistics> = {}
  for (const [name, urns] of lists) {
    const path =
      `/rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity=${inPath(authorOf(call))}` +
      `&${name}=${listOf(urns)}`
    type Told = { share?: string; ugcPost?: string; totalShareStatistics: Statistics }
    const { elements } = (await ask(wireOf(call), { path, act: 'FINDER' })).json<{ elements: Told[] }>()
    for (const one of elements) found[one.share ?? one.ugcPost ?? ''] = one.totalShareStatistics
  }
  return found
}

const numbersOf = (told: Statistics | undefined): PostNumbers =>
  told
    ? {
        reshares: told.shareCount,
        clicks: told.clickCount,
        impressions: told.impressionCount,
        ...(told.uniqueImpressionsCount === undefined ? {} : { reach: told.uniqueImpressionsCount }),
      }
    : {}

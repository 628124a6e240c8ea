import type { Call, Metrics, Profile, ProfilePicture } from '../contract.ts'
import { placeOf, readPages, send } from './client.ts'
import { placeBehind } from './connect.ts'
import type { PlaceMedia } from './resources.ts'

const seen = ['DESKTOP_MAPS', 'DESKTOP_SEARCH', 'MOBILE_MAPS', 'MOBILE_SEARCH'].map(
  (where) => `BUSINESS_IMPRESSIONS_${where}`,
)
const day = 86_400_000

type Series = {
  multiDailyMetricTimeSeries?: {
    dailyMetricTimeSeries?: { timeSeries?: { datedValues?: { value?: string }[] } }[]
  }[]
}

export const metrics: Metrics = {
  /** How often the place was seen on Maps and Search in the last thirty days that are told; the newest three never are. */
  account: async (call) => {
    const now = call.clock.now().getTime()
    const answer = await send(call, 'numbers', `${placeOf(call.account.remoteId)}:fetchMultiDailyMetricsTimeSeries`, {
      query: {
        dailyMetrics: seen,
        ...dateQuery('startDate', new Date(now - 33 * day)),
        ...dateQuery('endDate', new Date(now - 3 * day)),
      },
    })
    const values = (answer.json<Series>().multiDailyMetricTimeSeries ?? [])
      .flatMap((one) => one.dailyMetricTimeSeries ?? [])
      .flatMap((one) => one.timeSeries?.datedValues ?? [])
    return { views: values.reduce((sum, { value }) => sum + Number(value ?? 0), 0) }
  },
}

const dateQuery = (name: string, at: Date) => ({
  [`dailyRange.${name}.year`]: at.getUTCFullYear(),
  [`dailyRange.${name}.month`]: at.getUTCMonth() + 1,
  [`dailyRange.${name}.day`]: at.getUTCDate(),
})

export async function profile(call: Call): Promise<Profile> {
  const place = await placeBehind(call)
  const media = await readPages<PlaceMedia>(
    call,
    'v4',
    `${call.account.remoteId}/media`,
    'mediaItems',
    { pageSize: 100 },
    2,
  )
  const picture = (category: string): ProfilePicture => {
    const found = media.find((one) => one.locationAssociation?.category === category)
    if (!found?.googleUrl) return 'none'
    return {
      url: found.googleUrl,
      width: found.dimensions?.widthPixels,
      height: found.dimensions?.heightPixels,
    }
  }
  return {
    name: place.title,
    handle: call.account.handle,
    ...(place.metadata?.mapsUri ? { url: place.metadata.mapsUri } : {}),
    description: place.profile?.description ?? '',
    ...(place.websiteUri ? { link: place.websiteUri } : {}),
    picture: picture('PROFILE'),
    cover: picture('COVER'),
    commentsOpen: true,
    geotag: place.latlng !== undefined || place.storefrontAddress !== undefined,
  }
}

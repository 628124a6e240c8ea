import { Refused } from '../../families/google-api/emulator.ts'
import type { LabRequest } from '../../lab/lab.ts'
import { type Maps, paged } from './maps.ts'
import type { EmPlace } from './state.ts'

const readable = [
  ...['name', 'title', 'storeCode', 'languageCode', 'websiteUri', 'profile', 'latlng', 'openInfo'],
  ...['storefrontAddress', 'metadata', 'phoneNumbers', 'categories'],
]

export function placeOperations(maps: Maps): void {
  const { on, state } = maps
  on('GET', '/v1/accounts', (_request, { person }) => {
    const names = [...new Set(placesOf(maps, person).map((one) => one.name.split('/').slice(0, 2).join('/')))]
    const accounts = names.map((name) => ({
      ...{ name, accountName: person, type: 'LOCATION_GROUP', role: 'OWNER' },
      ...{ verificationState: 'VERIFIED', vettedState: 'VETTED' },
    }))
    return { status: 200, json: accounts.length > 0 ? { accounts } : {} }
  })
  on('GET', '/v1/accounts/:account/locations', (request, { person }) => {
    const own = placesOf(maps, person).filter((one) => one.name.split('/')[1] === request.params.account)
    const { items, next } = paged(own, request, 100, 10)
    return { status: 200, json: { locations: items.map((one) => placeJson(one, request)), ...next } }
  })
  on('GET', '/v1/locations/:location', (request, { place }) => {
    const at = place()
    const [, act] = (request.params.location ?? '').split(':')
    if (act === 'fetchMultiDailyMetricsTimeSeries') return { status: 200, json: seriesOf(maps, request) }
    return { status: 200, json: placeJson(at, request) }
  })
  on('GET', '/v4/accounts/:account/locations/:location/media', (_request, { place }) => {
    const googleUrl = maps.site.people.avatarUrl({ handle: place().person })
    const item = (category: string, side: number) => ({
      ...{ name: `${place().name}/media/${category.toLowerCase()}`, mediaFormat: 'PHOTO', googleUrl },
      ...{ locationAssociation: { category }, dimensions: { widthPixels: side, heightPixels: side } },
    })
    return { status: 200, json: { mediaItems: [item('PROFILE', 720), item('COVER', 1080)], totalMediaItemCount: 2 } }
  })
  function placesOf({ state: known }: Maps, person: string): EmPlace[] {
    return [...known.places.values()].filter((one) => one.person === person && state.places.has(one.name))
  }
}

function placeJson(place: EmPlace, { query }: LabRequest) {
  const mask = String(query.readMask ?? '')
    .split(',')
    .filter(Boolean)
  const unknown = mask.find((name) => !readable.includes(name))
  if (mask.length === 0 || unknown)
    throw new Refused(400, 'INVALID_ARGUMENT', `Invalid field mask provided: ${unknown ?? 'read_mask is required'}`)
  const id = place.name.split('/')[3]
  const whole: Record<string, unknown> = {
    name: `locations/${id}`,
    title: place.title,
    storeCode: `S-${id}`,
    languageCode: place.language,
    websiteUri: 'https://roastery.example/',
    profile: { description: 'Coffee roasted in the north, poured by people who know it.' },
    latlng: { latitude: 42.69, longitude: 23.32 },
    openInfo: { status: 'OPEN', canReopen: true },
    storefrontAddress: { regionCode: 'BG', languageCode: 'bg', locality: 'София', addressLines: [place.street] },
    metadata: {
      mapsUri: `https://maps.google.com/maps?cid=${id}`,
      placeId: `ChIJ${id}`,
      canOperateLocalPost: place.canPost,
      hasVoiceOfMerchant: true,
    },
  }
  return Object.fromEntries(Object.entries(whole).filter(([name]) => mask.includes(name)))
}

function seriesOf(maps: Maps, { query }: LabRequest) {
  const wanted = [query.dailyMetrics ?? []].flat()
  const at = (name: string) => {
    const [year = 0, month = 0, day = 0] = ['year', 'month', 'day'].map((part) =>
      Number(query[`dailyRange.${name}.${part}`]),
    )
    return new Date(Date.UTC(year, month - 1, day))
  }
  const [from, to] = [at('startDate'), at('endDate')]
  if (Number.isNaN(from.getTime()) || from > to || to > maps.now())
    throw new Refused(400, 'INVALID_ARGUMENT', 'The date range is invalid.')
  const days = Math.round((to.getTime() - from.getTime()) / 86_400_000) + 1
  const datedValues = Array.from({ length: days }, (_, index) => {
    const one = new Date(from.getTime() + index * 86_400_000)
    const date = { year: one.getUTCFullYear(), month: one.getUTCMonth() + 1, day: one.getUTCDate() }
    return index % 7 === 6 ? { date } : { date, value: String(3 + (index % 5)) }
  })
  return {
    multiDailyMetricTimeSeries: [
      { dailyMetricTimeSeries: wanted.map((dailyMetric) => ({ dailyMetric, timeSeries: { datedValues } })) },
    ],
  }
}

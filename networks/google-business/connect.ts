import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type {
  AppWanted,
  Call,
  ConnectContext,
  ConnectedAccount,
  ConnectWay,
  Health,
  Refresh,
  Scope,
} from '../contract.ts'
import { begin, finish, refresh as refreshAccess } from '../families/google-api/oauth.ts'
import { placeOf, readPages, send } from './client.ts'
import { hostsOf, officialServer } from './hosts.ts'
import type { Place } from './resources.ts'

export const scopes: Scope[] = [
  { name: 'https://www.googleapis.com/auth/business.manage', why: 'google-business.scope.manage', needed: true },
]

export const app: AppWanted = {
  fields: [
    {
      key: 'clientId',
      kind: 'text',
      label: 'google-business.app.clientId',
      placeholder: '….apps.googleusercontent.com',
    },
    { key: 'clientSecret', kind: 'password', label: 'google-business.app.clientSecret' },
  ],
  guide: {
    console: 'https://console.cloud.google.com/apis/credentials',
    steps: [1, 2, 3, 4, 5, 6].map((step) => `google-business.app.step${step}`),
    review: 'google-business.app.review',
  },
}

const serverOf = (context: Pick<ConnectContext, 'practice'>) => context.practice ?? officialServer

export const connectWays: ConnectWay[] = [
  {
    id: 'oauth',
    kind: 'oauth',
    label: 'google-business.connect.oauth',
    help: 'google-business.connect.oauth.help',
    fields: [],
    needsApp: true,
    scopes,
    begin: async (_fields, context) => begin(hostsOf(serverOf(context)).signIn, scopes, context),
    finish: async (query, pending, context) => {
      const server = serverOf(context)
      const access = await finish(hostsOf(server).signIn, scopes, query, pending, context)
      const call = {
        ...context,
        account: { id: '', server, remoteId: '', handle: '', secrets: access.secrets, app: context.app, facts: {} },
      }
      const places = await placesOf(call)
      if (places.length === 0)
        throw new NetworkFailure('rejected', 'this Google account manages no place; add one and sign in again')
      return places.map((place) => ({ ...place, ...access, server }))
    },
  },
]

const readMask = 'name,title,storeCode,languageCode,websiteUri,profile,latlng,openInfo,storefrontAddress,metadata'

/** All places of all groups that the person manages. */
async function placesOf(call: Call): Promise<Told[]> {
  const accounts = await readPages<{ name: string }>(call, 'accounts', 'accounts', 'accounts', { pageSize: 20 }, 10)
  const found: Told[] = []
  for (const { name } of accounts) {
    const query = { readMask, pageSize: 100 }
    const places = await readPages<Place>(call, 'places', `${name}/locations`, 'locations', query, 20)
    for (const place of places)
      if (!found.some((one) => placeOf(one.remoteId) === place.name)) found.push(told(name, place))
  }
  return found
}

type Told = Omit<ConnectedAccount, 'server' | 'secrets' | 'scopes'>

const told = (account: string, place: Place): Told => ({
  remoteId: `${account}/${place.name}`,
  kind: 'place',
  name: place.title ?? place.name,
  handle: addressOf(place),
  ...(place.metadata?.mapsUri ? { url: place.metadata.mapsUri } : {}),
  facts: { place: factsOf(place) },
})

/** Places have no short names: people know them by where they are. */
function addressOf({ storefrontAddress: at, storeCode, name }: Place): string {
  const written = [at?.addressLines?.[0], at?.locality].filter(Boolean).join(', ')
  return written || storeCode || name
}

const factsOf = (place: Place): JsonObject => ({
  language: place.languageCode ?? 'en',
  canPost: place.metadata?.canOperateLocalPost !== false,
  open: place.openInfo?.status !== 'CLOSED_PERMANENTLY',
})

export async function placeBehind(call: Call): Promise<Place> {
  const answer = await send(call, 'places', placeOf(call.account.remoteId), { query: { readMask }, fine: [403, 404] })
  if (answer.status === 200) return answer.json<Place>()
  throw new NetworkFailure('reconnect', 'this sign-in no longer manages the place', {
    evidence: { status: answer.status, body: answer.text().slice(0, 500) },
  })
}

export const health: Health = async (call) => {
  const account = call.account.remoteId.split('/').slice(0, 2).join('/')
  const { name, handle, url, facts } = told(account, await placeBehind(call))
  return { name, handle, url, facts }
}

export const refresh: Refresh = async (call) => {
  const { secrets, expiresAt } = await refreshAccess(hostsOf(call.account.server).signIn, call)
  return { secrets, expiresAt }
}

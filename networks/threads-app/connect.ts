import { NetworkFailure } from '../../kernel/failure.ts'
import type { AccountFacts } from '../compose.ts'
import type {
  AppWanted,
  Call,
  ConnectContext,
  ConnectedAccount,
  ConnectWay,
  Health,
  Profile,
  Refresh,
  Scope,
} from '../contract.ts'
import { appFields } from '../families/graph-api/deliveries.ts'
import { appOf, codeIn, consentAddress, endOf, exchanged, type TokenTold } from '../families/graph-api/oauth.ts'
import { listed } from '../families/graph-api/paging.ts'
import { permitted } from '../families/graph-api/permitted.ts'
import { ask, type GraphWire } from '../families/graph-api/wire.ts'
import { wireOf } from './client.ts'
import type { Me } from './entities.ts'
import { hostsOf, official } from './hosts.ts'

const scope = (name: string, needed = false): Scope => ({
  name: `threads_${name}`,
  why: `threads-app.scope.${name}`,
  needed,
})

/** https://developers.facebook.com/docs/threads/get-started (read 2026-11-22). */
export const scopes: Scope[] = [
  scope('basic', true),
  scope('content_publish', true),
  scope('read_replies'),
  scope('manage_replies'),
  scope('manage_insights'),
  scope('manage_mentions'),
  scope('keyword_search'),
  scope('delete'),
  scope('location_tagging'),
]

const steps = (place: string, count: number) =>
  Array.from({ length: count }, (_, index) => `threads-app.${place}.${index + 1}`)
const console = 'https://developers.facebook.com/apps'

export const app: AppWanted = {
  fields: appFields('threads-app'),
  guide: { steps: steps('guide', 6), console, review: 'threads-app.guide.review' },
}

export const loginWay: ConnectWay = {
  id: 'login',
  kind: 'oauth',
  label: 'threads-app.connect.login',
  help: 'threads-app.connect.login.help',
  fields: [],
  scopes,
  needsApp: true,
  begin: async (_fields, context) => {
    const server = context.practice ?? official
    const names = scopes.map((one) => one.name)
    const asked = {
      clientId: appOf(context).clientId,
      redirectUri: context.redirectUri,
      state: context.state,
      scopes: names,
    }
    return { url: consentAddress(hostsOf(server).dialog, asked), pending: { server } }
  },
  finish: async (query, pending, context) => {
    const server = String(pending.server)
    const { clientId, clientSecret } = appOf(context)
    const form = {
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'authorization_code',
      redirect_uri: context.redirectUri,
      code: codeIn(query).replace(/#_$/, ''),
    }
    const short = await exchanged(context, { url: `${hostsOf(server).doors}/oauth/access_token`, form })
    const asked = { grant_type: 'th_exchange_token', client_secret: clientSecret, access_token: short.access_token }
    const long = await exchanged(context, { url: `${hostsOf(server).doors}/access_token`, query: asked })
    return [await accountOf(context, server, long)]
  },
}

export const tokenWay: ConnectWay = {
  id: 'token',
  kind: 'secret',
  label: 'threads-app.connect.token',
  help: 'threads-app.connect.token.help',
  guide: { steps: steps('connect.token.guide', 4), console },
  fields: [{ key: 'token', kind: 'password', label: 'threads-app.connect.token.field' }],
  connect: async (fields, context) => {
    const token = fields.token?.trim() ?? ''
    if (token === '') throw new NetworkFailure('rejected', 'paste an access token first')
    const sixtyDays = 60 * 24 * 3600
    return [await accountOf(context, context.practice ?? official, { access_token: token, expires_in: sixtyDays })]
  },
}

const fields = 'id,username,name,threads_profile_picture_url,threads_biography,is_eligible_for_geo_gating'

async function accountOf(context: ConnectContext, server: string, token: TokenTold): Promise<ConnectedAccount> {
  const wire: GraphWire = { ...context, base: hostsOf(server).graph, token: token.access_token }
  const me = await ask<Me>(wire, { path: 'me', params: { fields } })
  return {
    remoteId: me.id,
    kind: 'profile',
    ...named(me),
    server,
    secrets: { token: token.access_token },
    expiresAt: endOf(context.clock.now(), token),
    scopes: await grantedTo(wire),
    facts: factsOf(me),
  }
}

/** What the person really allowed. */
async function grantedTo(wire: GraphWire): Promise<string[]> {
  const asked = { path: 'debug_token', params: { input_token: wire.token } }
  const { data } = await ask<{ data?: { scopes?: string[] } }>(wire, asked)
  return data?.scopes ?? []
}

const factsOf = (me: Me) => ({ geoGating: me.is_eligible_for_geo_gating === true })
const named = (me: Me) => ({
  name: me.name || me.username,
  handle: me.username,
  url: `https://www.threads.net/@${me.username}`,
  avatarUrl: me.threads_profile_picture_url,
})

const asMe = (call: Call) => ask<Me>(wireOf(call), { path: 'me', params: { fields } })

export const health: Health = async (call) => {
  const me = await asMe(call)
  return { ...named(me), facts: { ...factsOf(me), ...(await quotaOf(call)) } }
}

type Quota = { quota_usage?: number; config?: { quota_total?: number } }

/** How many of the posts of the last 24 hours are used up; not told without the right to publish. */
async function quotaOf(call: Call): Promise<AccountFacts> {
  const asked = () => listed<Quota>(wireOf(call), 'me/threads_publishing_limit', { fields: 'quota_usage,config' })
  const [quota] = (await permitted({ items: [] }, asked)).items
  return quota ? { postsUsed: quota.quota_usage ?? 0, postsADay: quota.config?.quota_total ?? 0 } : {}
}

export const profile = async (call: Call): Promise<Profile> => {
  const me = await asMe(call)
  return {
    name: me.name || me.username,
    handle: me.username,
    url: `https://www.threads.net/@${me.username}`,
    description: me.threads_biography,
    picture: me.threads_profile_picture_url ? { url: me.threads_profile_picture_url } : 'none',
    hashtags: (me.threads_biography ?? '').match(/#[\p{L}\p{N}_]+/gu) ?? [],
  }
}

/** Sixty days more, while the old token still holds: https://developers.facebook.com/docs/threads/get-started/long-lived-tokens (read 2026-11-22). */
export const refresh: Refresh = async (call) => {
  const query = { grant_type: 'th_refresh_token', access_token: call.account.secrets.token ?? '' }
  const token = await exchanged(call, { url: `${hostsOf(call.account.server).doors}/refresh_access_token`, query })
  return { secrets: { token: token.access_token }, expiresAt: endOf(call.clock.now(), token) }
}

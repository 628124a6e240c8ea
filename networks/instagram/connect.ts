import { NetworkFailure } from '../../kernel/failure.ts'
import type { AppWanted, Call, ConnectContext, ConnectedAccount, ConnectWay, Refresh, Scope } from '../contract.ts'
import { appFields } from '../families/graph-api/deliveries.ts'
import {
  appOf,
  codeIn,
  consentAddress,
  endOf,
  exchanged,
  longLived,
  type TokenTold,
} from '../families/graph-api/oauth.ts'
import { listed } from '../families/graph-api/paging.ts'
import { ask, type GraphWire } from '../families/graph-api/wire.ts'
import { isByPage, wireOf } from './client.ts'
import type { Me } from './entities.ts'
import { byPage, direct, hostsOf } from './hosts.ts'
import { idOf, meFields, named, readMe } from './me.ts'

const scope = (name: string, why: string, needed: boolean): Scope => ({ name, why: `instagram.scope.${why}`, needed })

/** https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login (read 2026-11-22). */
export const directScopes: Scope[] = [
  scope('instagram_business_basic', 'basic', true),
  scope('instagram_business_content_publish', 'publish', true),
  scope('instagram_business_manage_comments', 'comments', false),
  scope('instagram_business_manage_messages', 'messages', false),
  scope('instagram_business_manage_insights', 'insights', false),
]
/** https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login (read 2026-11-22). */
export const pageScopes: Scope[] = [
  scope('pages_show_list', 'pages', true),
  scope('instagram_basic', 'basic', true),
  scope('instagram_content_publish', 'publish', true),
  scope('instagram_manage_contents', 'removing', false),
  scope('instagram_manage_comments', 'comments', false),
  scope('instagram_manage_messages', 'messages', false),
  scope('instagram_manage_insights', 'insights', false),
  scope('pages_read_engagement', 'pageReading', true),
  scope('pages_manage_metadata', 'deliveries', false),
  scope('business_management', 'portfolio', false),
]

const steps = (place: string, count: number) =>
  Array.from({ length: count }, (_, index) => `instagram.${place}.${index + 1}`)

export const app: AppWanted = {
  fields: appFields('instagram'),
  guide: {
    steps: steps('guide', 7),
    console: 'https://developers.facebook.com/apps',
    review: 'instagram.guide.review',
  },
}

type Leaving = ConnectContext & { redirectUri: string }
const namesOf = (scopes: Scope[]) => scopes.map((one) => one.name)

export const directWay: ConnectWay = {
  id: 'direct',
  kind: 'oauth',
  label: 'instagram.connect.direct',
  help: 'instagram.connect.direct.help',
  fields: [],
  scopes: directScopes,
  needsApp: true,
  begin: async (_fields, context) => {
    const server = context.practice ?? direct
    const asked = {
      clientId: appOf(context).clientId,
      redirectUri: context.redirectUri,
      state: context.state,
      scopes: namesOf(directScopes),
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
    const short = await exchanged(context, { url: hostsOf(server).token, form })
    const asked = { grant_type: 'ig_exchange_token', client_secret: clientSecret, access_token: short.access_token }
    const long = await exchanged(context, { url: `${hostsOf(server).longer}/access_token`, query: asked })
    return [await directAccount(context, server, long, grantedBy(short))]
  },
}

const grantedBy = ({ permissions }: TokenTold): string[] =>
  Array.isArray(permissions) ? permissions.map(String) : typeof permissions === 'string' ? permissions.split(',') : []

async function directAccount(
  context: ConnectContext,
  server: string,
  token: TokenTold,
  scopes: string[],
): Promise<ConnectedAccount> {
  const wire: GraphWire = { ...context, base: hostsOf(server).graph, token: token.access_token }
  const me = await readMe(wire, 'me', meFields)
  return {
    remoteId: idOf(me),
    kind: 'profile',
    ...named(me),
    server,
    secrets: { token: token.access_token },
    expiresAt: endOf(context.clock.now(), token),
    scopes,
    facts: { login: 'direct' },
  }
}

export const pageWay: ConnectWay = {
  id: 'page',
  kind: 'oauth',
  label: 'instagram.connect.page',
  help: 'instagram.connect.page.help',
  fields: [],
  scopes: pageScopes,
  needsApp: true,
  begin: async (_fields, context) => {
    const server = context.practice ?? byPage
    const asked = {
      clientId: appOf(context).clientId,
      redirectUri: context.redirectUri,
      state: context.state,
      scopes: namesOf(pageScopes),
    }
    return { url: consentAddress(hostsOf(server).pageDialog, asked), pending: { server } }
  },
  finish: async (query, pending, context) => {
    const server = String(pending.server)
    const { access_token: token } = await longLived(
      context,
      `${hostsOf(server).graph}/oauth/access_token`,
      codeIn(query),
    )
    return pageAccounts(context, server, token, appOf(context).clientSecret)
  },
}

type PageTold = { id: string; access_token?: string; instagram_business_account?: Me }

/** Each page of the person that has a professional account gives that account; the pages' tokens do not end. */
async function pageAccounts(
  context: Leaving,
  server: string,
  token: string,
  appSecret: string,
): Promise<ConnectedAccount[]> {
  const wire: GraphWire = { ...context, base: hostsOf(server).graph, token, appSecret }
  const fields = 'id,access_token,instagram_business_account{id,username,name,profile_picture_url}'
  const accounts: ConnectedAccount[] = []
  const scopes = await permissionsOf(wire)
  let after: string | undefined
  do {
    const page = await listed<PageTold>(wire, 'me/accounts', { fields, limit: 100 }, after)
    for (const { id, access_token: own, instagram_business_account: me } of page.items)
      if (own && me)
        accounts.push({
          remoteId: me.id,
          kind: 'profile',
          ...named(me),
          server,
          secrets: { token: own, person: token },
          scopes,
          facts: { login: 'page', page: id, viaApp: true },
        })
    after = page.cursor
  } while (after)
  if (accounts.length > 0) return accounts
  throw new NetworkFailure(
    'rejected',
    'no page of this person has a professional account, or none was given to the app',
  )
}

async function permissionsOf(wire: GraphWire): Promise<string[]> {
  const { items } = await listed<{ permission: string; status: string }>(wire, 'me/permissions', { limit: 100 })
  return items.filter((one) => one.status === 'granted').map((one) => one.permission)
}

export const tokenWay: ConnectWay = {
  id: 'token',
  kind: 'secret',
  label: 'instagram.connect.token',
  help: 'instagram.connect.token.help',
  guide: { steps: steps('connect.token.guide', 4), console: 'https://developers.facebook.com/apps' },
  fields: [
    {
      key: 'token',
      kind: 'password',
      label: 'instagram.connect.token.field',
      help: 'instagram.connect.token.field.help',
    },
  ],
  connect: async (fields, context) => {
    const token = fields.token?.trim() ?? ''
    if (token === '') throw new NetworkFailure('rejected', 'paste an access token first')
    const account = await directAccount(context, context.practice ?? direct, { access_token: token }, [])
    const expiresAt = new Date(context.clock.now().getTime() + 60 * 24 * 3_600_000)
    return [{ ...account, expiresAt }]
  },
}

/** Sixty days more, while the old token still holds; a page's token, which does not end by itself, is asked for anew. */
export const refresh: Refresh = async (call) => {
  if (isByPage(call.account.facts)) return pageAgain(call)
  const query = { grant_type: 'ig_refresh_token', access_token: call.account.secrets.token ?? '' }
  const url = `${hostsOf(call.account.server).longer}/refresh_access_token`
  const token = await exchanged(call, { url, query })
  return { secrets: { token: token.access_token }, expiresAt: endOf(call.clock.now(), token) }
}

async function pageAgain(call: Call): ReturnType<Refresh> {
  const { secrets, facts } = call.account
  const wire: GraphWire = { ...wireOf(call), token: secrets.person }
  const page = await ask<PageTold>(wire, { path: String(facts.page), params: { fields: 'id,access_token' } })
  if (!page.access_token) throw new NetworkFailure('reconnect', 'the person no longer manages the page of the account')
  return { secrets: { ...secrets, token: page.access_token } }
}

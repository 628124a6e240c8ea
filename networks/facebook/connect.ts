import { NetworkFailure } from '../../kernel/failure.ts'
import type { AppWanted, Call, ConnectContext, ConnectedAccount, ConnectWay, Health, Scope } from '../contract.ts'
import { appFields } from '../families/graph-api/deliveries.ts'
import { appOf, codeIn, consentAddress, longLived } from '../families/graph-api/oauth.ts'
import { listed } from '../families/graph-api/paging.ts'
import { ask, type GraphWire } from '../families/graph-api/wire.ts'
import { wireOf } from './client.ts'
import type { Page } from './entities.ts'
import { hostsOf, official } from './hosts.ts'

const why = (name: string, needed: boolean): Scope => ({ name, why: `facebook.scope.${name}`, needed })

/** https://developers.facebook.com/docs/permissions (read 2026-11-22). */
export const scopes: Scope[] = [
  why('pages_show_list', true),
  why('pages_manage_posts', true),
  why('pages_read_engagement', true),
  why('pages_read_user_content', false),
  why('pages_manage_engagement', false),
  why('pages_manage_metadata', false),
  why('pages_messaging', false),
  why('read_insights', false),
  why('business_management', false),
]

const steps = (place: string, count: number) =>
  Array.from({ length: count }, (_, index) => `facebook.${place}.${index + 1}`)

export const app: AppWanted = {
  fields: appFields('facebook'),
  guide: { steps: steps('guide', 7), console: 'https://developers.facebook.com/apps', review: 'facebook.guide.review' },
}

export const loginWay: ConnectWay = {
  id: 'login',
  kind: 'oauth',
  label: 'facebook.connect.login',
  help: 'facebook.connect.login.help',
  fields: [],
  scopes,
  needsApp: true,
  begin: async (_fields, context) => {
    const server = context.practice ?? official
    const { clientId } = appOf(context)
    const names = scopes.map((scope) => scope.name)
    const asked = { clientId, redirectUri: context.redirectUri, state: context.state, scopes: names }
    return { url: consentAddress(hostsOf(server).dialog, asked), pending: { server } }
  },
  finish: async (query, pending, context) => {
    const server = String(pending.server)
    const { access_token: token } = await longLived(
      context,
      `${hostsOf(server).graph}/oauth/access_token`,
      codeIn(query),
    )
    return accountsOf(context, server, token, appOf(context).clientSecret)
  },
}

export const tokenWay: ConnectWay = {
  id: 'token',
  kind: 'secret',
  label: 'facebook.connect.token',
  help: 'facebook.connect.token.help',
  guide: { steps: steps('connect.token.guide', 4), console: 'https://business.facebook.com/settings/system-users' },
  fields: [
    {
      key: 'token',
      kind: 'password',
      label: 'facebook.connect.token.field',
      help: 'facebook.connect.token.field.help',
    },
  ],
  connect: async (fields, context) => {
    const token = fields.token?.trim() ?? ''
    if (token === '') throw new NetworkFailure('rejected', 'paste an access token first')
    return accountsOf(context, context.practice ?? official, token)
  },
}

const pageFields = 'id,name,username,link,access_token,tasks,picture{url}'

/** Every page of a person's or a system user's token; a page's own token gives that page. Page tokens made of long-lived ones do not end. */
async function accountsOf(
  context: ConnectContext,
  server: string,
  token: string,
  appSecret?: string,
): Promise<ConnectedAccount[]> {
  const wire: GraphWire = { ...context, base: hostsOf(server).graph, token, appSecret }
  const granted = await grantedTo(wire)
  const pages = await pagesOf(wire)
  const able = pages.filter((page) => page.access_token && (!page.tasks || page.tasks.includes('CREATE_CONTENT')))
  if (able.length === 0) throw new NetworkFailure('rejected', 'this person manages no page, or gave none to the app')
  return able.map((page) => ({
    remoteId: page.id,
    kind: 'page',
    ...namesOf(page),
    server,
    secrets: { token: page.access_token ?? token },
    scopes: granted,
    facts: { viaApp: appSecret !== undefined },
  }))
}

async function pagesOf(wire: GraphWire): Promise<Page[]> {
  const pages: Page[] = []
  let after: string | undefined
  try {
    do {
      const page = await listed<Page>(wire, 'me/accounts', { fields: pageFields, limit: 100 }, after)
      pages.push(...page.items)
      after = page.cursor
    } while (after)
    return pages
  } catch (error) {
    const isPageItself = error instanceof NetworkFailure && error.evidence.code === '100'
    if (!isPageItself) throw error
    const page = await ask<Page>(wire, { path: 'me', params: { fields: 'id,name,username,link,picture{url}' } })
    return [{ ...page, access_token: wire.token }]
  }
}

/** What the person really ticked; a page's own token cannot be asked. */
async function grantedTo(wire: GraphWire): Promise<string[]> {
  try {
    const path = 'me/permissions'
    const { items } = await listed<{ permission: string; status: string }>(wire, path, { limit: 100 })
    return items.filter((one) => one.status === 'granted').map((one) => one.permission)
  } catch (error) {
    if (error instanceof NetworkFailure && error.evidence.code === '100') return []
    throw error
  }
}

const namesOf = (page: Page) => ({
  name: page.name,
  handle: page.username ?? page.name,
  url: page.link,
  avatarUrl: page.picture?.data?.url,
})

export const health: Health = async (call: Call) => {
  const params = { fields: 'id,name,username,link,picture{url}' }
  const page = await ask<Page>(wireOf(call), { path: call.account.remoteId, params })
  return { ...namesOf(page), facts: call.account.facts }
}

import { createHash, randomBytes } from 'node:crypto'
import { badField, NetworkFailure } from '../../kernel/failure.ts'
import type { ConnectContext, ConnectedAccount, ConnectField, ConnectWay, Health, Profile, Scope } from '../contract.ts'
import { accountOf } from './account.ts'
import { ask, type Wire, wireOf } from './client.ts'
import type { Settings, SiteIndex } from './entities.ts'
import { findSite, type Site, siteAddress } from './site.ts'
import { type Capability, mayIn } from './site-facts.ts'

const siteField: ConnectField = {
  key: 'site',
  kind: 'url',
  label: 'wordpress.connect.site',
  help: 'wordpress.connect.site.help',
  placeholder: 'https://example.org',
}

const why = (name: Capability, needed = false): Scope => ({ name, why: `wordpress.scope.${name}`, needed })
const scopes: Scope[] = [
  why('edit_posts', true),
  why('publish_posts'),
  why('edit_published_posts'),
  why('delete_published_posts'),
  why('publish_pages'),
  why('upload_files'),
  why('moderate_comments'),
  why('manage_options'),
]

const guide = (way: string, steps: number) => ({
  steps: Array.from({ length: steps }, (_, index) => `wordpress.guide.${way}.${index + 1}`),
  review: 'wordpress.guide.review',
})

export const connectWays: ConnectWay[] = [
  {
    id: 'authorize',
    kind: 'oauth',
    label: 'wordpress.connect.authorize',
    help: 'wordpress.connect.authorize.help',
    fields: [siteField],
    guide: guide('authorize', 4),
    scopes,
    begin: beginAtSite,
    finish: finishAtSite,
  },
  {
    id: 'app-password',
    kind: 'secret',
    label: 'wordpress.connect.password',
    help: 'wordpress.connect.password.help',
    fields: [
      siteField,
      { key: 'user', kind: 'text', label: 'wordpress.connect.user', help: 'wordpress.connect.user.help' },
      {
        key: 'password',
        kind: 'password',
        label: 'wordpress.connect.appPassword',
        help: 'wordpress.connect.appPassword.help',
        placeholder: 'abcd EFGH 1234 ijkl MNOP 5678',
      },
    ],
    guide: guide('password', 6),
    scopes,
    connect: async (fields, context) => {
      const address = siteAddress(fields.site)
      const user = (fields.user ?? '').trim()
      const password = (fields.password ?? '').replace(/\s+/g, '')
      if (user === '') throw badField('user', 'wordpress.connect.noUser')
      if (password === '') throw badField('password', 'wordpress.connect.noPassword')
      return [await accountAt(await openSite(address, context), user, password, context)]
    },
  },
]

async function openSite(address: string, context: ConnectContext): Promise<Site & { authorize: string }> {
  const site = await findSite(context, address)
  if (!site.authorize) throw badField('site', 'wordpress.connect.noAppPasswords')
  return { ...site, authorize: site.authorize }
}

const accountAt = (site: Site, user: string, password: string, context: ConnectContext): Promise<ConnectedAccount> =>
  accountOf({ ...context, server: site.server, rest: site.rest, user, password } satisfies Wire)

/**
 * The site's own page makes an application password and sends it back with the browser:
 * https://make.wordpress.org/core/2020/11/05/application-passwords-integration-guide/ (read 2026-11-22).
 */
async function beginAtSite(
  fields: Record<string, string>,
  context: ConnectContext & { redirectUri: string; state: string },
) {
  const site = await openSite(siteAddress(fields.site), context)
  const ticket = randomBytes(18).toString('base64url')
  await context.store.set(`consent ${ticket}`, { server: site.server })
  const back = new URL(context.redirectUri)
  back.searchParams.set('state', context.state)
  const url = new URL(site.authorize)
  url.searchParams.set('app_name', context.desk.name)
  url.searchParams.set('app_id', appId(context.desk.url))
  url.searchParams.set('success_url', back.href)
  url.searchParams.set('reject_url', back.href)
  return { url: url.href, pending: { server: site.server, rest: site.rest, ticket } }
}

/** A UUID that is the same for every connection of this desk, by which the site lists its passwords. */
function appId(desk: string): string {
  const hex = createHash('sha256').update(`rialto ${desk}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

async function finishAtSite(
  query: Record<string, string>,
  pending: Record<string, unknown>,
  context: ConnectContext & { redirectUri: string },
): Promise<ConnectedAccount[]> {
  const { user_login: user, password } = query
  if (!user || !password) throw new NetworkFailure('rejected', 'access was not granted on the site')
  const ticket = `consent ${String(pending.ticket)}`
  if (!(await context.store.get(ticket)))
    throw new NetworkFailure('reconnect', 'this connection was finished already or begun elsewhere; begin it again')
  await context.store.delete(ticket)
  const wire: Wire = { ...context, server: String(pending.server), rest: String(pending.rest), user, password }
  return [await accountOf(wire)]
}

export const health: Health = async (call) => {
  const { name, handle, avatarUrl, url, facts, scopes: may } = await accountOf(wireOf(call))
  return { name, handle, avatarUrl, url, facts, scopes: may }
}

/** Settings are told to administrators only; others see what every visitor may. */
export async function profile(call: Parameters<Health>[0]): Promise<Profile> {
  const wire = wireOf(call)
  const index = (await ask(wire, { path: '/' })).json<SiteIndex>()
  const known = mayIn(call.account.facts, 'manage_options')
    ? (await ask(wire, { path: '/wp/v2/settings' })).json<Settings>()
    : undefined
  const icon = index.site_icon_url
  return {
    name: known?.title ?? index.name,
    handle: call.account.handle,
    url: index.home,
    description: known?.description ?? index.description,
    link: index.home,
    picture: icon && URL.canParse(icon) ? { url: icon } : 'none',
    ...(known ? { commentsOpen: known.default_comment_status === 'open' } : {}),
  }
}

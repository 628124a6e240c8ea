import { badField, NetworkFailure } from '../../kernel/failure.ts'
import type { Call, ConnectContext, ConnectedAccount, ConnectWay, Health, Profile } from '../contract.ts'
import { adminApi, ask, listIn, type Wire, wireOf } from './client.ts'
import type { Site } from './entities.ts'
import { isAdminKey } from './jwt.ts'
import type { Newsletter, SiteFacts } from './site-facts.ts'

/** A custom integration of the site gives a key that is nobody's password: https://docs.ghost.org/admin-api/#token-authentication. */
export const keyWay: ConnectWay = {
  id: 'admin-key',
  kind: 'secret',
  label: 'ghost-cms.connect.key',
  help: 'ghost-cms.connect.key.help',
  fields: [
    {
      key: 'site',
      kind: 'url',
      label: 'ghost-cms.connect.site',
      help: 'ghost-cms.connect.site.help',
      placeholder: 'https://example.ghost.io',
    },
    { key: 'key', kind: 'password', label: 'ghost-cms.connect.adminKey', help: 'ghost-cms.connect.adminKey.help' },
  ],
  guide: { steps: [1, 2, 3, 4, 5].map((step) => `ghost-cms.guide.${step}`), review: 'ghost-cms.guide.review' },
  connect: async (fields, context) => {
    const address = siteAddress(fields.site)
    const key = (fields.key ?? '').trim()
    if (key === '') throw badField('key', 'ghost-cms.connect.noKey')
    if (!isAdminKey(key)) throw badField('key', 'ghost-cms.connect.badKey')
    const server = await adminServer(address, context)
    return [await accountAt({ ...context, server, key })]
  },
}

/** `example.org`, the site's address and that of its admin (`…/ghost/#/dashboard`) all name the site. */
export function siteAddress(written: string | undefined): string {
  const given = (written ?? '').trim()
  const address = given.includes('://') ? given : `https://${given}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!url || given === '' || !isWeb || url.username !== '')
    throw badField('site', 'ghost-cms.connect.badSite', { site: given.slice(0, 80) })
  return url.origin + url.pathname.replace(/\/ghost(\/.*)?$/, '').replace(/\/+$/, '')
}

/** A site may keep its admin on another domain, to which it sends whoever asks. Nothing secret is sent on this way. */
async function adminServer(address: string, { http, signal }: ConnectContext): Promise<string> {
  const answer = await http({ url: `${address}${adminApi}/site/`, redirects: 3, signal, timeoutMs: 20_000 })
  if (answer.status >= 500)
    throw new NetworkFailure('network-down', `the site answered ${answer.status}`, {
      evidence: { status: answer.status },
    })
  const found = answer.status === 200 && /"site"\s*:/.test(answer.text())
  if (!found) throw badField('site', 'ghost-cms.connect.notGhost')
  return answer.url.slice(0, answer.url.indexOf(adminApi))
}

async function accountAt(wire: Wire): Promise<ConnectedAccount> {
  const { site, newsletters } = await readSite(wire)
  return {
    remoteId: hostAndPath(site.url),
    kind: 'blog',
    name: site.title || hostAndPath(site.url),
    handle: hostAndPath(site.url),
    url: site.url,
    ...(site.icon || site.logo ? { avatarUrl: site.icon ?? site.logo ?? '' } : {}),
    server: wire.server,
    secrets: { key: wire.key ?? '' },
    scopes: [],
    facts: factsOf(site, newsletters),
  }
}

/** The site itself is told to anybody; its newsletters only to who holds the key. */
async function readSite(wire: Wire): Promise<{ site: Site; newsletters: Newsletter[] }> {
  const told = await ask(wire, { path: '/newsletters/', query: { limit: 50, filter: 'status:active' } })
  const { site } = (await ask({ ...wire, key: undefined }, { path: '/site/' })).json<{ site?: Site }>()
  if (!site?.url) throw new NetworkFailure('network-down', 'the site does not say what it is')
  return { site, newsletters: listIn<Newsletter>(told, 'newsletters') }
}

const factsOf = (site: Site, newsletters: Newsletter[]): SiteFacts => ({
  url: site.url,
  version: site.version,
  description: site.description ?? '',
  newsletters: newsletters.map(({ slug, name }) => ({ slug, name })),
})

const hostAndPath = (url: string) => url.replace(/^https?:\/\//, '').replace(/\/+$/, '')

export const health: Health = async (call) => {
  const { site, newsletters } = await readSite(wireOf(call))
  const avatarUrl = site.icon ?? site.logo
  return {
    name: site.title || hostAndPath(site.url),
    handle: hostAndPath(site.url),
    ...(avatarUrl ? { avatarUrl } : {}),
    url: site.url,
    facts: { ...factsOf(site, newsletters) },
  }
}

export async function profile(call: Call): Promise<Profile> {
  const { site } = await readSite(wireOf(call))
  const picture = site.icon ?? site.logo
  return {
    name: site.title,
    handle: call.account.handle,
    url: site.url,
    description: site.description ?? '',
    link: site.url,
    picture: picture ? { url: picture } : 'none',
    ...(site.cover_image === undefined ? {} : { cover: site.cover_image ? { url: site.cover_image } : 'none' }),
  }
}

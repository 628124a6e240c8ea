import { badField, NetworkFailure } from '../../kernel/failure.ts'
import type { ConnectContext } from '../contract.ts'
import { ask, type Wire } from './client.ts'
import type { SiteIndex } from './entities.ts'

export type Site = { server: string; rest: string; index: SiteIndex; authorize?: string }
type Seeker = Pick<ConnectContext, 'http' | 'clock' | 'signal'>

/** `example.org`, `https://example.org/blog/` and a page of it all name the site that answers there. */
export function siteAddress(written: string | undefined): string {
  const given = (written ?? '').trim()
  const address = given.includes('://') ? given : `https://${given}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!url || given === '' || !isWeb || url.username !== '')
    throw badField('site', 'wordpress.connect.badSite', { site: given.slice(0, 80) })
  return url.origin + url.pathname.replace(/\/(wp-admin|wp-login\.php)(\/.*)?$/, '').replace(/\/+$/, '')
}

/**
 * Where a site's API stands, by the Link header of its pages: https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/
 * (read 2026-11-22). Followed only on the host that answers: a password goes nowhere else.
 */
export async function findSite(seeker: Seeker, address: string): Promise<Site> {
  const page = await seeker.http({ url: `${address}/`, redirects: 5, signal: seeker.signal, timeoutMs: 20_000 })
  if (page.status >= 500)
    throw new NetworkFailure('network-down', `the site answered ${page.status}`, { evidence: { status: page.status } })
  const told = linkIn(page.headers.link ?? '') ?? linkOfPage(page.text())
  const root = told && URL.canParse(told, page.url) ? new URL(told, page.url) : undefined
  if (!root || root.origin !== new URL(page.url).origin) throw badField('site', 'wordpress.connect.notWordPress')
  const wire = { ...seeker, ...partsOf(root) }
  const index = (await ask(wire, { path: '/' })).json<SiteIndex>()
  if (typeof index?.name !== 'string') throw badField('site', 'wordpress.connect.notWordPress')
  return { server: wire.server, rest: wire.rest, index, authorize: authorizeAt(index) }
}

const linkIn = (header: string) => /<([^<>]+)>\s*;\s*rel="?https:\/\/api\.w\.org\/"?/.exec(header)?.[1]

function linkOfPage(html: string): string | undefined {
  const tag = /<link\b[^<>]*\brel=["']https:\/\/api\.w\.org\/["'][^<>]*>/i.exec(html)?.[0]
  return tag && /\bhref=["']([^"']+)["']/i.exec(tag)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#038;', '&')
}

function partsOf(root: URL): Pick<Wire, 'server' | 'rest'> {
  if (root.searchParams.has('rest_route')) {
    const [, folder = '', file = ''] = /^(.*?)(\/[^/]*)$/.exec(root.pathname) ?? []
    return { server: root.origin + folder, rest: `${file}?rest_route=` }
  }
  const path = root.pathname.replace(/\/+$/, '')
  const [, folder = '', prefix = ''] = /^(.*?)(\/[^/]*)$/.exec(path) ?? []
  return { server: root.origin + folder, rest: prefix }
}

function authorizeAt({ authentication }: SiteIndex): string | undefined {
  if (typeof authentication !== 'object' || authentication === null) return undefined
  const told = authentication as { 'application-passwords'?: { endpoints?: { authorization?: unknown } } }
  const address = told['application-passwords']?.endpoints?.authorization
  return typeof address === 'string' ? address : undefined
}

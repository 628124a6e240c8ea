const tracking =
  /^(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ysclid|igshid|igsh|mc_[ce]id|_hs\w+|mkt_tok|ref_src|ref_url|cmpid|ocid|ncid|vero_id|oly_\w+|spm|_openstat|at_(medium|campaign|source)|cn-reloaded|guccounter)$/i

/**
 * The same page by whatever way it was found: without the marks of campaigns and the place in the page. What it leads to is the
 * same; it may be opened. Undefined for what is no address of the web.
 */
export function plainAddress(written: string): string | undefined {
  if (!URL.canParse(written)) return undefined
  const url = new URL(written)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  url.hash = /^#!/.test(url.hash) ? url.hash : ''
  url.username = ''
  url.password = ''
  for (const name of [...url.searchParams.keys()]) if (tracking.test(name)) url.searchParams.delete(name)
  return url.href
}

/** The name of a post that stands at this address: with or without `www.` and TLS, and whatever the order of what is asked. */
export function webKey(address: string): string {
  const plain = plainAddress(address)
  if (!plain) return `web ${address.slice(0, 1_000)}`
  const { hostname, port, pathname, searchParams, hash } = new URL(plain)
  searchParams.sort()
  const asked = searchParams.toString()
  const host = hostname.replace(/^www\./, '') + (port ? `:${port}` : '')
  const path = pathname.replace(/\/(index\.(html?|php))?$/, '')
  return `web ${host}${path}${asked ? `?${asked}` : ''}${hash}`.slice(0, 1_000)
}

/** The host as people name it. */
export const siteOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : ''

const carriers = ['url', 'q', 'u', 'target', 'dest', 'destination', 'redirect', 'redirect_url', 'to', 'link']

/** Where a link of an alert leads: services count clicks on their own address that carries the real one along. */
export function unwrapped(address: string): string {
  for (let at = address, hops = 0; hops < 3 && URL.canParse(at); hops++) {
    const { hostname, searchParams, pathname } = new URL(at)
    const carried = carriers.map((name) => searchParams.get(name)).find((one) => one && /^https?:\/\//i.test(one))
    const isDoor = /(^|\/)(url|redirect|redir|click|track|out|go|r|l\.php|link|away(\.php)?|ls\/click)\/?$/i.test(
      pathname,
    )
    if (!carried || !isDoor || !URL.canParse(carried) || new URL(carried).hostname === hostname) return at
    at = carried
    if (hops === 2) return at
  }
  return address
}

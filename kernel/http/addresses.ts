import { type LookupAddress, lookup as resolve } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { NetworkFailure } from '../failure.ts'

/** Is this an address of the public internet? Loopback, private, link-local, mapped and reserved ones are not. */
function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  return ipaddr.process(address).range() === 'unicast'
}

/** Throws `network-down` for an address written as a number in the URL that is not public, or another scheme than HTTP. */
export function refuseForbiddenHost(url: URL): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw forbidden(url.host)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(host) && !isPublicAddress(host)) throw forbidden(host)
}

/** Resolves as usual, then keeps the connection to a checked address: what was checked is what is connected to. */
export const checkedLookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return done(error, '', 4)
    const bad = addresses.find((one) => !isPublicAddress(one.address))
    const first = addresses[0]
    if (bad || !first) return done(Object.assign(forbidden(hostname), { code: 'FORBIDDEN_ADDRESS' }), '', 4)
    if (options.all) return done(null, addresses)
    done(null, first.address, first.family)
  })
}

/**
 * The public address of a host that a person named, for what speaks another language than HTTP: what was checked is what is
 * connected to. Throws `network-down` where it is not of the public internet or nobody knows it.
 */
export function publicAddressOf(host: string): Promise<string> {
  return new Promise((found, failed) => {
    if (ipaddr.isValid(host)) return isPublicAddress(host) ? found(host) : failed(forbidden(host))
    checkedLookup(host, {}, (error, address) => {
      if (!error) return found(String(address))
      const { code, message } = error
      failed(
        error instanceof NetworkFailure
          ? error
          : new NetworkFailure('network-down', message, { cause: error, evidence: { code } }),
      )
    })
  })
}

const forbidden = (host: string) =>
  new NetworkFailure('network-down', `${host} is not an address of the public internet`, {
    evidence: { code: 'FORBIDDEN_ADDRESS', note: host },
  })

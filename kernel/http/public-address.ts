import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Why nobody on the internet could come to this address, told without asking anybody; undefined where they may. */
export function whyNotPublic(address: string): 'local' | 'http' | undefined {
  const { protocol, hostname } = new URL(address)
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) ? ipaddr.process(host).range() !== 'unicast' : isLocalName(host)) return 'local'
  return protocol === 'https:' ? undefined : 'http'
}

const isLocalName = (host: string) =>
  !host.includes('.') || /\.(local|localhost|internal|lan|home|test|invalid)$/i.test(host)

import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { Problem } from './tables.ts'

/** Why networks could never fetch a file from this address, told without asking anybody; undefined where they may. */
export function addressProblem(publicUrl: string): Problem | undefined {
  const { protocol, hostname } = new URL(publicUrl)
  const host = hostname.replace(/^\[|\]$/g, '')
  const values = { address: publicUrl }
  if (isIP(host) ? ipaddr.process(host).range() !== 'unicast' : isLocalName(host))
    return { code: 'content.reach.local', values }
  return protocol === 'https:' ? undefined : { code: 'content.reach.http', values }
}

const isLocalName = (host: string) =>
  !host.includes('.') || /\.(local|localhost|internal|lan|home|test|invalid)$/i.test(host)

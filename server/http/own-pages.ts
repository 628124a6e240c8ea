import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../../kernel/config.ts'

/**
 * Does this write come from a page of the desk, or from no browser at all? Browsers tell the origin with every write;
 * a page of another site is refused even where cookies would have been sent along.
 */
export function isOfOurPages(config: Config, request: FastifyRequest): boolean {
  const { origin } = request.headers
  if (origin !== undefined) return ownOrigins(config, request).includes(origin)
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'none' || (site === 'same-origin' && isNamedRightly(config, request))
}

function ownOrigins(config: Config, request: FastifyRequest): string[] {
  const own = new URL(config.publicUrl).origin
  return isNamedRightly(config, request) ? [own, `${request.protocol}://${request.host}`] : [own]
}

/**
 * Does the name in `Host` mean this desk? A name of the internet may be turned to point at this machine by whoever owns it,
 * whose page then is of one origin with the desk; a number cannot, and a proxy that is trusted tells the name people used.
 */
function isNamedRightly(config: Config, { hostname, host }: FastifyRequest): boolean {
  if (config.trustProxy || host === new URL(config.publicUrl).host) return true
  return loopbackNames.has(hostname) || isIP(hostname.replace(/^\[|\]$/g, '')) > 0
}

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Some networks send a person back to 127.0.0.1 although they signed in at `localhost`, where their session is.
 * The address they are to go on to, or undefined when they are where they belong.
 */
export function whereSignedIn(config: Config, request: FastifyRequest): string | undefined {
  const own = new URL(config.publicUrl)
  const isElsewhere = request.hostname !== own.hostname && loopbackNames.has(request.hostname)
  return isElsewhere && loopbackNames.has(own.hostname) ? `${own.origin}${request.url}` : undefined
}

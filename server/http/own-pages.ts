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
  return site === undefined || site === 'same-origin' || site === 'none'
}

const ownOrigins = (config: Config, request: FastifyRequest) => [
  new URL(config.publicUrl).origin,
  `${request.protocol}://${request.host}`,
]

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

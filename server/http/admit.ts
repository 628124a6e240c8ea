import type { FastifyRequest } from 'fastify'
import { forbidden, notFound, Refusal } from '../../kernel/failure.ts'
import { chooseLocale } from '../../kernel/i18n.ts'
import { addressHeader, type Caller, countCall, knownBy, mayPass, type Route } from '../../modules/team/index.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { isOfOurPages } from './own-pages.ts'
import { countInProcess } from './process-limit.ts'
import { speaks } from './spoken.ts'

export type Visit = { caller: Caller | undefined; locale: string; setCookies: string[] }

/** Lets a caller in, or throws the Refusal that says why not: 401, 403, 404 for what is not theirs to know of, 429. */
export async function admit(
  world: NetworkedWorld,
  route: Route<NetworkedWorld>,
  request: FastifyRequest,
): Promise<Visit> {
  const viaKey = request.headers.authorization !== undefined
  if (route.method !== 'GET' && !viaKey && !isOfOurPages(world.config, request))
    throw forbidden('request.fromElsewhere')
  countInProcess('known', request.ip)
  const known = await knownBy(world, visitorHeaders(request))
  if (!known) countInProcess('unknown', request.ip)
  if (viaKey && !known) throw new Refusal(401, 'request.badKey')
  const caller = known?.caller
  const locale = caller?.locale ?? chooseLocale(request.headers['accept-language'])
  speaks(request, locale)
  const brandId = (request.params as Record<string, string | undefined>).brandId
  const verdict = mayPass(route.access, caller, brandId)
  if (verdict === 'sign-in') throw new Refusal(401, 'request.signIn')
  if (verdict === 'unknown') throw notFound()
  if (verdict === 'no') throw forbidden()
  if (route.perMinute) {
    const bucket = `${route.method} ${route.path} by ${caller?.userId ?? request.ip}`
    await countCall(world, { bucket, calls: route.perMinute, everyMs: 60_000 })
  }
  return { caller, locale, setCookies: known?.setCookies ?? [] }
}

function visitorHeaders(request: FastifyRequest): Headers {
  const headers = new Headers({ [addressHeader]: request.ip })
  for (const name of ['cookie', 'authorization', 'user-agent'] as const) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  return headers
}

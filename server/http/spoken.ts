import type { FastifyRequest } from 'fastify'

const spoken = new WeakMap<FastifyRequest, string>()

/** The language the caller chose for themselves, once it is known who calls. */
export const speaks = (request: FastifyRequest, locale: string) => spoken.set(request, locale)
export const localeOf = (request: FastifyRequest) => spoken.get(request)

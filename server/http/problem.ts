import type { FastifyReply, FastifyRequest } from 'fastify'
import { type FailureKind, type MessageValues, NetworkFailure, Refusal } from '../../kernel/failure.ts'
import { chooseLocale } from '../../kernel/i18n.ts'
import { wordsIn } from '../../modules/team/index.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { localeOf } from './spoken.ts'

/** Turns whatever went wrong into a Problem in the caller's language. What we did not foresee is logged, and tells only a number. */
export function answerProblem(
  world: NetworkedWorld,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = refusalOf(error)
  note(world, refusal, request)
  const { say } = wordsIn(localeOf(request) ?? chooseLocale(request.headers['accept-language']))
  const values: MessageValues = { id: request.id, ...refusal.values }
  if (refusal.status === 429 || refusal.status === 503 || refusal.code === 'request.inFlight')
    reply.header('retry-after', String(values.seconds ?? 1))
  return reply
    .code(refusal.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send({
      error: {
        code: refusal.code,
        message: say(refusal.code, values),
        fields: refusal.fields.map(({ path, code, values, at, mend }) => ({
          ...{ path, code, message: say(code, values) },
          ...(at && { at }),
          ...(mend && { mend }),
        })),
      },
    })
}

/** Our own fault is an error with all we know; trouble elsewhere is a line. */
function note({ log }: NetworkedWorld, refusal: Refusal, request: FastifyRequest): void {
  const where = { request: request.id, path: request.routeOptions.url }
  if (refusal.status === 500) log.error({ ...where, err: refusal.cause ?? refusal }, 'a request failed')
  else if (refusal.status > 500)
    log.warn({ ...where, code: refusal.code, why: causeOf(refusal) }, 'a request could not be answered')
}

const causeOf = ({ cause }: Refusal) => (cause instanceof Error ? cause.message.slice(0, 300) : undefined)

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof NetworkFailure)
    return new Refusal(networkStatus[error.kind], `request.network.${error.kind}`, {
      values: reason(error),
      cause: error,
    })
  const code = codeOf(error)
  const status = byServerCode[code]
  if (status) return new Refusal(status[0], status[1], { cause: error })
  if (unstorable.has(code)) return new Refusal(422, 'request.unstorable', { cause: error })
  if (code === tookTooLong) return new Refusal(503, 'request.tooSlow', { values: { seconds: 30 }, cause: error })
  if (isDatabaseAway(code, error))
    return new Refusal(503, 'request.databaseAway', { values: { seconds: 5 }, cause: error })
  return new Refusal(500, 'request.broken', { cause: error })
}

const networkStatus: Record<FailureKind, number> = {
  reconnect: 409,
  'slow-down': 503,
  rejected: 422,
  'network-down': 502,
  'unknown-outcome': 502,
}

const reason = (failure: NetworkFailure) => ({
  reason: failure.message.slice(0, 300),
  seconds: Math.ceil((failure.retryAfterMs ?? 60_000) / 1000),
})

/** What the HTTP library itself refuses. */
const byServerCode: Record<string, [number, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'request.tooLarge'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'request.notJson'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'request.notJson'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'request.notJson'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'request.wrongType'],
  FST_ERR_CTP_INVALID_TYPE: [415, 'request.wrongType'],
  FST_ERR_BAD_URL: [404, 'request.notFound'],
  FST_ERR_MAX_PARAM_LENGTH: [404, 'request.notFound'],
}

/** PostgreSQL gave up a statement that took longer than a request may. */
const tookTooLong = '57014'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** PostgreSQL takes neither the character 0 nor half a surrogate pair, and its numbers have an end. */
const unstorable = new Set(['22021', '22P05', '22P02', '22003'])

/** Lost connections, deadlocks that were broken, and PostgreSQL starting up, shutting down or out of places. */
const isDatabaseAway = (code: string, error: unknown) =>
  /^(08\d{3}|57P0\d|53300|40001|40P01|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/.test(code) ||
  (error instanceof Error &&
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded|timeout expired)/.test(
      error.message,
    ))

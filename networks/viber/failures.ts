import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'

/** https://developers.viber.com/docs/api/rest-bot-api/#error-codes (read 2026-11-22): told inside an answer 200. */
const accessLost = new Set([2, 7, 8, 9, 15])
const tooMany = 12
/** What is surely not done; any other number is a general error, of which nothing is known. */
const refused = new Set([1, 3, 4, 5, 6, 10, 11, 13, 14, 16, 17, 18, 19, 20, 21, 22, 23, 24])
const hints: Record<number, string> = {
  10: 'Viber posts only once an address for deliveries is set: connect the channel again and give one',
}

export function failureOfStatus(code: number, message: string, writes: boolean): NetworkFailure {
  const reason = (hints[code] ?? message).slice(0, 300)
  const evidence = { status: 200, code: String(code), body: message.slice(0, 300) }
  if (accessLost.has(code)) return new NetworkFailure('reconnect', reason, { evidence })
  if (code === tooMany) return new NetworkFailure('slow-down', reason, { evidence, retryAfterMs: 60_000 })
  if (refused.has(code)) return new NetworkFailure('rejected', reason, { evidence })
  return new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', reason, { evidence })
}

export function failureOfHttp({ status, headers, text }: HttpAnswer, writes: boolean): NetworkFailure {
  const reason = `Viber answered ${status}`
  const evidence = { status, code: String(status), body: text().slice(0, 300) }
  const wait = Number(headers['retry-after'])
  if (status === 429)
    return new NetworkFailure('slow-down', reason, { evidence, retryAfterMs: wait > 0 ? wait * 1000 : 60_000 })
  if (status === 401 || status === 403) return new NetworkFailure('reconnect', reason, { evidence })
  if (status >= 400 && status < 500) return new NetworkFailure('rejected', reason, { evidence })
  return new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', reason, { evidence })
}

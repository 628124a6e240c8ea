import { NetworkFailure } from '../../kernel/failure.ts'

export type Complaint = {
  ok?: boolean
  error_code?: number
  description?: string
  parameters?: { retry_after?: number; migrate_to_chat_id?: number }
}

/** Refusals that say the bot was put out or lost its rights: a person must let it in again. */
const accessLost =
  /chat not found|not enough rights|need administrator rights|have no rights|CHAT_WRITE_FORBIDDEN|CHAT_ADMIN_REQUIRED|bot is not a member|bot was kicked|USER_DEACTIVATED|CHANNEL_PRIVATE|CHANNEL_INVALID|group chat was deactivated/i

/** What Telegram's no means. `writes`: might the call have made something before it failed? */
export function failureOf(status: number, complaint: Complaint | undefined, writes: boolean): NetworkFailure {
  const reason = complaint?.description ?? `Telegram answered ${status}`
  const evidence = { status, code: String(complaint?.error_code ?? status), body: reason }
  const wait = complaint?.parameters?.retry_after
  if (status === 429)
    return new NetworkFailure('slow-down', reason, {
      evidence,
      ...(wait === undefined ? {} : { retryAfterMs: wait * 1000 }),
    })
  if (status === 401 || status === 403 || status === 404) return new NetworkFailure('reconnect', reason, { evidence })
  if (status === 409 && /other getUpdates/i.test(reason))
    return new NetworkFailure('slow-down', reason, { evidence, retryAfterMs: 30_000 })
  if (status >= 500 || status < 400)
    return new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', reason, { evidence })
  return new NetworkFailure(accessLost.test(reason) ? 'reconnect' : 'rejected', reason, { evidence })
}

export const said = (error: unknown, what: RegExp): boolean =>
  error instanceof NetworkFailure && what.test(error.message)

/** The token stands in every address we call; nothing that leaves this folder may carry it. */
export function withoutToken(error: unknown, token: string): unknown {
  if (!(error instanceof NetworkFailure) || token === '') return error
  const clean = (text: string) => text.replaceAll(token, '‹token›').replaceAll(encodeURIComponent(token), '‹token›')
  const evidence = Object.fromEntries(
    Object.entries(error.evidence).map(([key, value]) => [key, typeof value === 'string' ? clean(value) : value]),
  )
  const holds = (value: unknown): boolean =>
    value instanceof Error && (`${value.message} ${value.stack}`.includes(token) || holds(value.cause))
  const { retryAfterMs } = error
  return new NetworkFailure(error.kind, clean(error.message), {
    evidence,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(error.cause === undefined || holds(error.cause) ? {} : { cause: error.cause }),
  })
}

/** What an answer's headers tell of the room that is left. Absent or odd headers tell nothing. */
export type Room = {
  left: number | undefined
  closedForMs: number
  /** How many there are in all, and in how long they are given anew, where told. */
  of?: number
  resetMs?: number
}

const longestMs = 3_600_000

/**
 * Reads `RateLimit-*` (IETF draft, in seconds) and `X-RateLimit-*` (a moment: ISO 8601 or epoch seconds).
 * When nothing is left, calls are closed until the reset, at most an hour: a wrong header must not silence an account.
 */
export function roomTold(headers: Record<string, string>, now: Date): Room {
  const told = headers['ratelimit-remaining'] ?? headers['x-ratelimit-remaining']
  const left = told === undefined || told.trim() === '' ? undefined : Number(told)
  if (left === undefined || !Number.isFinite(left)) return { left: undefined, closedForMs: 0 }
  const resetMs = resetIn(headers['ratelimit-reset'] ?? headers['x-ratelimit-reset'], now)
  const of = Number(headers['ratelimit-limit'] ?? headers['x-ratelimit-limit'] ?? Number.NaN)
  const more = { ...(Number.isFinite(of) && of >= left && { of }), ...(resetMs !== undefined && { resetMs }) }
  if (left > 0) return { left, closedForMs: 0, ...more }
  return { left, closedForMs: Math.min(Math.max(resetMs ?? 0, 0), longestMs), ...more }
}

/** A number above a year of seconds can only be an epoch. */
const year = 31_536_000

function resetIn(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  if (Number.isFinite(number)) return number > year ? number * 1000 - now.getTime() : number * 1000
  const moment = Date.parse(value)
  return Number.isNaN(moment) ? undefined : moment - now.getTime()
}

import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import { moved } from '../moved.ts'

/**
 * What a refusing answer means: `{ status: { code, message } }`. What waits for a moderator is answered with 202.
 * Source: https://docs.nodebb.org/api/write/ and src/controllers/helpers.js (read 2026-11-22).
 */
export function failureOf(answer: HttpAnswer, writes: boolean, now: Date): NetworkFailure {
  const elsewhere = moved(answer)
  if (elsewhere) return elsewhere
  const { code, message } = toldBy(answer)
  const evidence = { status: answer.status, code, body: answer.text().slice(0, 1000), at: now.toISOString() }
  const hurried = answer.status === 400 ? secondsIn(message) : undefined
  const kind = hurried ? 'slow-down' : noPicture.test(message) ? 'rejected' : kindOf(answer.status, writes)
  const told = Number(answer.headers['retry-after'])
  const seconds = hurried ?? (Number.isFinite(told) && told > 0 ? told : undefined)
  const retryAfterMs = kind === 'slow-down' && seconds ? seconds * 1000 : undefined
  return new NetworkFailure(kind, message, { retryAfterMs, evidence })
}

/** A file that is no picture makes the forum's picture library fail, which is answered with 500. */
const noPicture = /^Input (file|buffer) (contains unsupported image format|is missing)|^Invalid image/i

function kindOf(status: number, writes: boolean): FailureKind {
  if (status === 401) return 'reconnect'
  if (status === 429) return 'slow-down'
  if (status === 202) return 'unknown-outcome'
  if (status >= 500) return writes ? 'unknown-outcome' : 'network-down'
  if (status >= 300 && status < 400) return 'reconnect'
  if (status < 300) return writes ? 'unknown-outcome' : 'network-down'
  return 'rejected'
}

/** Who writes too often is refused with 400 and words (`too-many-posts`); only the English ones are understood. */
const secondsIn = (message: string) => {
  const seconds =
    /only post once every (\d+) second/i.exec(message)?.[1] ?? /too-many-posts[^,]*, ?(\d+)/.exec(message)?.[1]
  return seconds ? Number(seconds) : undefined
}

function toldBy(answer: HttpAnswer): { code: string; message: string } {
  const none = { code: '', message: `the forum answered ${answer.status}` }
  if (answer.status === 202)
    return { code: 'queued', message: 'it waits for a moderator of the forum to let it through' }
  try {
    const { status, error } = JSON.parse(answer.text()) as {
      status?: { code?: string; message?: string }
      error?: string
    }
    const message = String(status?.message ?? error ?? none.message).slice(0, 500)
    return { code: String(status?.code ?? ''), message }
  } catch {
    return none
  }
}

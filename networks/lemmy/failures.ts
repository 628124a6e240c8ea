import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import { moved } from '../moved.ts'

/** Errors are words in `error`: https://github.com/LemmyNet/lemmy crates/utils/src/error.rs, 0.19 (read 2026-11-22). */
const accessLost = new Set([
  'not_logged_in',
  'incorrect_login',
  'user_is_banned',
  'site_ban',
  'banned',
  'deleted',
  'account_banned',
  'couldnt_find_local_user',
])

export function failureOf(answer: HttpAnswer, writes: boolean): NetworkFailure {
  const elsewhere = moved(answer)
  if (elsewhere) return elsewhere
  const word = wordOf(answer)
  const reason = word ? word.replaceAll('_', ' ') : `the instance answered ${answer.status}`
  const evidence = { status: answer.status, ...(word ? { code: word } : {}), body: answer.text().slice(0, 500) }
  const seconds = Number(answer.headers['retry-after'])
  const retryAfterMs = seconds > 0 ? seconds * 1000 : undefined
  return new NetworkFailure(kindOf(answer.status, word, writes), reason, { evidence, retryAfterMs })
}

function kindOf(status: number, word: string, writes: boolean): FailureKind {
  if (status === 429 || word === 'rate_limit_error') return 'slow-down'
  if (status === 401 || accessLost.has(word)) return 'reconnect'
  if (status >= 500 || status < 400) return writes ? 'unknown-outcome' : 'network-down'
  return 'rejected'
}

function wordOf(answer: HttpAnswer): string {
  try {
    const told = JSON.parse(answer.text()) as { error?: unknown; msg?: unknown }
    const word = told.error ?? told.msg
    return typeof word === 'string' ? word : ''
  } catch {
    return ''
  }
}

export const hasWord = (error: unknown, ...words: string[]): boolean =>
  error instanceof NetworkFailure && words.includes(error.evidence.code ?? '')

import { createHmac, timingSafeEqual } from 'node:crypto'
import { badField } from '../../kernel/failure.ts'

const prefix = 'whsec_'
const leastBytes = 24
const mostBytes = 64

/** The secret as Standard Webhooks writes it: `whsec_` and base64 of 24 to 64 bytes. Throws at the field `secret`. */
export function keyOf(secret: string): Buffer {
  const written = secret.trim()
  const base64 = written.startsWith(prefix) ? written.slice(prefix.length) : written
  const bytes = Buffer.from(base64, 'base64')
  const isWhole = /^[A-Za-z0-9+/]+={0,2}$/.test(base64)
  if (!isWhole || bytes.length < leastBytes || bytes.length > mostBytes)
    throw badField('secret', 'signed-webhook.connect.badSecret')
  return bytes
}

/** `v1,` and base64 of HMAC-SHA256 over id, moment in seconds and body: https://www.standardwebhooks.com (read 2026-11-22). */
export const signatureOf = (key: Buffer, id: string, seconds: number, body: string): string =>
  `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`

/** Is one of the signatures ours? Several may stand in the header while a secret is being changed. */
export function isSigned(key: Buffer, id: string, seconds: number, body: string, header: string): boolean {
  const wanted = Buffer.from(signatureOf(key, id, seconds, body))
  return header
    .split(' ')
    .map((one) => Buffer.from(one))
    .some((given) => given.length === wanted.length && timingSafeEqual(given, wanted))
}

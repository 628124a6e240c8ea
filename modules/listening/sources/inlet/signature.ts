import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../../../../kernel/failure.ts'

const prefix = 'whsec_'
/** What is older or younger may be somebody repeating what they overheard. */
const windowSeconds = 5 * 60

/** A secret as Standard Webhooks writes it: https://www.standardwebhooks.com. */
export const newInletSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`

export type Signed = { id: string; timestamp: string; signature: string; body: Buffer }

/** `v1,` and base64 of HMAC-SHA256 over id, moment in seconds and body. */
export const signatureOf = (secret: string, id: string, timestamp: string, body: Buffer): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.replace(prefix, ''), 'base64'))
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest('base64')}`

/** Throws 403 for what the holder of the secret did not sign, or not just now. */
export function refuseUnsigned(secret: string, { id, timestamp, signature, body }: Signed, now: Date): void {
  const seconds = Number(timestamp)
  if (!id || !signature || !/^\d{1,12}$/.test(timestamp)) throw new Refusal(403, 'listening.inlet.unsigned')
  if (Math.abs(now.getTime() / 1_000 - seconds) > windowSeconds) throw new Refusal(403, 'listening.inlet.late')
  const wanted = Buffer.from(signatureOf(secret, id, timestamp, body))
  const isOurs = signature
    .split(' ')
    .map((one) => Buffer.from(one))
    .some((given) => given.length === wanted.length && timingSafeEqual(given, wanted))
  if (!isOurs) throw new Refusal(403, 'listening.inlet.forged')
}

import { createHmac } from 'node:crypto'

const lifetimeS = 240

/**
 * A token for one call, made of the admin key `id:secret` (the secret in hexadecimal): HS256, at most five minutes.
 * Source: https://docs.ghost.org/admin-api/#token-authentication (read 2026-11-22).
 */
export function adminToken(key: string, now: Date): string {
  const [id = '', secret = ''] = key.split(':')
  const iat = Math.floor(now.getTime() / 1000)
  const head = encoded({ alg: 'HS256', typ: 'JWT', kid: id })
  const body = encoded({ iat, exp: iat + lifetimeS, aud: '/admin/' })
  const signature = createHmac('sha256', Buffer.from(secret, 'hex')).update(`${head}.${body}`).digest('base64url')
  return `${head}.${body}.${signature}`
}

/** By its form: whether it is good, only the site knows. */
export const isAdminKey = (key: string) => /^[0-9a-z]{24}:[0-9a-z]{64}$/i.test(key)

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

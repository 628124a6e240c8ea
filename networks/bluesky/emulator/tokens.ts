import { createHmac, timingSafeEqual } from 'node:crypto'
import { XrpcNo } from './answers.ts'

/** The emulated servers' key. It guards nothing: they live on loopback and hold practice only. */
const key = 'the practice network'

export type Claims = {
  scope: string
  sub: string
  aud: string
  iat: number
  exp: number
  jti: string
  lxm?: string
  jkt?: string
  client?: string
  /** The scopes that a person allowed. */
  granted?: string
}

export const accessSeconds = 2 * 3600
export const refreshSeconds = 90 * 24 * 3600

export function tokenOf(claims: Claims): string {
  const text = `${part({ typ: 'JWT', alg: 'HS256' })}.${part(claims)}`
  return `${text}.${sealOf(text)}`
}

/** The claims of a token that is ours and has not ended. */
export function claimsOf(token: string, now: Date): Claims {
  const [header = '', body = '', seal = ''] = token.split('.')
  const expected = Buffer.from(sealOf(`${header}.${body}`))
  const given = Buffer.from(seal)
  if (expected.length !== given.length || !timingSafeEqual(expected, given))
    throw new XrpcNo(400, 'InvalidToken', 'Token could not be verified')
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claims
  if (claims.exp * 1000 <= now.getTime()) throw new XrpcNo(400, 'ExpiredToken', 'Token has expired')
  return claims
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const sealOf = (text: string): string => createHmac('sha256', key).update(text).digest('base64url')

import { createHash, createHmac, createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import type { LabRequest, LabSite } from '../../lab/network.ts'
import { isObject, XrpcNo } from './answers.ts'

const nonceSeconds = 180
const seen = new Map<string, number>()

/** The thumbprint of the key that signed this request's DPoP proof (RFC 9449), after every check of the proof. */
export function dpopKeyOf(request: LabRequest, site: LabSite, more: { token?: string; nonceStatus: number }): string {
  const proof = request.headers.dpop
  const no = (reason: string) => new XrpcNo(more.nonceStatus, 'invalid_dpop_proof', reason)
  if (!proof) throw no('a DPoP proof is needed')
  const { header, claims, text, signature } = parts(proof, no)
  const jwk = header.jwk
  if (header.typ !== 'dpop+jwt' || header.alg !== 'ES256' || !isObject(jwk) || jwk.d !== undefined)
    throw no('the proof’s header is wrong')
  const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
  if (!verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature))
    throw no('the proof is not signed by its key')
  if (claims.htm !== request.method || claims.htu !== `${site.url}${request.path}`)
    throw no('the proof is for another request')
  const now = Math.floor(site.clock.now().getTime() / 1000)
  if (typeof claims.iat !== 'number' || Math.abs(now - claims.iat) > 60) throw no('the proof is not of this moment')
  if (claims.nonce !== nonceNow(now) && claims.nonce !== nonceNow(now - nonceSeconds))
    throw wantsNonce(now, more.nonceStatus)
  if (more.token && claims.ath !== createHash('sha256').update(more.token).digest('base64url'))
    throw no('the proof is for another token')
  refuseReplay(String(claims.jti ?? ''), now, no)
  return createHash('sha256')
    .update(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }))
    .digest('base64url')
}

function parts(proof: string, no: (reason: string) => XrpcNo) {
  const [header = '', claims = '', signature = ''] = proof.split('.')
  const read = (part: string): Record<string, unknown> => {
    try {
      const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
      return isObject(value) ? value : {}
    } catch {
      throw no('the proof cannot be read')
    }
  }
  return {
    header: read(header),
    claims: read(claims),
    text: `${header}.${claims}`,
    signature: Buffer.from(signature, 'base64url'),
  }
}

function refuseReplay(jti: string, now: number, no: (reason: string) => XrpcNo): void {
  if (!jti || seen.has(jti)) throw no('the proof was used before')
  seen.set(jti, now)
  if (seen.size > 10_000) for (const [old, at] of seen) if (now - at > 600) seen.delete(old)
}

const nonceNow = (seconds: number): string =>
  createHmac('sha256', 'nonces of the practice network')
    .update(String(Math.floor(seconds / nonceSeconds)))
    .digest('base64url')

const wantsNonce = (now: number, status: number): XrpcNo =>
  new XrpcNo(status, 'use_dpop_nonce', 'Authorization server requires nonce in DPoP proof', {
    'dpop-nonce': nonceNow(now),
    ...(status === 401 ? { 'www-authenticate': 'DPoP error="use_dpop_nonce"' } : {}),
  })

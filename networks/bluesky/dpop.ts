import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto'

/** The nonce each server asked for last. A lost one costs one more round trip, nothing else. */
const nonces = new Map<string, string>()
export const rememberNonce = (origin: string, nonce: string | undefined): void => {
  if (nonce) nonces.set(origin, nonce)
}

/** An ES256 key as JWK text, made for one connection and sealed with its secrets. */
export function newDpopKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return JSON.stringify(privateKey.export({ format: 'jwk' }))
}

/** A DPoP proof (RFC 9449) that this request comes from the holder of the key. */
export function dpopProof(of: { key: string; method: string; url: string; accessToken?: string; now: Date }): string {
  const privateKey = createPrivateKey({ key: JSON.parse(of.key), format: 'jwk' })
  const { kty, crv, x, y } = createPublicKey(privateKey).export({ format: 'jwk' })
  const url = new URL(of.url)
  const nonce = nonces.get(url.origin)
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } }
  const claims = {
    jti: randomUUID(),
    htm: of.method,
    htu: `${url.origin}${url.pathname}`,
    iat: Math.floor(of.now.getTime() / 1000),
    ...(nonce ? { nonce } : {}),
    ...(of.accessToken ? { ath: createHash('sha256').update(of.accessToken).digest('base64url') } : {}),
  }
  const text = `${part(header)}.${part(claims)}`
  const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${text}.${signature.toString('base64url')}`
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

import { createHash, randomBytes } from 'node:crypto'

/** A verifier nobody can guess and its S256 challenge, RFC 7636. */
export function proofKey(): { verifier: string; challenge: string } {
  const verifier = randomBytes(48).toString('base64url')
  return { verifier, challenge: challengeOf(verifier) }
}

export const challengeOf = (verifier: string, encoding: 'base64url' | 'hex' = 'base64url'): string =>
  createHash('sha256').update(verifier).digest(encoding)

/** An address with these added to its query; what is undefined is left out. */
export function withQuery(address: string, query: Record<string, string | undefined>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value)
  return url.href
}

import { createHash } from 'node:crypto'

/** The S256 challenge of a verifier, RFC 7636; `hex` where a network writes it so. */
export const challengeOf = (verifier: string, encoding: 'base64url' | 'hex' = 'base64url'): string =>
  createHash('sha256').update(verifier).digest(encoding)

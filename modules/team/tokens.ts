import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, for a link or a key. */
export const newToken = () => randomBytes(32).toString('base64url')

/** What is kept of a token: enough to know it again, not enough to use it. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

import { whyNotPublic } from '../../kernel/http/public-address.ts'
import type { Problem } from './tables.ts'

/** Why networks could never fetch a file from this address; undefined where they may. */
export function addressProblem(publicUrl: string): Problem | undefined {
  const why = whyNotPublic(publicUrl)
  return why && { code: `content.reach.${why}`, values: { address: publicUrl } }
}

import type { AppKeys } from '../../../contract.ts'
import type { LabHandle } from '../../../lab/network.ts'
import type { Ground } from './ground.ts'
import { broken, tooMany } from './refusals.ts'

/** How the lab reaches into any network on the graph; `limitCode` is the code of its 429. */
export const reachInto = (
  ground: Ground,
  limitCode: number,
): Pick<LabHandle, 'accountOf' | 'expireToken' | 'tooMany' | 'broken'> => ({
  accountOf: (request) => ground.tokenOf(request)?.account,
  expireToken: (request) => ground.end(request),
  tooMany: (retryAfterS) => tooMany(limitCode, retryAfterS),
  broken: (status) => broken(status),
})

/** The keys of a fresh app, as an operator copies them from the console. */
export function freshKeys(ground: Ground): AppKeys {
  const { id, secret, verifyToken } = ground.app()
  return { clientId: id, clientSecret: secret, verifyToken }
}

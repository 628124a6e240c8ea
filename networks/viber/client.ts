import { NetworkFailure } from '../../kernel/failure.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call } from '../contract.ts'
import { failureOfHttp, failureOfStatus } from './failures.ts'

export const officialServer = 'https://chatapi.viber.com'

export type Wire = { http: NetworkHttp; signal: AbortSignal; server: string; token: string }
export type Account = {
  id: string
  name?: string
  uri?: string
  icon?: string
  background?: string
  webhook?: string
  subscribers_count?: number
  members?: { id: string; name?: string; role?: string }[]
}

export const wireOf = ({ account, http, signal }: Call): Wire => ({
  http,
  signal,
  server: account.server,
  token: account.secrets.token ?? '',
})

/**
 * One call. A post that may have gone out can neither be looked up nor repeated, so no write takes a connection that lay idle.
 * `token` is the message's number as it stood in the answer: it has more digits than a number holds.
 */
export async function ask<T extends object>(
  wire: Wire,
  method: string,
  json: JsonObject = {},
  writes = false,
): Promise<T & { token?: string }> {
  const answer = await wire.http({
    method: 'POST',
    url: `${wire.server}/pa/${method}`,
    headers: { 'x-viber-auth-token': wire.token },
    json,
    writes,
    freshConnection: writes,
    signal: wire.signal,
  })
  if (answer.status !== 200) throw failureOfHttp(answer, writes)
  const told = answer.json<T & { status?: number; status_message?: string }>()
  if (typeof told?.status !== 'number')
    throw new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', 'the answer is not Viber’s', {
      evidence: { status: 200, body: answer.text().slice(0, 300) },
    })
  if (told.status !== 0) throw failureOfStatus(told.status, told.status_message ?? 'Viber refused it', writes)
  const token = /"message_token"\s*:\s*"?(\d+)/.exec(answer.text())?.[1]
  return { ...told, ...(token ? { token } : {}) }
}

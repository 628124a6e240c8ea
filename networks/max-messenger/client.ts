import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpRequest, NetworkHttp } from '../../kernel/http/client.ts'
import type { AccountAccess, Call } from '../contract.ts'
import { failureOf, refusalIn } from './failures.ts'

/** https://dev.max.ru/docs-api (read 2026-11-22): calls moved from botapi.max.ru, and the token from the query into a header. */
export const officialServer = 'https://platform-api2.max.ru'

export type Bot = { http: NetworkHttp; signal: AbortSignal; server: string; token: string }
type Asked = Pick<HttpRequest, 'method' | 'query' | 'json' | 'timeoutMs'> & { path: string; writes?: boolean }

export const botOf = ({ account, http, signal }: Call): Bot => ({
  http,
  signal,
  server: account.server,
  token: account.secrets.token ?? '',
})

export const chatOf = ({ remoteId }: Pick<AccountAccess, 'remoteId'>): number => Number(remoteId)

/** One call of the Bot API. Throws for refusals with a status and for those inside an answer 200. */
export async function ask<T>(bot: Bot, { path, writes = false, ...request }: Asked): Promise<T> {
  const answer = await bot.http({
    ...request,
    url: `${bot.server}${path}`,
    headers: { authorization: bot.token },
    writes,
    signal: bot.signal,
  })
  if (answer.status !== 200) throw failureOf(answer, writes)
  const told = answer.json<T>()
  const refused = refusalIn(told)
  if (refused) throw refused
  if (typeof told === 'object' && told !== null) return told
  throw new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', 'the answer is not MAX’s', {
    evidence: { status: 200, body: answer.text().slice(0, 300) },
  })
}

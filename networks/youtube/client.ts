import type { HttpAnswer } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { type Asked, ask, type Wire } from '../families/google-api/client.ts'
import { hostsOf } from './hosts.ts'

export const wireOf = (call: Pick<Call, 'http' | 'clock' | 'signal' | 'account'>): Wire => ({
  http: call.http,
  clock: call.clock,
  signal: call.signal,
  token: call.account.secrets.token,
})

/** Limits of the channel that time heals: https://developers.google.com/youtube/v3/docs/errors (read 2026-11-22). */
const slow = ['uploadLimitExceeded', 'uploadRateLimitExceeded', 'processingFailure']

type Query = Asked['query']
type More = Omit<Asked, 'url' | 'query'>

export const send = (call: Call, path: string, query: Query, more: More = {}): Promise<HttpAnswer> =>
  ask(wireOf(call), { slow, ...more, url: `${hostsOf(call.account.server).api}/${path}`, query })

export const read = async <T>(call: Call, path: string, query: Query): Promise<T> =>
  (await send(call, path, query)).json<T>()

export type Listed<T> = { items?: T[]; nextPageToken?: string }

/** Some pages of a list, first to last. */
export async function readPages<T>(call: Call, path: string, query: Query, mostPages: number): Promise<T[]> {
  const items: T[] = []
  let pageToken: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const told = await read<Listed<T>>(call, path, { ...query, pageToken })
    items.push(...(told.items ?? []))
    pageToken = told.nextPageToken
    if (!pageToken) break
  }
  return items
}

import type { HttpAnswer } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { type Asked, ask, type Wire } from '../families/google-api/client.ts'
import { type Hosts, hostsOf } from './hosts.ts'

export const wireOf = (call: Pick<Call, 'http' | 'clock' | 'signal' | 'account'>): Wire => ({
  http: call.http,
  clock: call.clock,
  signal: call.signal,
  token: call.account.secrets.token,
})

type Api = Exclude<keyof Hosts, 'signIn'>

/** A call to one of the APIs; `path` such as `accounts/1/locations/2/localPosts`. */
export const send = (call: Call, api: Api, path: string, more: Omit<Asked, 'url'> = {}): Promise<HttpAnswer> =>
  ask(wireOf(call), { ...more, url: `${hostsOf(call.account.server)[api]}/${path}` })

/** Some pages of a list, first to last. */
export async function readPages<T>(
  call: Call,
  api: Api,
  path: string,
  list: string,
  query: NonNullable<Asked['query']>,
  mostPages: number,
): Promise<T[]> {
  const items: T[] = []
  let pageToken: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const told = (await send(call, api, path, { query: { ...query, pageToken } })).json<Record<string, unknown>>()
    const found = told[list]
    if (Array.isArray(found)) items.push(...(found as T[]))
    pageToken = typeof told.nextPageToken === 'string' && told.nextPageToken !== '' ? told.nextPageToken : undefined
    if (!pageToken) break
  }
  return items
}

/** `locations/2` of `accounts/1/locations/2`: the newer APIs name a place without its account. */
export const placeOf = (remoteId: string): string => remoteId.split('/').slice(-2).join('/')

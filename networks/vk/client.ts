import { NetworkFailure } from '../../kernel/failure.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import type { Call, MediaFile } from '../contract.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { type Complaint, failureOfError, failureOfStatus } from './failures.ts'
import { hostsOf } from './hosts.ts'

/** The version of the API everything here is written for. */
export const apiVersion = '5.199'

export type Value = string | number | boolean | (string | number)[] | undefined
export type Keys = { user?: string; community?: string }
export type Wire = { http: NetworkHttp; signal: AbortSignal; server: string; keys: Keys }
type Asked = { method: string; params?: Record<string, Value>; as?: 'user' | 'community' | 'either'; writes?: boolean }

export const wireOf = ({ account, http, signal }: Call): Wire => ({
  http,
  signal,
  server: account.server,
  keys: { user: account.secrets.user, community: account.secrets.community },
})

/** One call of the API: a form, never JSON; the key in a header, so that no echo of the request holds it. */
export async function ask<T>(wire: Wire, { method, params = {}, as = 'user', writes = false }: Asked): Promise<T> {
  const answer = await wire.http({
    method: 'POST',
    url: `${hostsOf(wire.server).api}/method/${method}`,
    headers: { authorization: `Bearer ${keyFor(wire.keys, as)}` },
    form: formOf(params),
    writes,
    signal: wire.signal,
  })
  if (answer.status !== 200) throw failureOfStatus(answer, writes)
  const { response, error } = answer.json<{ response?: T; error?: Complaint }>() ?? {}
  if (error) throw failureOfError(error, writes)
  if (response === undefined)
    throw new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', 'the answer is not VK’s', {
      evidence: { status: answer.status, body: answer.text().slice(0, 300) },
    })
  return response
}

function keyFor({ user, community }: Keys, as: Asked['as']): string {
  const key = as === 'user' ? user : as === 'community' ? community : (community ?? user)
  if (key) return key
  const missing = as === 'community' ? 'the key of the community' : 'the sign-in of an administrator'
  throw new NetworkFailure('rejected', `VK allows this only with ${missing}. Connect the community again with it.`, {
    evidence: { code: 'key-missing' },
  })
}

function formOf(params: Record<string, Value>): Record<string, string> {
  const given = Object.entries(params).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return []
    if (typeof value === 'boolean') return [[name, value ? '1' : '0']]
    return [[name, Array.isArray(value) ? value.join(',') : String(value)]]
  })
  return { ...Object.fromEntries(given), v: apiVersion }
}

/** Streams a file to the address VK gave for it; what that answers is meant for the method that saves it. */
export async function upload<T extends object>(wire: Wire, url: string, field: string, file: MediaFile): Promise<T> {
  const fileName = file.fileName ?? `file.${file.mime.split('/')[1]}`
  const form = streamedForm({}, [{ field, fileName, mime: file.mime, open: file.open }])
  const timeoutMs = uploadSilenceMs(file.bytes)
  const answer = await wire.http({ method: 'POST', url, ...form, timeoutMs, signal: wire.signal })
  if (answer.status !== 200) throw failureOfStatus(answer, false)
  const told = answer.json<T & { error?: unknown; error_msg?: string }>()
  if (told.error === undefined) return told
  const reason = told.error_msg ?? (typeof told.error === 'string' ? told.error : JSON.stringify(told.error))
  throw new NetworkFailure('rejected', reason.slice(0, 300), { evidence: { status: 200, body: reason.slice(0, 300) } })
}

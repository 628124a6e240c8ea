import { createHash } from 'node:crypto'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer, NetworkHttp } from '../../kernel/http/client.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { AppKeys, Call, MediaFile } from '../contract.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { type Complaint, failureOfError, failureOfStatus } from './failures.ts'
import { hostsOf } from './hosts.ts'

/** `sessionSecret` of a key made by hand; else it follows from the key and the app's secret. `group` is the group's own key. */
export type Keys = { access?: string; publicKey: string; sessionSecret: string; group?: string }
export type Wire = { http: NetworkHttp; signal: AbortSignal; server: string; keys: Keys }

export const wireOf = ({ account, http, signal }: Call): Wire => ({
  http,
  signal,
  server: account.server,
  keys: keysOf(account.secrets, account.app),
})

export function keysOf(secrets: Record<string, string>, app: AppKeys): Keys {
  const { access, group } = secrets
  return {
    ...(access ? { access } : {}),
    ...(group ? { group } : {}),
    publicKey: secrets.publicKey ?? app.publicKey ?? '',
    sessionSecret: secrets.sessionSecret ?? md5(`${access}${app.secretKey ?? ''}`),
  }
}

export const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** All parameters in order of their names, without the key of access, and the secret behind them: https://apiok.ru/dev/methods/ (read 2026-11-22). */
export const signatureOf = (params: Record<string, string>, secret: string): string =>
  md5(
    Object.keys(params)
      .sort()
      .map((name) => `${name}=${params[name]}`)
      .join('') + secret,
  )

type Asked = { method: string; params?: Record<string, string | number | boolean | undefined>; writes?: boolean }

/** One signed call of the REST API. */
export async function ask<T>({ http, signal, server, keys }: Wire, { method, params = {}, writes = false }: Asked) {
  if (!keys.access)
    throw new NetworkFailure('rejected', 'this needs the sign-in of who manages the group: connect it again', {
      evidence: { code: 'key-missing' },
    })
  const given = Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  const signed = { ...Object.fromEntries(given), application_key: keys.publicKey, format: 'json', method }
  const form = { ...signed, sig: signatureOf(signed, keys.sessionSecret), access_token: keys.access }
  const answer = await http({ method: 'POST', url: hostsOf(server).rest, form, writes, signal })
  return read<T>(answer, writes)
}

type Graphed = {
  path: string
  query?: Record<string, string | number | undefined>
  json?: JsonObject
  writes?: boolean
}

/** One call of the Graph API in the group's name. */
export async function graph<T>({ http, signal, server, keys }: Wire, { path, query, json, writes = false }: Graphed) {
  if (!keys.group)
    throw new NetworkFailure('rejected', 'messages need the group’s own key: connect it again with that', {
      evidence: { code: 'key-missing' },
    })
  const url = `${hostsOf(server).graph}${path}`
  const body = json ? { method: 'POST' as const, body: JSON.stringify(json), headers: jsonHeaders } : {}
  const answer = await http({ url, query: { ...query, access_token: keys.group }, ...body, writes, signal })
  return read<T>(answer, writes, true)
}

/** The Graph API insists on the charset. */
const jsonHeaders = { 'content-type': 'application/json;charset=utf-8' }

/** Of a single conversation, permission denied means that this person does not want to be written to. */
function read<T>(answer: HttpAnswer, writes: boolean, conversing = false): T {
  const refused = answer.status >= 400 ? complaintIn(answer) : undefined
  if (refused) throw failureOfError(refused, writes, conversing)
  if (answer.status !== 200) throw failureOfStatus(answer, writes)
  const told = answer.json<T & Complaint>()
  if (typeof told === 'object' && told !== null && told.error_code !== undefined)
    throw failureOfError(told, writes, conversing)
  return told
}

function complaintIn(answer: HttpAnswer): Complaint | undefined {
  if (answer.status >= 500 || answer.status === 429) return undefined
  try {
    const told: unknown = JSON.parse(answer.text())
    return typeof told === 'object' && told !== null && 'error_code' in told ? (told as Complaint) : undefined
  } catch {
    return undefined
  }
}

/** Streams a file to the address given for it. */
export async function upload(wire: Wire, url: string, field: string, file: MediaFile): Promise<HttpAnswer> {
  const fileName = file.fileName ?? `file.${file.mime.split('/')[1]}`
  const form = streamedForm({}, [{ field, fileName, mime: file.mime, open: file.open }])
  const timeoutMs = uploadSilenceMs(file.bytes)
  const answer = await wire.http({ method: 'POST', url, ...form, timeoutMs, signal: wire.signal })
  if (answer.status !== 200) throw failureOfStatus(answer, false)
  return answer
}

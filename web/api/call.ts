import { ApiFailure, type FieldComplaint } from './failure.ts'

export type Query = Record<string, string | number | boolean | undefined | null>
export type CallOptions = { query?: Query; body?: unknown; signal?: AbortSignal; key?: string }
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Waits between tries of a call that did not reach the desk. A write keeps one key over all its tries. */
const pauses = [300, 1_000, 3_000]

/** One call of the public API. Resolves to the answer's body; rejects with `ApiFailure`. */
export async function call<Answer>(method: Method, path: string, options: CallOptions = {}): Promise<Answer> {
  const key = method === 'GET' ? undefined : (options.key ?? crypto.randomUUID())
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await once<Answer>(method, path, { ...options, key })
    } catch (error) {
      const pause = pauses[attempt]
      if (pause === undefined || !mayPass(error) || options.signal?.aborted) throw error
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

/** The desk may come back, and a first try whose answer was lost may still be at work. */
const mayPass = (error: unknown) =>
  error instanceof ApiFailure && ([0, 502, 503, 504].includes(error.status) || error.code === 'request.inFlight')

async function once<Answer>(method: Method, path: string, { query, body, signal, key }: CallOptions): Promise<Answer> {
  const response = await reach(addressOf(path, query), {
    method,
    signal,
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json',
      'Accept-Language': document.documentElement.lang,
      ...(key && { 'Idempotency-Key': key }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (response.status === 204) return undefined as Answer
  const answer = await readJson(response)
  if (!response.ok) throw refusalFrom(response.status, answer)
  return answer as Answer
}

async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request)
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiFailure(0, 'web.unreachable', '', [], cause)
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!text) return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ApiFailure(response.ok ? 502 : response.status, 'web.unreadable', '', [], cause)
  }
}

/** Reads `{ error: { code, message, fields } }`; anything else (a proxy's page) keeps only its status. */
function refusalFrom(status: number, answer: unknown): ApiFailure {
  const error = (answer as { error?: { code?: string; message?: string; fields?: FieldComplaint[] } } | undefined)
    ?.error
  return new ApiFailure(status, error?.code ?? 'web.refused', error?.message ?? '', error?.fields ?? [])
}

export function addressOf(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return search ? `${path}?${search}` : path
}

import { setTimeout as pause } from 'node:timers/promises'
import type { JsonObject } from '../kernel/json.ts'
import { type Caller, setUp } from './running-desk.ts'

/** The owner of a new desk, and the cookie of their session. */
export async function signedIn(address: string): Promise<{ ask: Caller; cookie: string }> {
  const ask = await setUp(address)
  const body = { email: 'ada@example.com', password: 'correct horse battery' }
  const answer = await fetch(new URL('/api/session', address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify(body),
  })
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0])
  return { ask, cookie: cookie.join('; ') }
}

/** A screen: hears by server-sent events what there is. */
export async function listen(address: string, cookie: string, idsIn: (type: string, payload: JsonObject) => string[]) {
  const heard = new Map<string, number>()
  const stop = new AbortController()
  const answer = await fetch(new URL('/api/events', address), { headers: { cookie }, signal: stop.signal })
  if (!answer.body) throw new Error('there are no events')
  const reading = read(answer.body, (data) => {
    const { type, payload } = JSON.parse(data) as { type: string; payload: JsonObject }
    for (const id of idsIn(type, payload)) if (!heard.has(id)) heard.set(id, performance.now())
  }).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error
  })
  return {
    until: async (ids: Iterable<string>, withinMs: number) => {
      const wanted = [...ids]
      const deadline = performance.now() + withinMs
      while (wanted.some((id) => !heard.has(id)) && performance.now() < deadline) await pause(50)
      stop.abort()
      await reading
      return heard
    },
  }
}

async function read(body: ReadableStream<Uint8Array>, told: (data: string) => void): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('data:')) told(line.slice(5))
  }
}

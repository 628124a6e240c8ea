import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { defineLabNetwork, type LabAnswer, type LabHandle, type LabRequest, type LabSite } from '../lab/lab.ts'
import { answer, answered, introduce, sayOpenly, takeBack, whisper } from './emulator/people.ts'
import { contentMax, countEvents, findEvents, isWanted, takeEvent } from './emulator/relay.ts'
import { acceptSocket, type TextSocket } from './emulator/socket.ts'
import {
  apply,
  type Desk,
  type EmEvent,
  type Event,
  emptyState,
  nowSeconds,
  type State,
  signedBy,
} from './emulator/state.ts'
import { upload } from './emulator/store.ts'

/** A Nostr relay (NIP-01, 09, 11, 17, 45, 50) and a media server beside it (Blossom). */
export default defineLabNetwork({ id: 'nostr', mount })

function mount(site: LabSite): LabHandle {
  const desk: Desk = { site, kept: site.keep<State, Event>(emptyState(), apply), live: new Set(), lines: new Set() }
  const { state, commit } = desk.kept
  site.on('POST', '/event', (request) => takeEvent(desk, request))
  site.on('GET', '/req', (request) => findEvents(desk, request))
  site.on('GET', '/count', (request) => countEvents(desk, request))
  site.on('PUT', '/blossom/upload', (request) => upload(desk, request))
  site.page('GET', '/', () => ({ status: 200, json: about }))
  site.page('GET', '/blossom/:name', ({ params }) => {
    const file = state.files.get((params.name ?? '').split('.')[0] ?? '')
    return file ? { status: 200, headers: { 'content-type': file.mime }, file: file.path } : { status: 404, body: '' }
  })
  site.upgrade('/', (incoming, socket) => listen(desk, incoming, socket))
  openDoors(desk)
  const authorOf = (request: LabRequest) =>
    Array.isArray(request.body) ? (request.body[1] as EmEvent | undefined)?.pubkey : undefined
  const accountOf = (request: LabRequest) =>
    [...state.accounts.values()].find((one) => one.pubkey === authorOf(request))
  const personFor = (text: string) => site.people.all[text.length % site.people.all.length]?.handle ?? 'somebody'
  return {
    openAccount: (who) => openAccount(desk, who),
    accountOf: (request) => accountOf(request)?.handle,
    expireToken: (request) => {
      const account = accountOf(request)
      if (account) commit({ do: 'block', pubkey: account.pubkey, blocked: true })
    },
    tooMany: (retryAfterS, request) => {
      const wait = retryAfterS === null ? '' : `, try again in ${retryAfterS} seconds`
      return request.path.startsWith('/blossom')
        ? {
            status: 429,
            headers: retryAfterS === null ? {} : { 'retry-after': String(retryAfterS) },
            body: 'Too many requests',
          }
        : refusal(request, `rate-limited: slow down there chief${wait}`)
    },
    broken: (status, request) =>
      request.path.startsWith('/blossom')
        ? { status, body: 'the store is broken' }
        : refusal(request, 'error: could not connect to the database'),
    comment: async (objectId, text, by) => {
      const note = state.events.get(objectId)
      if (!note) throw new Error(`nobody can answer ${objectId}`)
      const handle = by?.person?.handle ?? personFor(text)
      await introduce(desk, handle)
      return answer(desk, note, handle, text, by)
    },
    longestComment: contentMax,
    pictures: { comments: 'described' },
    erase: (id, at) => takeBack(desk, id, at),
    say: (text, by) => sayOpenly(desk, text, by?.person?.handle ?? personFor(text), by),
    cutStreams: () => {
      const listened = [...desk.lines].filter((line) => line.isListening())
      for (const line of listened) {
        desk.lines.delete(line)
        line.cut()
      }
      return listened.length
    },
    answered: (id) => answered(desk, id),
    message: async (handle, text, by) => {
      const account = state.accounts.get(handle)
      if (!account) throw new Error(`nobody can write to ${handle}`)
      return whisper(desk, account.pubkey, by?.person?.handle ?? personFor(text), text, { at: by?.at })
    },
  }
}

const about = {
  name: 'lab relay',
  supported_nips: [1, 9, 11, 17, 45, 50],
  software: 'lab',
  limitation: { max_content_length: contentMax, max_message_length: 131_072, payment_required: false },
}

function refusal(request: LabRequest, words: string): LabAnswer {
  const [, named] = Array.isArray(request.body) ? (request.body as [string, EmEvent | string]) : ['', '']
  const id = typeof named === 'object' ? named.id : named
  return { status: 200, json: [request.path === '/event' ? ['OK', id, false, words] : ['CLOSED', id, words]] }
}

const doors: Record<string, [method: string, path: string]> = {
  EVENT: ['POST', '/event'],
  REQ: ['GET', '/req'],
  COUNT: ['GET', '/count'],
}

/** What was asked for goes on being told, until it is closed or the socket is. */
function listen(desk: Desk, incoming: IncomingMessage, socket: Duplex): void {
  const asked = new Map<string, Record<string, unknown>[]>()
  const own = acceptSocket(incoming, socket, (text, talk) => {
    const [type, name, ...filters] = parsed(text) as [string, string, ...Record<string, unknown>[]]
    if (type === 'REQ') asked.set(name, filters)
    if (type === 'CLOSE') asked.delete(name)
    void heard(desk, text, talk, headersOf(incoming))
  })
  const tell = (event: EmEvent) => {
    for (const [name, filters] of asked) if (isWanted(event, filters)) own.send(JSON.stringify(['EVENT', name, event]))
  }
  desk.live.add(tell)
  const line = { isListening: () => asked.has('live'), cut: () => socket.destroy() }
  desk.lines.add(line)
  socket.on('close', () => {
    desk.live.delete(tell)
    desk.lines.delete(line)
  })
}

const headersOf = ({ headers }: IncomingMessage) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

/** A frame goes the way of a request, so that troubles meet it. */
async function heard({ site }: Desk, text: string, socket: TextSocket, headers: Record<string, string>): Promise<void> {
  const body = parsed(text)
  const [method, path] = doors[String(body[0])] ?? []
  if (body[0] === 'CLOSE') return
  if (!method || !path) return socket.send(JSON.stringify(['NOTICE', 'invalid: unknown message']))
  const raw = Buffer.from(text)
  const empty = {
    params: {},
    query: {},
    headers,
    files: [],
    type: '',
    stillProcessing: false,
    signal: new AbortController().signal,
  }
  const verdict = await site.exchange({ ...empty, method, path, body, raw })
  if ('drop' in verdict) return socket.destroy()
  if ('silence' in verdict) return
  const { json, body: words } = verdict.answer
  if (Array.isArray(json)) for (const frame of json) socket.send(JSON.stringify(frame))
  else socket.send(String(words ?? ''))
}

function parsed(text: string): unknown[] {
  try {
    const told: unknown = JSON.parse(text)
    return Array.isArray(told) ? told : []
  } catch {
    return []
  }
}

async function openAccount(desk: Desk, { name, handle }: { name: string; handle: string }) {
  const { state, commit } = desk.kept
  const { pubkeyOf } = await import('./nip01.ts')
  const { nsecOf } = await import('./nip19.ts')
  const known = state.accounts.get(handle)
  if (known) commit({ do: 'block', pubkey: known.pubkey, blocked: false })
  const secret = Uint8Array.from(Buffer.from(desk.site.random.hex(64), 'hex'))
  const account = known ?? { handle, nsec: nsecOf(secret), pubkey: pubkeyOf(secret) }
  if (!known) {
    commit({ do: 'account', account })
    const content = JSON.stringify({ name: handle, display_name: name, about: 'Coffee, roasted in the north.' })
    commit({ do: 'event', event: await signedBy(secret, { kind: 0, tags: [], content, created_at: nowSeconds(desk) }) })
  }
  return { way: 'key', fields: { nsec: account.nsec, relays: desk.site.url, store: `${desk.site.url}/blossom` } }
}

/** What people do in their own apps. */
function openDoors(desk: Desk): void {
  desk.site.page('POST', '/door/whisper', async ({ body }) => {
    const { handle = '', text = '', old } = body as Record<string, string>
    const account = desk.kept.state.accounts.get(handle)
    const [person] = desk.site.people.all
    return {
      status: 200,
      json: {
        id: account && person ? await whisper(desk, account.pubkey, person.handle, text, { old: old === 'yes' }) : null,
      },
    }
  })
  desk.site.page('POST', '/door/event', async ({ body }) => {
    const { kind, tags, content, person } = body as { kind: number; tags: string[][]; content: string; person: string }
    const { secretOf } = await import('./emulator/state.ts')
    const event = await signedBy(secretOf(person), { kind, tags, content, created_at: nowSeconds(desk) })
    desk.kept.commit({ do: 'event', event })
    for (const tell of desk.live) tell(event)
    return { status: 200, json: event }
  })
}

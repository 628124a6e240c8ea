import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Ground } from './ground.ts'
import { dictionary, dictionaryId, packed } from './jetstream-dictionary.ts'
import { firstForm, type Kept, secondForm, type Told } from './jetstream-forms.ts'

/** So many events are kept to be read again; the real servers keep some days. */
const kept = 50_000
/** Of a listener who does not read no more than this is held. */
const heldBack = 64 * 1024
/** Somebody somewhere always does something; where nobody does, this says that the stream lives. */
const pulseMs = 5_000

export type Jetstream = { told: (what: Told) => void; cut: () => number; close: () => void }

/** The stream of everything made (Jetstream) in both forms, plain and packed: one way, read by each listener at its own pace. */
export function mountJetstream(ground: Ground): Jetstream {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const past: Kept[] = []
  const listeners = new Set<Listener>()
  let seq = 0
  const told = (what: Told) => {
    const micros = Math.max(ground.site.clock.now().getTime() * 1000, (past.at(-1)?.micros ?? 0) + 1)
    seq += 1
    past.push({ ...what, micros, seq })
    if (past.length > kept) past.splice(0, kept / 10)
    for (const listener of listeners) listener.goOn()
  }
  const listen = (form: typeof firstForm) => (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    const query = new URL(incoming.url ?? '/', 'http://lab').searchParams
    const wanted = form.wanted(query, incoming.headers, dictionaryId)
    if (typeof wanted === 'string') return refuse(socket, wanted)
    server.handleUpgrade(incoming, socket, head, (door) => {
      const from = form.from(query.get('cursor'), past)
      const listener = listenerAt(door, past, from ?? seq + 1, (one) => {
        const text = wanted.tells(one) ? form.said(one) : undefined
        if (text === undefined || (wanted.most > 0 && Buffer.byteLength(text) > wanted.most)) return undefined
        return wanted.packed ? packed(text) : text
      })
      listeners.add(listener)
      door.on('error', () => door.terminate())
      door.on('close', () => listeners.delete(listener))
      listener.goOn()
    })
  }
  ground.site.upgrade('/subscribe', listen(firstForm))
  ground.site.upgrade('/xrpc/network.bsky.jetstream.subscribeEvents', listen(secondForm))
  ground.site.page('GET', '/xrpc/network.bsky.jetstream.getZstdDictionary', ({ query }) =>
    query.id === undefined || Number(query.id) === dictionaryId
      ? { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: dictionary }
      : { status: 400, json: { error: 'DictionaryNotFound', message: 'no such dictionary' } },
  )
  const pulse = setInterval(() => {
    const [somebody] = ground.site.people.all
    if (somebody && listeners.size > 0) told({ what: 'identity', did: ground.crowd.didOf(somebody) })
  }, pulseMs).unref()
  const cut = () => {
    const cutNow = [...listeners]
    listeners.clear()
    for (const { door } of cutNow) door.terminate()
    return cutNow.length
  }
  return {
    told,
    cut,
    close: () => {
      clearInterval(pulse)
      cut()
      server.close()
    },
  }
}

type Listener = { door: WebSocket; goOn: () => void }

/** Sends what is next while the line takes it: nobody's slowness is held in memory. */
function listenerAt(
  door: WebSocket,
  past: Kept[],
  from: number,
  said: (one: Kept) => string | Buffer | undefined,
): Listener {
  let next = from
  let sending = false
  const goOn = () => {
    if (sending) return
    for (;;) {
      const first = past[0]?.seq ?? next
      const one = past[Math.max(0, next - first)]
      if (!one || one.seq < next || door.readyState !== door.OPEN) return
      next = one.seq + 1
      const text = said(one)
      if (text === undefined) continue
      sending = door.bufferedAmount > heldBack
      if (!sending) door.send(text)
      else
        return door.send(text, () => {
          sending = false
          goOn()
        })
    }
  }
  return { door, goOn }
}

function refuse(socket: Duplex, why: string): void {
  const body = JSON.stringify({ error: why, message: why })
  const head = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`
  socket.end(`${head}\r\nConnection: close\r\n\r\n${body}`)
}

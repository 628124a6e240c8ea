import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { one } from './answers.ts'
import type { Ground, Told } from './ground.ts'

type Listener = { socket: Duplex; wanted: string[] }

/** The stream of everything made (Jetstream): WebSocket frames of text, one way. `cursor` replays from a moment in microseconds. */
export function mountStream(ground: Ground): { told: (what: Told) => void; close: () => void } {
  const listeners = new Set<Listener>()
  const past: { micros: number; what: Told }[] = []
  ground.site.upgrade('/subscribe', (incoming, socket) => {
    const query = new URL(incoming.url ?? '/', 'http://lab').searchParams
    greet(incoming, socket)
    const listener = { socket, wanted: query.getAll('wantedCollections') }
    const cursor = Number(query.get('cursor') ?? Number.POSITIVE_INFINITY)
    for (const event of past) if (event.micros >= cursor) send(listener, event.what, event.micros)
    listeners.add(listener)
    const leave = () => listeners.delete(listener)
    socket.on('close', leave)
    socket.on('error', leave)
    socket.on('data', (data: Buffer) => {
      if (((data[0] ?? 0) & 0x0f) === 8) socket.end(Buffer.from([0x88, 0]))
    })
  })
  return {
    told: (what) => {
      const micros = Math.max(ground.site.clock.now().getTime() * 1000, (past.at(-1)?.micros ?? 0) + 1)
      past.push({ micros, what })
      if (past.length > 5_000) past.shift()
      for (const listener of listeners) send(listener, what, micros)
    },
    close: () => {
      for (const { socket } of listeners) socket.destroy()
    },
  }
}

function greet(incoming: IncomingMessage, socket: Duplex): void {
  const key = one(incoming.headers['sec-websocket-key']) ?? ''
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
}

function send({ socket, wanted }: Listener, what: Told, micros: number): void {
  if (wanted.length > 0 && !wanted.includes(what.collection)) return
  const { did, operation, collection, rkey, cid, value } = what
  const commit = { rev: rkey, operation, collection, rkey, record: value, cid }
  const body = Buffer.from(JSON.stringify({ did, time_us: micros, kind: 'commit', commit }))
  const length = body.length < 126 ? Buffer.from([0x81, body.length]) : longHead(body.length)
  socket.write(Buffer.concat([length, body]))
}

function longHead(length: number): Buffer {
  const head = Buffer.alloc(4)
  head[0] = 0x81
  head[1] = 126
  head.writeUInt16BE(length, 2)
  return head
}

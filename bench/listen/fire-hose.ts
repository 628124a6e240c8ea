import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Post } from '../../modules/listening/index.ts'
import { Talk } from './talk.ts'

/**
 * A public stream in a process of its own: so many made posts a second, each told once to whoever listens, in the first form of
 * the protocol (https://github.com/bluesky-social/jetstream). Told by messages what to do; answers when it said what.
 */
export type Flood = { seed: number; perSecond: number; seconds: number }
/** When each tick of posts went out, in milliseconds since 1970. */
export type Said = { ticks: number[]; perTick: number }

const tickMs = 10
const collection = 'app.bsky.feed.post'

export const refOf = (n: number) => `at://${authorOf(n)}/${collection}/${keyOf(n)}`
const authorOf = (n: number) =>
  `did:plc:${createHash('sha256')
    .update(String(n % 50_000))
    .digest('hex')
    .slice(0, 24)}`
const keyOf = (n: number) => `3l${n.toString(36).padStart(11, '2')}`

export function* postsOf({ seed, perSecond, seconds }: Flood): Generator<Post> {
  const talk = new Talk(seed)
  for (let n = 0; n < perSecond * seconds; n++) yield talk.post()
}

function eventOf(n: number, { text, language }: Post, at: Date): string {
  const record = { $type: collection, text, createdAt: at.toISOString(), ...(language && { langs: [language] }) }
  const commit = { rev: keyOf(n), operation: 'create', collection, rkey: keyOf(n), record, cid: `bafyrei${keyOf(n)}` }
  return JSON.stringify({ did: authorOf(n), time_us: at.getTime() * 1000 + (n % 1000), kind: 'commit', commit })
}

async function flood(doors: ReadonlySet<WebSocket>, asked: Flood): Promise<Said> {
  const perTick = Math.round((asked.perSecond * tickMs) / 1000)
  const posts = postsOf(asked)
  const ticks: number[] = []
  const begun = performance.now()
  for (let n = 0; n < asked.perSecond * asked.seconds; n += perTick) {
    const wait = begun + (n * 1000) / asked.perSecond - performance.now()
    if (wait > 1) await pause(wait)
    const at = new Date()
    ticks.push(at.getTime())
    for (let of = n; of < n + perTick; of++) {
      const post = posts.next()
      if (post.done) break
      const event = eventOf(of, post.value, at)
      for (const door of doors) door.send(event)
    }
  }
  return { ticks, perTick }
}

async function serve(): Promise<void> {
  const doors = new Set<WebSocket>()
  const server = createServer((_, response) => response.writeHead(404).end())
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  sockets.on('connection', (door) => {
    doors.add(door)
    door.on('close', () => doors.delete(door))
    door.on('error', () => door.terminate())
    process.send?.({ connected: doors.size })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  process.on('message', (asked: Flood) => {
    void flood(doors, asked).then((said) => process.send?.({ said }))
  })
  process.send?.({ port })
}

if (process.argv[1] === import.meta.filename) await serve()

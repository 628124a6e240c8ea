import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { zstdCompressSync } from 'node:zlib'
import { type WebSocket, WebSocketServer } from 'ws'
import { systemClock } from '../../kernel/clock.ts'
import { createHttp } from '../../kernel/http/client.ts'
import { hearsAllOfAFlow } from '../conformance/under-a-flow.ts'
import { labWorld } from '../conformance.ts'
import { type Call, nobodyAt, type Streamed } from '../contract.ts'
import { addressOf, doorOf, streamOf } from './jetstream-door.ts'
import { happenedIn } from './jetstream-events.ts'
import emulator, { type BlueskyHandle } from './lab.ts'
import { stream } from './stream.ts'

type Form = 'of the first form' | 'of the first form, packed' | 'of the second form, packed'

async function inLab(form: Form, run: (call: Call, handle: BlueskyHandle) => Promise<void>) {
  const world = await labWorld(emulator, { strict: false })
  const server = `${world.lab.origin}/bluesky`
  const dictionary = `${server}/xrpc/network.bsky.jetstream.getZstdDictionary`
  const facts = {
    'of the first form': { stream: `${server.replace('http', 'ws')}/subscribe` },
    'of the first form, packed': { stream: `${server}/subscribe`, streamDictionary: dictionary },
    'of the second form, packed': {},
  }[form]
  const { http, clock, signal } = world.context
  const call = { http, clock, signal, account: { ...nobodyAt(server), facts } }
  try {
    await run(call, world.lab.network('bluesky') as BlueskyHandle)
  } finally {
    await world.close()
  }
}

test('of 5,000 posts all are told once though the line is cut twenty times and the reader is slow', () =>
  inLab('of the second form, packed', (call, handle) =>
    hearsAllOfAFlow(stream, call, handle, { posts: 5_000, cuts: 20 }),
  ))

for (const form of ['of the first form', 'of the first form, packed'] as const)
  test(`a server ${form} is heard without loss too`, () =>
    inLab(form, (call, handle) => hearsAllOfAFlow(stream, call, handle, { posts: 600, cuts: 5 })))

/** Until so many that are no mere signs of life were told. */
async function heard(
  call: Call,
  many: number,
  meanwhile: () => Promise<unknown>,
  cursor?: string,
): Promise<Streamed[]> {
  const end = new AbortController()
  const all: Streamed[] = []
  const reading = (async () => {
    for await (const batch of stream.listen({ ...call, signal: end.signal }, cursor ? { cursor } : {})) {
      all.push(...batch.filter((one) => one.what !== 'passed'))
      if (all.length >= many) end.abort()
    }
  })()
  const late = setTimeout(() => end.abort(), 10_000)
  await meanwhile()
  await reading
  clearTimeout(late)
  return all
}

test('what people take back, and whoever leaves for good, is told', () =>
  inLab('of the second form, packed', async (call, handle) => {
    const began = String(call.clock.now().getTime() * 1_000)
    const [somebody] = (await import('../lab/people.ts')).createCast('', { quiet: true }).all
    assert.ok(somebody)
    const id = (await handle.say?.('Too harsh', { person: somebody })) ?? ''
    await handle.erase?.(id, call.clock.now())
    handle.leave(somebody)
    const told = await heard(call, 3, async () => undefined, began)
    assert.deepEqual(
      told.map((one) => one.what),
      ['said', 'deleted', 'author-deleted'],
    )
    assert.ok(told[1]?.what === 'deleted' && told[1].id === id)
    assert.ok(told[2]?.what === 'author-deleted' && id.startsWith(`at://${told[2].author}/`))
  }))

/** A server that says what it is told to, to each who comes; knows no second form. */
async function withServer(
  speak: (socket: WebSocket, url: URL, visit: number) => void,
  run: (call: Call) => Promise<void>,
): Promise<void> {
  const server = createServer((_request, response) => response.writeHead(404).end())
  const sockets = new WebSocketServer({ server })
  let visits = 0
  sockets.on('connection', (socket, incoming) => speak(socket, new URL(incoming.url ?? '', 'http://x'), ++visits))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { http, close } = createHttp({ userAgent: 'test', allowOrigins: () => [origin] })
  const clock = {
    ...systemClock,
    sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(Math.min(ms, 10), signal),
  }
  try {
    await run({ http, clock, signal: new AbortController().signal, account: nobodyAt(origin) })
  } finally {
    await close()
    for (const one of sockets.clients) one.terminate()
    sockets.close()
    server.close()
  }
}

const at = 1_795_000_000_000_000
const commit = (n: number, more: object = {}) => ({
  ...{ did: 'did:plc:a', time_us: at + n, kind: 'commit' },
  commit: {
    ...{ rev: `r${n}`, operation: 'create', collection: 'app.bsky.feed.post', rkey: `k${n}`, cid: 'c' },
    record: { text: `Post ${n}`, createdAt: '2026-11-23T00:00:00Z' },
    ...more,
  },
})

test('what is no event, of an unknown kind, or no text at all is passed over', () =>
  withServer(
    (socket) => {
      const odd = [
        '',
        '[]',
        'null',
        '{',
        '"x"',
        '{"kind":"commit"}',
        '{"did":1,"time_us":"x","kind":"commit"}',
        '{"$type":"message"}',
      ]
      for (const one of odd) socket.send(one)
      socket.send(Buffer.from([0xff, 0xfe, 0x00]), { binary: false })
      socket.send(JSON.stringify({ did: 'did:plc:a', time_us: at, kind: 'telepathy' }))
      socket.send(JSON.stringify(commit(1, { record: null })))
      socket.send(JSON.stringify(commit(2, { operation: 'explode' })))
      socket.send(
        JSON.stringify(
          commit(3, { record: { text: 7, langs: 'x', facets: [1, { features: 2 }], reply: 'x', embed: [] } }),
        ),
      )
      socket.send(JSON.stringify(commit(4)))
    },
    async (call) => {
      const told = await heard(call, 2, async () => undefined)
      assert.deepEqual(
        told.map((one) => one.what === 'said' && one.post.text),
        ['', 'Post 4'],
      )
    },
  ))

test('a message too large to be taken is stepped over, and what comes after it is told', () =>
  withServer(
    (socket, url) => {
      const from = Number(url.searchParams.get('cursor') ?? 0)
      const all = [
        [1, JSON.stringify(commit(1))],
        [5, 'x'.repeat(5_000_000)],
        [2_000, JSON.stringify(commit(2_000))],
      ] as const
      for (const [n, text] of all) if (at + n >= from) socket.send(text)
    },
    async (call) => {
      const told = await heard(call, 2, async () => undefined, String(at))
      assert.deepEqual(
        told.map((one) => one.what === 'said' && one.post.text),
        ['Post 1', 'Post 2000'],
      )
    },
  ))

test('packed messages that cannot be unpacked are asked for plain', async () => {
  const world = await labWorld(emulator, { strict: false })
  const dictionary = `${world.lab.origin}/bluesky/xrpc/network.bsky.jetstream.getZstdDictionary`
  try {
    await withServer(
      (socket, url) => {
        const text = JSON.stringify(commit(1))
        socket.send(
          url.searchParams.get('compress') === 'true' ? zstdCompressSync(Buffer.from(text)).subarray(0, 20) : text,
        )
      },
      async (call) => {
        const { server } = call.account
        const http: Call['http'] = (asked) => (asked.url === dictionary ? world.context.http(asked) : call.http(asked))
        const facts = { stream: `${server}/subscribe`, streamDictionary: dictionary }
        const told = await heard({ ...call, http, account: { ...call.account, facts } }, 1, async () => undefined)
        assert.equal(told.length, 1)
      },
    )
  } finally {
    await world.close()
  }
})

test('after a break some seconds are read again, and told once', () => {
  const cursors: number[] = []
  return withServer(
    (socket, url, visit) => {
      cursors.push(Number(url.searchParams.get('cursor')))
      for (const n of [1, 2]) socket.send(JSON.stringify(commit(n)))
      if (visit > 1) socket.send(JSON.stringify(commit(3)))
      socket.close()
    },
    async (call) => {
      const told = await heard(call, 3, async () => undefined, String(at))
      assert.deepEqual(
        told.map((one) => one.what === 'said' && one.post.text),
        ['Post 1', 'Post 2', 'Post 3'],
      )
      assert.deepEqual(cursors.slice(0, 2), [at - 5_000_000, at + 2 - 5_000_000])
    },
  )
})

test('both forms say the same', () => {
  const { commit: inner } = commit(7)
  const $type = 'network.bsky.jetstream.subscribeEvents#commit'
  const time = `${new Date(at / 1_000).toISOString().slice(0, -1)}007Z`
  const second = { $type: 'message', payload: { $type, seq: 9, did: 'did:plc:a', time, ...inner } }
  const read = (told: object) => happenedIn(Buffer.from(JSON.stringify(told)))
  assert.deepEqual(read(second), { ...read(commit(7)), micros: at + 7 })
  const lost = {
    $type: 'message',
    payload: { $type: 'network.bsky.jetstream.subscribeEvents#info', name: 'OutdatedCursor' },
  }
  assert.deepEqual(read(lost), { what: 'notice', name: 'OutdatedCursor', message: '', final: false })
  assert.deepEqual(read({ $type: 'error', error: 'ConsumerTooSlow', message: 'm' }), {
    ...{ what: 'notice', name: 'ConsumerTooSlow', message: 'm', final: true },
  })
})

test('an account of a server hears its stream, everybody else the public one', async () => {
  const account = { ...nobodyAt('https://bsky.social'), remoteId: 'did:plc:a' }
  assert.equal(streamOf(account), stream.openServers?.[0])
  assert.equal(streamOf(nobodyAt('https://jetstream.example/')), 'https://jetstream.example')
  await withServer(
    () => undefined,
    async (call) => {
      const door = await doorOf(call)
      assert.equal(door.form, 'subscribe')
      const url = new URL(addressOf(door, 7))
      assert.equal(url.searchParams.get('wantedCollections'), 'app.bsky.feed.post')
      assert.equal(url.searchParams.get('cursor'), '1000000000000000')
    },
  )
})

import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { type TestContext, test } from 'node:test'
import { NetworkFailure } from '../failure.ts'
import { createHttp } from './client.ts'

async function serve(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function client(t: TestContext, ...allowed: string[]) {
  const { http, close } = createHttp({ userAgent: 'test', allowOrigins: () => allowed })
  t.after(close)
  return http
}

const failed = (kind: string, code?: string) => (error: unknown) =>
  error instanceof NetworkFailure && error.kind === kind && (!code || error.evidence.code === code)

test('addresses inside our own network are refused, however they are written', async (t) => {
  const http = client(t)
  const inside = [
    ...['http://127.0.0.1/', 'http://169.254.169.254/latest', 'http://[::1]/', 'http://10.0.0.1/', 'http://0/'],
    ...[
      'http://2130706433/',
      'http://0x7f.1/',
      'http://[::ffff:127.0.0.1]/',
      'http://[fd00::1]/',
      'http://100.64.0.1/',
    ],
  ]
  for (const url of inside) await assert.rejects(http({ url }), failed('network-down', 'FORBIDDEN_ADDRESS'), url)
  await assert.rejects(http({ url: 'http://localhost/' }), failed('network-down', 'FORBIDDEN_ADDRESS'))
  await assert.rejects(http({ url: 'file:///etc/passwd' }), failed('network-down', 'FORBIDDEN_ADDRESS'))
  await assert.rejects(http({ url: 'not an address' }), failed('network-down', 'INVALID_URL'))
})

test('a redirect into our own network is refused', async (t) => {
  const inner = await serve(t, (_request, response) => response.end('inner secret'))
  const outer = await serve(t, (_request, response) => response.writeHead(302, { location: inner }).end())
  await assert.rejects(client(t, outer)({ url: outer, redirects: 3 }), failed('network-down', 'FORBIDDEN_ADDRESS'))
})

test('a redirect to another host does not carry our credentials along', async (t) => {
  const seen: unknown[] = []
  const second = await serve(t, (request, response) => {
    seen.push(request.headers.authorization)
    response.end('{}')
  })
  const first = await serve(t, (_request, response) => response.writeHead(302, { location: second }).end())
  await client(t, first, second)({ url: first, redirects: 1, headers: { authorization: 'Bearer secret' } })
  assert.deepEqual(seen, [undefined])
})

test('a lost answer to a write leaves its outcome unknown; a lost answer to a read does not matter', async (t) => {
  const origin = await serve(t, (request) => request.socket.destroy())
  const http = client(t, origin)
  await assert.rejects(http({ url: origin, method: 'POST', json: {}, writes: true }), failed('unknown-outcome'))
  await assert.rejects(http({ url: origin }), failed('network-down'))
})

test('a server that is not there has surely done nothing, even for a write', async (t) => {
  const origin = await serve(t, (_request, response) => response.end())
  const gone = 'http://127.0.0.1:1'
  await assert.rejects(
    client(t, origin, gone)({ url: gone, method: 'POST', writes: true }),
    failed('network-down', 'ECONNREFUSED'),
  )
})

test('a server that never answers, or drips for ever, is given up', async (t) => {
  const silent = await serve(t, () => {})
  const dripping = await serve(t, (_request, response) => {
    const drip = setInterval(() => response.write('.'), 20)
    response.on('close', () => clearInterval(drip))
  })
  const http = client(t, silent, dripping)
  await assert.rejects(http({ url: silent, timeoutMs: 200, writes: true }), failed('unknown-outcome'))
  await assert.rejects(http({ url: dripping, timeoutMs: 200 }), failed('network-down'))
})

test('an answer larger than wanted is cut off', async (t) => {
  const origin = await serve(t, (_request, response) => response.end('x'.repeat(5_000)))
  const http = client(t, origin)
  await assert.rejects(http({ url: origin, maxBytes: 1_000 }), failed('network-down'))
  assert.equal((await http({ url: origin, maxBytes: 5_000 })).body.length, 5_000)
})

test('an answer that should be JSON and is not says so', async (t) => {
  const origin = await serve(t, (_request, response) => response.end('<html>'))
  const http = client(t, origin)
  const read = await http({ url: origin })
  assert.throws(() => read.json(), failed('network-down'))
  const written = await http({ url: origin, method: 'POST', writes: true })
  assert.throws(() => written.json(), failed('unknown-outcome'))
})

test('a slow line may take longer than its silence as long as it moves, and one that lies still is given up', async (t) => {
  const origin = await serve(t, (request, response) => {
    if (request.url === '/still') return void request.pause()
    let taken = 0
    request.on('data', (piece: Buffer) => {
      taken += piece.length
      request.pause()
      setTimeout(() => request.resume(), 10)
    })
    request.on('end', () => response.end(String(taken)))
  })
  const http = client(t, origin)
  const size = 32 * 1024 * 1024
  const body = () => Readable.from(Array.from({ length: 512 }, () => Buffer.alloc(65_536)))
  const since = performance.now()
  const answer = await http({ method: 'POST', url: `${origin}/slow`, body: body(), writes: true, timeoutMs: 3_000 })
  assert.equal(answer.text(), String(size))
  assert.ok(performance.now() - since > 3_500, 'it was too quick to show anything')
  const still = http({ method: 'POST', url: `${origin}/still`, body: body(), writes: true, timeoutMs: 3_000 })
  await assert.rejects(still, failed('unknown-outcome'))
})

import assert from 'node:assert/strict'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
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

test('a redirect to another host carries along nothing that could prove who we are, whatever the header is called', async (t) => {
  const seen: IncomingHttpHeaders[] = []
  const second = await serve(t, (request, response) => {
    seen.push(request.headers)
    response.end('{}')
  })
  const first = await serve(t, (request, response) => {
    seen.push(request.headers)
    response.writeHead(302, { location: request.url === '/moved' ? second : '/moved' }).end()
  })
  const secrets = {
    ...{ authorization: 'Bearer secret', Cookie: 'sid=secret', dpop: 'secret', 'Api-Key': 'secret' },
    ...{ 'api-username': 'secret', 'x-viber-auth-token': 'secret', 'private-token': 'secret', 'x-made-up': 'secret' },
  }
  const open = { Accept: 'application/json', 'accept-language': 'uk', range: 'bytes=0-1', 'user-agent': 'ours' }
  await client(t, first, second)({ url: first, redirects: 2, headers: { ...secrets, ...open } })
  const [here, sameHost, elsewhere] = seen
  for (const headers of [here, sameHost]) assert.equal(headers?.['api-key'], 'secret')
  assert.ok(elsewhere)
  assert.ok(!JSON.stringify(elsewhere).includes('secret'), JSON.stringify(elsewhere))
  for (const [name, value] of Object.entries(open)) assert.equal(elsewhere[name.toLowerCase()], value)
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

test('of a page that never ends the beginning is taken where that is enough, and the line is closed', async (t) => {
  const closed = Promise.withResolvers<void>()
  const origin = await serve(t, (_request, response) => {
    response.on('close', () => closed.resolve())
    const more = () => {
      while (response.write('x'.repeat(10_000)));
    }
    response.on('drain', more)
    more()
  })
  const { body } = await client(t, origin)({ url: origin, maxBytes: 100_000, cut: true })
  assert.equal(body.length, 100_000)
  await closed.promise
})

test('an answer of a gigabyte is left at the limit: the line is closed, and little memory was taken', async (t) => {
  const gigabyte = 1024 ** 3
  const piece = Buffer.alloc(64 * 1024, 'x')
  let sent = 0
  const closed = Promise.withResolvers<void>()
  const origin = await serve(t, (_request, response) => {
    const endless = Readable.from(
      (function* () {
        for (; sent < gigabyte; sent += piece.length) yield piece
      })(),
    )
    response.on('close', () => {
      endless.destroy()
      closed.resolve()
    })
    endless.pipe(response)
  })
  const held = () => process.memoryUsage().arrayBuffers
  const before = held()
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, held() - before)
  }, 1)
  t.after(() => clearInterval(watch))
  const limit = 4 * 1024 * 1024
  await assert.rejects(client(t, origin)({ url: origin, maxBytes: limit }), failed('network-down'))
  await closed.promise
  assert.ok(sent < 4 * limit, `${sent} bytes were taken`)
  assert.ok(most < 8 * limit, `${most} bytes were held`)
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

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { type WebSocket, WebSocketServer } from 'ws'
import { NetworkFailure } from '../failure.ts'
import { createHttp, type HttpAnswer, type HttpRequest } from './client.ts'
import type { Following } from './follow-socket.ts'

type Follow = (follow: Following, more?: Partial<HttpRequest>) => Promise<HttpAnswer>

/** A server that speaks to whoever comes. */
async function withSpeaker(speak: (socket: WebSocket) => void, run: (follow: Follow) => Promise<void>, allowed = true) {
  const server = createServer((_request, response) => response.writeHead(400).end('no stream for you'))
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (incoming, socket, head) => {
    if (incoming.url === '/refused') socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 3\r\n\r\nno!')
    else sockets.handleUpgrade(incoming, socket, head, speak)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { http, close } = createHttp({ userAgent: 'test', allowOrigins: () => (allowed ? [origin] : []) })
  try {
    await run((follow, { url = '', ...more } = {}) => http({ url: origin + url, follow, timeoutMs: 2_000, ...more }))
  } finally {
    await close()
    for (const one of sockets.clients) one.terminate()
    sockets.close()
    server.close()
  }
}

const failing = (code: string) => (error: unknown) => error instanceof NetworkFailure && error.evidence.code === code

test('messages are heard whole, of text or of bytes, until the other side ends it', () =>
  withSpeaker(
    (socket) => {
      socket.send('words')
      socket.send(Buffer.from([0xff, 0x00]))
      socket.send('be', { fin: false })
      socket.send('gun and ended')
      socket.close()
    },
    async (follow) => {
      const heard: string[] = []
      const answer = await follow({ hear: (message) => void heard.push(message.toString('latin1')) })
      assert.equal(answer.status, 101)
      assert.deepEqual(heard, ['words', '\u00ff\u0000', 'begun and ended'])
    },
  ))

test('while what was heard is not done, no more is read from the wire, and that is no silence', () => {
  let sent = 0
  return withSpeaker(
    (socket) => {
      const more = () => {
        if (sent < 2_000) socket.send(Buffer.alloc(64 * 1024), () => more())
        sent += 1
      }
      more()
    },
    async (follow) => {
      let heard = 0
      const end = new AbortController()
      const hear = async () => {
        heard += 1
        await new Promise((resolve) => setTimeout(resolve, 400))
        const inTheWire = sent - heard
        assert.ok(inTheWire < 500, `${inTheWire} were read ahead`)
        if (heard > 2) end.abort()
      }
      await assert.rejects(follow({ hear }, { signal: end.signal, timeoutMs: 300 }), { name: 'AbortError' })
      assert.ok(heard > 2)
    },
  )
})

test('a door that does not open tells why', () =>
  withSpeaker(
    () => undefined,
    async (follow) => {
      const answer = await follow({ hear: () => undefined }, { url: '/refused' })
      assert.deepEqual([answer.status, answer.text()], [400, 'no!'])
    },
  ))

test('a stream that stops silently is left', () =>
  withSpeaker(
    (socket) => socket.send('only this'),
    (follow) => assert.rejects(follow({ hear: () => undefined }, { timeoutMs: 200 }), failing('SILENT')),
  ))

test('a message beyond the bounds is not taken', () =>
  withSpeaker(
    (socket) => socket.send('x'.repeat(5_000)),
    (follow) => assert.rejects(follow({ hear: () => undefined }, { maxBytes: 1_000 }), failing('TOO_LARGE')),
  ))

test('bytes that are no text do not break the stream', () =>
  withSpeaker(
    (socket) => {
      socket.send(Buffer.from([0x7b, 0xff, 0xfe]), { binary: false })
      socket.send('next')
      socket.close()
    },
    async (follow) => {
      const heard: string[] = []
      await follow({ hear: (message) => void heard.push(message.toString('utf8')) })
      assert.deepEqual(heard, ['{\ufffd\ufffd', 'next'])
    },
  ))

test('a private address is not listened to unless it is allowed', () =>
  withSpeaker(
    (socket) => socket.send('secret'),
    (follow) => assert.rejects(follow({ hear: () => assert.fail('it was heard') }), failing('FORBIDDEN_ADDRESS')),
    false,
  ))

test('what the hearer throws ends it', () =>
  withSpeaker(
    (socket) => socket.send('bad words'),
    async (follow) => {
      const hear = () => {
        throw new NetworkFailure('rejected', 'not to be heard')
      }
      await assert.rejects(follow({ hear }), /not to be heard/)
    },
  ))

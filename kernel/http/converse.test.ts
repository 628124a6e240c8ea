import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { WebSocketServer } from 'ws'
import { NetworkFailure } from '../failure.ts'
import { createHttp, type HttpRequest } from './client.ts'

type Say = (socket: { send: (text: string) => void; terminate: () => void }, text: string) => void

/** A server that answers each text as `say` does; the wire may reach it only where it is allowed. */
async function withServer(
  say: Say,
  run: (talk: (more: Partial<HttpRequest>) => Promise<string[]>) => Promise<void>,
  allowed = true,
) {
  const server = createServer()
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => socket.on('message', (data) => say(socket, String(data))))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { http, close } = createHttp({ userAgent: 'test', allowOrigins: () => (allowed ? [origin] : []) })
  const talk = async (more: Partial<HttpRequest>) => {
    const heard: string[] = []
    const conversation = { say: ['hello'], hear: (text: string) => heard.push(text) >= 2 }
    await http({ url: origin, conversation, timeoutMs: 300, ...more })
    return heard
  }
  try {
    await run(talk)
  } finally {
    await close()
    for (const one of sockets.clients) one.terminate()
    sockets.close()
    server.close()
  }
}

const isKind = (kind: string) => (error: unknown) => error instanceof NetworkFailure && error.kind === kind

test('a conversation ends when enough was heard', () =>
  withServer(
    (socket, text) => ['one', `${text} two`].forEach((word) => void socket.send(word)),
    async (talk) => assert.deepEqual(await talk({}), ['one', 'hello two']),
  ))

test('a door that closes early leaves a write unknown, and a question unanswered', () =>
  withServer(
    (socket) => socket.terminate(),
    async (talk) => {
      await assert.rejects(talk({ writes: true }), isKind('unknown-outcome'))
      await assert.rejects(talk({}), isKind('network-down'))
    },
  ))

test('silence ends a conversation', () =>
  withServer(
    () => {},
    async (talk) => assert.rejects(talk({ writes: true }), isKind('unknown-outcome')),
  ))

test('who says too much is not listened to', () =>
  withServer(
    (socket) => socket.send('x'.repeat(5000)),
    async (talk) => assert.rejects(talk({ maxBytes: 1000 }), isKind('network-down')),
  ))

test('an address that is not public is not spoken to, and surely nothing was said', () =>
  withServer(
    () => assert.fail('it was spoken to'),
    async (talk) => assert.rejects(talk({ writes: true }), isKind('network-down')),
    false,
  ))

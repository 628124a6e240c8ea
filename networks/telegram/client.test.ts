import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { systemClock } from '../../kernel/clock.ts'
import { createHttp } from '../../kernel/http/client.ts'
import { ask } from './client.ts'

test('no message is written into a connection that lay idle', async () => {
  const server = createServer((_request, response) => void response.end('{"ok":true,"result":true}'))
  let connections = 0
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { http, close } = createHttp({ allowOrigins: () => [origin], userAgent: 'test' })
  const bot = { server: origin, token: '1:abc', http, signal: new AbortController().signal, clock: systemClock }
  const send = () => ask(bot, { method: 'sendMessage', params: { chat_id: 1, text: 'a' }, writes: true })
  try {
    await send()
    const before = connections
    await wait(900)
    await send()
    assert.equal(connections, before + 1)
  } finally {
    await close()
    server.close()
  }
})

import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttp } from '../../kernel/http/client.ts'
import type { Network, PreparedContent } from '../contract.ts'
import type { LabNetwork } from '../lab/lab.ts'
import { freshKey, prepare } from './publishing.ts'
import { failsAs } from './suite.ts'
import { callOf, connectIn, labWorld } from './world.ts'

/**
 * The server of an account sends everybody to another host, for what is asked and for a post: both ask to connect anew and name that
 * host, and nothing that proves who we are reaches it.
 */
export async function asksToConnectWhereItMoved(
  network: Network,
  emulator: LabNetwork,
  content: PreparedContent,
): Promise<void> {
  const world = await labWorld(emulator)
  const arrived: string[] = []
  const next = await listening((request, response) => {
    arrived.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  let status = 301
  const old = await listening((request, response) => {
    request.resume()
    response.writeHead(status, { location: `${next.origin}${request.url}` }).end()
  })
  const { http, close } = createHttp({ allowOrigins: () => [old.origin, next.origin], userAgent: 'Rialto conformance' })
  try {
    const call = callOf(await connectIn(network, world), world.context)
    const { post, postKey, done } = await prepare(network, call, content, freshKey())
    const away = { ...call, http, account: { ...call.account, server: old.origin } }
    for (status of [301, 302, 307, 308])
      for (const run of [() => network.health(away), () => post.run(away, postKey, done)]) {
        const failure = await failsAs(away, 'reconnect', run)
        assert.ok(failure.message.includes(new URL(next.origin).host), failure.message)
      }
    for (const [name, secret] of Object.entries(call.account.secrets))
      assert.ok(!arrived.join('\n').includes(secret), `the new host was given the secret ${name}`)
    assert.ok(
      arrived.every((one) => one.startsWith('GET ')),
      `the new host was given ${arrived.join('\n')}`,
    )
  } finally {
    await close()
    for (const one of [old, next]) await one.close()
    await world.close()
  }
}

async function listening(answer: RequestListener): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

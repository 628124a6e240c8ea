import assert from 'node:assert/strict'
import { test } from 'node:test'
import { movableClock } from '../../../kernel/clock.ts'
import { NetworkFailure } from '../../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest } from '../../../kernel/http/client.ts'
import { memoryStore } from '../../conformance/world.ts'
import { beginFlow, type Flow, finishFlow, secretsOf } from './code-flow.ts'

const flow: Flow = {
  authorizeUrl: 'https://net.example/authorize',
  tokenUrl: 'https://net.example/token',
  scopes: ['read', 'write'],
  pkce: true,
  proof: 'basic',
}
const answering = (status: number, body: string, seen: HttpRequest[] = []) => ({
  http: async (request: HttpRequest): Promise<HttpAnswer> => {
    seen.push(request)
    const text = () => body
    return {
      status,
      headers: {},
      url: request.url,
      body: Buffer.from(body),
      text,
      json: <T>() => JSON.parse(body) as T,
    }
  },
  clock: movableClock(),
  signal: new AbortController().signal,
  store: memoryStore(),
  app: { clientId: 'an id', clientSecret: 'a:secret' },
  desk: { name: 'Desk', url: 'https://desk.example' },
  redirectUri: 'https://desk.example/back',
  state: 'one-state',
})
const fails = (kind: string) => (error: unknown) => error instanceof NetworkFailure && error.kind === kind

test('an answer with the state of another sign-in is not taken, and nothing is asked', async () => {
  const seen: HttpRequest[] = []
  const context = answering(200, '{}', seen)
  const { pending } = beginFlow(flow, context)
  await assert.rejects(finishFlow(flow, { code: 'c', state: 'other' }, pending, context), fails('rejected'))
  assert.equal(seen.length, 0)
})

test('the app proves itself in the header, its keys encoded, and the verifier fits the challenge', async () => {
  const seen: HttpRequest[] = []
  const context = answering(200, JSON.stringify({ access_token: 't', expires_in: 60, scope: 'read write' }), seen)
  const { url, pending } = beginFlow(flow, context)
  const tokens = await finishFlow(flow, { code: 'c', state: 'one-state' }, pending, context)
  assert.equal(new URL(url).searchParams.get('scope'), 'read write')
  assert.equal(seen[0]?.headers?.authorization, `Basic ${Buffer.from('an%20id:a%3Asecret').toString('base64')}`)
  assert.equal(seen[0]?.form?.code_verifier, pending.verifier)
  assert.deepEqual([tokens.scopes, secretsOf(tokens)], [['read', 'write'], { accessToken: 't' }])
})

test('a sign-in server that is down, busy or refuses is told apart', async () => {
  const refusal = '{"error":"invalid_grant"}'
  for (const [status, body, kind] of [
    [503, refusal, 'network-down'],
    [429, refusal, 'slow-down'],
    [400, refusal, 'reconnect'],
    [200, refusal, 'reconnect'],
    [200, '{}', 'network-down'],
    [200, 'null', 'network-down'],
  ] as const) {
    const context = answering(status, body)
    const { pending } = beginFlow(flow, context)
    await assert.rejects(finishFlow(flow, { code: 'c', state: 'one-state' }, pending, context), fails(kind))
  }
})

test('a desk without an app is told so before anybody leaves it', () => {
  assert.throws(() => beginFlow(flow, { ...answering(200, '{}'), app: {} }), fails('rejected'))
})

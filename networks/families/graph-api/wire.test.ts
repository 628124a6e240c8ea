import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { systemClock } from '../../../kernel/clock.ts'
import { NetworkFailure } from '../../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest } from '../../../kernel/http/client.ts'
import { ask, askIfThere, type GraphWire, madeId } from './wire.ts'

type Told = { status?: number; headers?: Record<string, string>; body: unknown }

const answering = ({ status = 200, headers = {}, body }: Told, seen: HttpRequest[] = []): GraphWire => ({
  http: async (request) => {
    seen.push(request)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const answer: HttpAnswer = {
      status,
      headers,
      url: request.url,
      body: Buffer.from(text),
      text: () => text,
      json: () => parsed(text, status),
    }
    return answer
  },
  clock: systemClock,
  signal: new AbortController().signal,
  base: 'https://graph.example/v25.0',
  token: 'the token of this test',
})

function parsed<T>(text: string, status: number): T {
  try {
    return JSON.parse(text) as T
  } catch (cause) {
    throw new NetworkFailure('network-down', 'the answer is not JSON', { cause, evidence: { status } })
  }
}

const failing = async (told: Told, writes = false): Promise<NetworkFailure> => {
  const error = await ask(answering(told), { method: 'POST', path: 'x', writes }).catch((reason: unknown) => reason)
  assert.ok(error instanceof NetworkFailure)
  return error
}
const refusal = (code: number, more: object = {}) => ({
  error: { message: `(#${code}) no`, type: 'OAuthException', code, ...more },
})

test('limits of app, user, page and behaviour all say to slow down', async () => {
  for (const code of [4, 9, 17, 32, 341, 368, 613, 80001, 80007, 130429, 131056])
    assert.equal((await failing({ status: 400, body: refusal(code) }, true)).kind, 'slow-down', String(code))
})

test('access that ended, and rights that are missing, ask for a person', async () => {
  for (const code of [10, 102, 190, 200, 210, 283, 299, 3, 131005])
    assert.equal((await failing({ status: 400, body: refusal(code) }, true)).kind, 'reconnect', String(code))
})

test('a closed window of a conversation carries the code of a right, but is about this message only', async () => {
  assert.equal((await failing({ status: 400, body: refusal(10, { error_subcode: 2018278 }) }, true)).kind, 'rejected')
})

test('wrong parameters, duplicates and unknown objects are rejected', async () => {
  for (const code of [100, 506, 803, 1500, 36003])
    assert.equal((await failing({ status: 400, body: refusal(code) }, true)).kind, 'rejected', String(code))
})

test('what passes by itself leaves a write doubtful and a question unanswered', async () => {
  for (const told of [
    { status: 500, body: refusal(2, { is_transient: true }) },
    { status: 400, body: refusal(1) },
    { status: 200, body: refusal(2) },
    { status: 502, body: '<html>Bad gateway</html>' },
    { status: 403, body: '<html>Blocked by a gateway</html>' },
  ]) {
    assert.equal((await failing(told, true)).kind, 'unknown-outcome')
    assert.equal((await failing(told)).kind, 'network-down')
  }
})

test('an error inside of a 200 is an error', async () => {
  const failure = await failing({ body: refusal(190, { error_subcode: 463 }) })
  assert.deepEqual([failure.kind, failure.evidence.code], ['reconnect', '190/463'])
})

test('the wait is told by Retry-After, or by the business limits in minutes', async () => {
  const business = JSON.stringify({
    '1': [{ estimated_time_to_regain_access: 3 }, { estimated_time_to_regain_access: 7 }],
  })
  const waits: Record<string, string>[] = [
    { 'retry-after': '40' },
    { 'x-business-use-case-usage': business, 'x-app-usage': '{"call_count":100}' },
    { 'x-business-use-case-usage': 'garbage' },
    {},
  ]
  const told = await Promise.all(waits.map((headers) => failing({ status: 400, headers, body: refusal(4) })))
  assert.deepEqual(
    told.map((one) => one.retryAfterMs),
    [40_000, 420_000, undefined, undefined],
  )
})

test('what the network says to people is part of the reason, and no token is', async () => {
  const failure = await failing({ status: 400, body: refusal(100, { error_user_msg: 'The picture is too wide.' }) })
  assert.equal(failure.message, '(#100) no The picture is too wide.')
  assert.ok(!JSON.stringify(failure.evidence).includes('the token of this test'))
})

test('what is gone is told apart from what failed', async () => {
  const gone = { status: 400, body: refusal(100, { error_subcode: 33 }) }
  assert.equal(await askIfThere(answering(gone), { path: '1' }), undefined)
  await assert.rejects(askIfThere(answering({ status: 400, body: refusal(100) }), { path: '1' }), NetworkFailure)
})

test('each call proves that the app is asking, and the token travels in no address', async () => {
  const seen: HttpRequest[] = []
  const wire = { ...answering({ body: { id: '1' } }, seen), appSecret: 'secret' }
  await ask(wire, { path: 'me', params: { fields: 'id', none: undefined } })
  const proof = createHmac('sha256', 'secret').update('the token of this test').digest('hex')
  assert.deepEqual(seen[0]?.query, { fields: 'id', appsecret_proof: proof })
  assert.ok(!seen[0]?.url.includes('token'))
  assert.equal(seen[0]?.headers?.authorization, 'Bearer the token of this test')
})

test('an answer that names nothing is no proof that something stands', () => {
  assert.throws(
    () => madeId({}),
    (error: unknown) => error instanceof NetworkFailure && error.kind === 'unknown-outcome',
  )
  assert.throws(() => madeId({ id: 7 }))
})

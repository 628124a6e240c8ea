import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failsAs } from '../conformance/fails-as.ts'
import { plain } from '../conformance.ts'
import { read, wireOf } from './client.ts'
import { failureOf } from './failures.ts'
import network from './index.ts'
import { textOf } from './posts.ts'
import { on } from './testing.ts'
import { webhooks } from './webhooks.ts'

const now = new Date('2026-11-22T12:00:00Z')
const answered = (status: number, body: string, headers: Record<string, string> = {}) => ({
  status,
  headers,
  url: 'https://api.x.com/2/tweets',
  body: Buffer.from(body),
  text: () => body,
  json: <T>() => JSON.parse(body) as T,
})

test('each refusal of the network is told for what it is, in its own words', () => {
  const cases: [number, string, string, boolean][] = [
    [401, '{"title":"Unauthorized","status":401}', 'reconnect', true],
    [403, '{"detail":"Your account is suspended and is not permitted to access this feature."}', 'reconnect', true],
    [403, '{"detail":"You are not allowed to create a Tweet with duplicate content."}', 'rejected', true],
    [402, '{}', 'rejected', true],
    [429, '{}', 'slow-down', true],
    [503, '<html>', 'unknown-outcome', true],
    [503, '<html>', 'network-down', false],
    [302, '', 'unknown-outcome', true],
    [400, '{"errors":[{"message":"text is not valid"}]}', 'rejected', true],
  ]
  for (const [status, body, kind, writes] of cases)
    assert.equal(failureOf(answered(status, body), writes, now).kind, kind, `${status} ${body}`)
  assert.match(failureOf(answered(402, '{}'), true, now).message, /credits/)
  assert.equal(
    failureOf(answered(400, '{"errors":[{"message":"text is not valid"}]}'), true, now).message,
    'text is not valid',
  )
})

test('the wait is reckoned by the network’s own clock, so that ours may be wrong', () => {
  const reset = String(Date.parse('2026-11-22T09:00:40Z') / 1000)
  const headers = { 'x-rate-limit-reset': reset, date: 'Sun, 22 Nov 2026 09:00:00 GMT' }
  assert.equal(failureOf(answered(429, '{}', headers), true, now).retryAfterMs, 40_000)
})

test('a 200 that holds only complaints is a refusal, one for what is not there is not', () =>
  on(async (call) => {
    const saying = (type: string) => ({
      ...wireOf(call),
      http: async () =>
        answered(200, JSON.stringify({ errors: [{ type, title: 'No', detail: 'You cannot see this' }] })),
    })
    const base = 'https://api.x.com/2/problems'
    await assert.rejects(
      read(saying(`${base}/not-authorized-for-resource`), { path: '/2/tweets/1' }),
      failsAs('rejected', /cannot see/),
    )
    assert.equal((await read(saying(`${base}/resource-not-found`), { path: '/2/tweets/1' })).data, undefined)
  }))

test('a post that was answered without its name is not proven to stand', () =>
  on(async (call) => {
    const [step] = network.publish.steps(plain('Hello'), call.account)
    const http = async () => answered(201, '{"data":{"text":"Hello"}}')
    await assert.rejects(async () => step?.run({ ...call, http }, 'k', {}), failsAs('unknown-outcome'))
  }))

test('an address written bare is read back bare', () => {
  const urls = [{ url: 'https://t.co/a', expanded_url: 'http://roastery.coffee', display_url: 'roastery.coffee' }]
  assert.equal(textOf({ text: 'At https://t.co/a now', entities: { urls } }), 'At roastery.coffee now')
})

test('of a long post that came by webhook the whole is read, its addresses unfolded', () => {
  const urls = [
    { url: 'https://t.co/a', expanded_url: 'https://roastery.coffee/kenya', display_url: 'roastery.coffee/kenya' },
  ]
  const written = {
    id_str: '12',
    text: '@north Long…',
    created_at: 'Sun Nov 22 09:00:00 +0000 2026',
    user: { id_str: '7', name: 'Ann', screen_name: 'ann' },
    in_reply_to_status_id_str: '11',
    in_reply_to_user_id_str: '1',
    extended_tweet: { full_text: '@north Long &amp; good https://t.co/a', entities: { urls } },
  }
  const [heard] = webhooks.read({ for_user_id: '1', tweet_create_events: [written] })
  assert.deepEqual([heard?.what.kind, heard?.what.text], ['comment', 'Long & good https://roastery.coffee/kenya'])
})

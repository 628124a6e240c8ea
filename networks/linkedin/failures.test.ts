import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failureOf } from './failures.ts'

const now = new Date('2026-11-22T18:00:00Z')
const told = (status: number, body: object | string, writes = true, headers: Record<string, string> = {}) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = {
    status,
    headers,
    url: '',
    body: Buffer.from(text),
    text: () => text,
    json: <T>() => JSON.parse(text) as T,
  }
  return failureOf(answer, writes, now)
}

test('each refusal of the network is told for what it is', () => {
  assert.equal(told(401, { code: 'REVOKED_ACCESS_TOKEN' }).kind, 'reconnect')
  assert.equal(told(403, { message: 'Not enough permissions to access: partnerApiPosts' }).kind, 'reconnect')
  assert.equal(told(403, { message: 'Data Processing Exception' }).kind, 'rejected')
  assert.equal(
    told(422, { message: 'Content is a duplicate of urn:li:share:1' }).message,
    'Content is a duplicate of urn:li:share:1',
  )
  assert.equal(told(426, { message: 'Requested version 20240101 is not active' }).kind, 'rejected')
  assert.equal(told(500, '<html>oops</html>').kind, 'unknown-outcome')
  assert.equal(told(500, '<html>oops</html>', false).kind, 'network-down')
  assert.equal(told(400, 'null').message, 'LinkedIn answered 400')
})

test('a limit of the day is over at midnight by UTC, one that tells its seconds sooner', () => {
  const message = 'Resource level throttle APPLICATION DAY limit for calls to this resource is reached.'
  assert.equal(told(429, { message }).retryAfterMs, 6 * 3_600_000)
  assert.equal(told(429, { message }, true, { 'retry-after': '30' }).retryAfterMs, 30_000)
  assert.equal(told(429, {}).retryAfterMs, undefined)
})

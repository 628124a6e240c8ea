import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failureOf } from './failures.ts'

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
  return failureOf(answer, writes, new Date())
}

test('each refusal of the network is told for what it is', () => {
  assert.equal(told(401, { code: 2, message: 'Authentication failed.' }).kind, 'reconnect')
  assert.equal(told(403, { code: 3, message: "Authorization failed. Missing: ['pins:write']" }).kind, 'reconnect')
  assert.equal(told(403, { code: 29, message: 'You are not permitted to access that resource.' }).kind, 'rejected')
  assert.deepEqual([told(404, { code: 40, message: 'Board not found.' }).evidence.code], ['40'])
  assert.equal(told(502, '<html>').kind, 'unknown-outcome')
  assert.equal(told(502, '<html>', false).kind, 'network-down')
})

test('the wait is what the network’s header says, in seconds', () => {
  assert.equal(told(429, { code: 8 }, true, { 'x-ratelimit-reset': '12' }).retryAfterMs, 12_000)
  assert.equal(told(429, { code: 8 }).retryAfterMs, undefined)
})

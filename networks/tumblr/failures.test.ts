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
const subcode = (code: number) => ({ meta: { status: 403, msg: 'Forbidden' }, errors: [{ title: 'No', code }] })

test('limits of a day and a video in work make a post wait; other refusals end it', () => {
  for (const code of [8004, 8010, 8011, 8023]) assert.equal(told(403, subcode(code)).kind, 'slow-down', String(code))
  assert.equal(told(403, subcode(8010)).retryAfterMs, 60_000)
  assert.equal(told(403, subcode(8023)).retryAfterMs, 3_600_000)
  assert.equal(told(403, subcode(8022)).kind, 'rejected')
  assert.equal(told(401, '{"meta":{"status":401,"msg":"Unauthorized"},"response":[]}').kind, 'reconnect')
  assert.equal(told(503, '<html>').kind, 'unknown-outcome')
  assert.equal(told(503, '<html>', false).kind, 'network-down')
})

test('of the windows the network tells, the one that is used up decides the wait', () => {
  const headers = {
    'x-ratelimit-perhour-remaining': '0',
    'x-ratelimit-perhour-reset': '90',
    'x-ratelimit-perday-remaining': '700',
    'x-ratelimit-perday-reset': '40000',
  }
  assert.equal(told(429, {}, true, headers).retryAfterMs, 90_000)
  assert.equal(told(429, {}).retryAfterMs, undefined)
})

test('the network’s own words are told', () => {
  const body = {
    meta: { status: 400, msg: 'Bad Request' },
    errors: [{ title: "'content' must be an array", code: 8001 }],
  }
  assert.equal(told(400, body).message, "'content' must be an array")
  assert.equal(told(404, { meta: { status: 404, msg: 'Not Found' } }).message, 'Not Found')
})

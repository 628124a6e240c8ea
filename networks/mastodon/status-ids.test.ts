import assert from 'node:assert/strict'
import { test } from 'node:test'
import { earlierOf, isAhead, isLater, laterOf, soMuchEarlier } from './status-ids.ts'

test('ids of numbers are compared as numbers, other ids as words of one length', () => {
  assert.ok(isLater('100', '99') && !isLater('99', '100') && !isLater('7', '7'))
  assert.ok(isLater('01HZB', '01HZA'))
  assert.deepEqual([laterOf('9', '10'), earlierOf('9', '10')], ['10', '9'])
})

test('an id tells the moment it was made, so that one of two minutes before can be named', () => {
  const now = Date.UTC(2026, 10, 23)
  const id = String(BigInt(now) << 16n)
  assert.equal(soMuchEarlier(id, 120_000), String(BigInt(now - 120_000) << 16n))
  assert.equal(soMuchEarlier('01HZA', 120_000), '01HZA')
  assert.equal(soMuchEarlier('5', 120_000), '0')
  assert.ok(!isAhead(id, now) && isAhead(String(BigInt(now + 3_600_000) << 16n), now))
})

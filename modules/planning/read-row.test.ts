import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monotonicMs } from '../../kernel/clock.ts'
import type { ImportColumn } from './api.ts'
import { type Known, readRow } from './read-row.ts'

type Column = (typeof ImportColumn)['options'][number]
const account = '01900000-0000-7000-8000-000000000001'
const foreign = '01900000-0000-7000-8000-000000000002'

function read(cells: Partial<Record<Column, string>>, more: Partial<Known> = {}) {
  const columns = Object.fromEntries(Object.keys(cells).map((column, index) => [column, index]))
  const known: Known = {
    accounts: [{ id: account, network: 'mastodon', name: 'Brew', handle: 'brew', networkName: 'Mastodon' }],
    ...{ rubrics: [], files: new Map(), chosen: {}, columns, zone: 'Europe/Sofia', dateOrder: 'dmy' },
    now: new Date('2027-01-01T00:00:00Z'),
    ...more,
  }
  return readRow(Object.values(cells), known)
}
const errorsOf = (row: ReturnType<typeof read>) =>
  row.problems.filter((one) => one.severity === 'error').map((one) => `${one.column} ${one.code}`)

test('a name settled to an account that is not the brand’s means nobody', () => {
  const row = read({ text: 'Hello', accounts: 'brew' }, { chosen: { brew: foreign } })
  assert.deepEqual([row.post.accountIds, errorsOf(row)], [[], ['accounts planning.unknownAccount']])
})

test('an account called like a part of every object is simply unknown', () => {
  for (const name of ['constructor', 'toString', '__proto__']) {
    const row = read({ text: 'Hello', accounts: name })
    assert.deepEqual([row.post.accountIds, errorsOf(row)], [[], ['accounts planning.unknownAccount']])
  }
})

test('what no post can hold is told in its row, and not written later', () => {
  const answers = Array.from({ length: 13 }, (_, n) => `answer ${n}`).join(' | ')
  const thread = Array.from({ length: 60 }, (_, n) => `part ${n}`).join('\n---\n')
  assert.deepEqual(errorsOf(read({ text: 'Which?', poll: answers })), ['poll planning.tooMuch'])
  assert.deepEqual(errorsOf(read({ text: 'Long', thread })), ['thread planning.tooMuch'])
  assert.deepEqual(errorsOf(read({ text: 'Soon gone', expires: '99999999 days' })), ['expires planning.tooMuch'])
  assert.deepEqual(errorsOf(read({ text: 'Labelled', labels: 'x'.repeat(60) })), ['labels planning.tooMuch'])
  assert.deepEqual(errorsOf(read({ text: 'Said', firstComment: 'x'.repeat(20_001) })), [
    'firstComment planning.tooMuch',
  ])
})

test('an end in a zone nobody knows is told, also when the row has no date', () => {
  const row = read({ text: 'Hello', expires: '2027-04-01 18:00' }, { zone: 'Europe/Nowhere' })
  assert.deepEqual(errorsOf(row), ['expires planning.badExpiry'])
})

test('a length of time is whole seconds', () => {
  assert.deepEqual(read({ text: 'Hello', expires: '1,2345' }).post.expiry, { afterSeconds: 4444 })
})

test('a cell made to keep the reader busy is read as quickly as any', () => {
  const began = monotonicMs()
  const gap = ' '.repeat(100_000)
  read({ text: `${'\n'.repeat(100_000)}end`, date: '1.3.2027', time: `9${gap}x`, expires: `1${gap}!` })
  read({ text: 'Hello', date: `1.3.2027 9${gap}x` })
  assert.ok(monotonicMs() - began < 2_000)
})

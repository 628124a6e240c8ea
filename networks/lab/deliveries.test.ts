import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { movableClock } from '../../kernel/clock.ts'
import { createDeliveries } from './deliveries.ts'
import { type Journal, openJournal } from './journal.ts'
import type { LabHandle } from './network.ts'
import { type Door, openDoor } from './testing-door.ts'

let answer = (_what: string | null) => 200
let door: Door
let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rialto-deliveries-'))
  door = await openDoor(({ url }) => ({ status: answer(url.searchParams.get('id')) }))
})
beforeEach(() => {
  door.knocks.length = 0
  answer = () => 200
})
after(async () => {
  await door.close()
  await rm(folder, { recursive: true, force: true })
})

/** A network that tells of a message by its id at the end of the address. */
const delivery: LabHandle['delivery'] = async (id, url) => {
  if (id === 'taken back') throw new Error('nobody said it')
  return { method: 'POST', url, query: { id }, headers: {}, body: Buffer.from(id) }
}
const handle = { delivery } as LabHandle
const second = 1_000
const hour = 3_600 * second

function opened(journal: Journal = openJournal(undefined), standsAt?: (url: string) => string | undefined) {
  const clock = movableClock()
  const failures: unknown[] = []
  const given = { clock, journal: () => journal, standsAt, failed: (error: unknown) => void failures.push(error) }
  const deliveries = createDeliveries(given)
  const go = () => deliveries.catchUp('example', handle, 24 * hour)
  return { clock, deliveries, failures, go, owe: (id: string, url = door.origin) => deliveries.owe('example', id, url) }
}
const ids = () => door.knocks.map((one) => one.url.searchParams.get('id'))

test('what is owed is posted once, in the order in which it was said', async () => {
  const { owe, go, deliveries } = opened()
  for (const id of ['one', 'two', 'three']) owe(id)
  await Promise.all([go(), go()])
  await go()
  assert.deepEqual(ids(), ['one', 'two', 'three'])
  assert.deepEqual(deliveries.waiting(), [])
})

test('an address where nobody is rests ever longer; then everything comes in order, and nothing is lost', async () => {
  const { owe, go, clock, deliveries } = opened()
  answer = () => 503
  for (const id of ['one', 'two']) owe(id)
  for (let at = 0; at < 40; at++) {
    await go()
    clock.moveBy(second)
  }
  assert.equal(door.knocks.length, 4, 'it was knocked at as if somebody were there')
  assert.equal(deliveries.waiting().length, 2)
  door.knocks.length = 0
  answer = () => 200
  owe('three')
  clock.moveBy(120 * second)
  await go()
  assert.deepEqual(ids(), ['one', 'two', 'three'])
})

test('a delivery that is refused for itself holds up no other, and is tried again', async () => {
  const { owe, go, clock } = opened()
  answer = (what) => (what === 'odd' ? 500 : 200)
  for (const id of ['odd', 'even']) owe(id)
  await go()
  assert.deepEqual(ids(), ['odd', 'even'])
  await go()
  assert.equal(door.knocks.length, 2, 'it was tried again at once')
  answer = () => 200
  clock.moveBy(2 * second)
  await go()
  assert.deepEqual(ids(), ['odd', 'even', 'odd'])
})

test('what nobody thanked for within the time of the network is given up, and so is what was taken back', async () => {
  const { owe, go, clock, deliveries, failures } = opened()
  owe('taken back')
  await go()
  assert.deepEqual([deliveries.waiting().length, failures.length], [0, 1])
  answer = () => 500
  owe('old')
  await go()
  assert.equal(deliveries.waiting().length, 1)
  clock.moveBy(25 * hour)
  await go()
  assert.deepEqual(deliveries.waiting(), [])
})

test('nothing is posted beyond this machine but to where the lab was told to', async () => {
  const told = (url: string) =>
    url.startsWith('https://desk.example/') ? url.replace('https://desk.example', door.origin) : undefined
  const { owe, go, deliveries } = opened(undefined, told)
  const outside = [
    'https://example.org/',
    'http://127.0.0.1.example.org/',
    'http://10.0.0.1/',
    'file:///etc/hosts',
    'http://localhost@example.org/',
    '',
  ]
  assert.deepEqual(outside.filter(deliveries.reaches), [])
  assert.deepEqual(
    ['http://localhost:1/x', 'http://[::1]:1/', 'https://desk.example/door', door.origin].filter(
      (url) => !deliveries.reaches(url),
    ),
    [],
  )
  for (const url of outside) owe('outside', url)
  owe('told', 'https://desk.example/door')
  await go()
  assert.deepEqual(ids(), ['told'])
  assert.equal(
    await deliveries.knock({
      method: 'GET',
      url: 'https://example.org/',
      query: {},
      headers: {},
      body: Buffer.alloc(0),
    }),
    undefined,
  )
})

test('what was owed when the lab ended is delivered after it began again, and what was delivered is not', async () => {
  const path = join(folder, 'journal.jsonl')
  const first = opened(openJournal(path))
  first.owe('thanked')
  await first.go()
  first.owe('owed')
  const later = opened(openJournal(path))
  later.deliveries.hears('quiet')
  await later.go()
  assert.deepEqual(ids(), ['thanked', 'owed'])
  const last = opened(openJournal(path))
  await last.go()
  assert.equal(door.knocks.length, 2)
  assert.deepEqual([...last.deliveries.networks()], ['example', 'quiet'])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { movableClock } from '../../../kernel/clock.ts'
import { NetworkFailure } from '../../../kernel/failure.ts'
import { type Call, nobodyAt, type RemotePost, type Streamed } from '../../contract.ts'
import { createFlow } from './flow.ts'
import { stayConnected } from './stay-connected.ts'
import { createToldOnce } from './told-once.ts'
import { wantedBy } from './wanted-words.ts'

const post = (text: string, more: Partial<RemotePost> = {}): RemotePost => ({
  ...{ ref: { id: text }, text, at: new Date(0), author: { id: 'a', handle: 'a' }, media: [] },
  ...more,
})
const said = (text: string): Streamed => ({ what: 'said', post: post(text), cursor: text })
const passed = (cursor: string): Streamed => ({ what: 'passed', cursor })

test('who reads slowly gets everything in order, and who speaks waits meanwhile', async () => {
  const end = new AbortController()
  const flow = createFlow(end.signal)
  let most = 0
  let waiting = 0
  const speaking = (async () => {
    for (let n = 0; n < 10_000; n++) {
      waiting += 1
      most = Math.max(most, waiting)
      await flow.tell(said(String(n)))
    }
  })()
  const heard: string[] = []
  for await (const batch of flow.batches()) {
    waiting -= batch.length
    heard.push(...batch.map((one) => one.cursor))
    await new Promise((resolve) => setTimeout(resolve, 1))
    if (heard.length === 10_000) end.abort()
  }
  await speaking
  assert.deepEqual(
    heard,
    Array.from({ length: 10_000 }, (_, n) => String(n)),
  )
  assert.ok(most <= 2_010, `${most} waited`)
})

test('large posts fill the line before many small ones do', () => {
  const flow = createFlow(new AbortController().signal)
  assert.equal(flow.tell(said('small'), 1_000), undefined)
  assert.ok(flow.tell(said('large'), 9 * 1024 * 1024) instanceof Promise)
})

test('of signs of life only the last one waits', async () => {
  const end = new AbortController()
  const flow = createFlow(end.signal)
  for (const told of [passed('1'), passed('2'), said('3'), passed('4'), passed('5')]) void flow.tell(told)
  for await (const batch of flow.batches()) {
    assert.deepEqual(
      batch.map((one) => one.cursor),
      ['2', '3', '5'],
    )
    end.abort()
  }
})

test('what waits is told before a failure ends it', async () => {
  const flow = createFlow(new AbortController().signal)
  void flow.tell(said('last words'))
  flow.fail(new Error('it is over'))
  const batches = flow.batches()
  assert.equal((await batches.next()).value?.[0]?.cursor, 'last words')
  await assert.rejects(() => batches.next(), /it is over/)
})

test('whoever waits for room is let go when nobody listens any more', async () => {
  const end = new AbortController()
  const flow = createFlow(end.signal)
  const held = flow.tell(said('much'), 9 * 1024 * 1024)
  end.abort()
  await held
  assert.equal(flow.tell(said('more'), 9 * 1024 * 1024), undefined)
})

const callWith = (sleep: (ms: number) => Promise<void>, signal: AbortSignal): Call => ({
  account: nobodyAt('https://stream.example'),
  http: () => Promise.reject(new Error('nobody is asked')),
  clock: { ...movableClock(), sleep },
  signal,
})

test('the longer nothing is heard, the longer it waits, and it waits briefly after something was', async () => {
  const end = new AbortController()
  const waits: number[] = []
  const troubles: string[] = []
  const call = callWith(async (ms) => {
    waits.push(ms)
    if (waits.length === 8) end.abort()
  }, end.signal)
  let tries = 0
  await stayConnected(
    call,
    (failure) => troubles.push(failure.message),
    async (heard) => {
      tries += 1
      if (tries === 5) heard()
      if (tries === 7) throw new NetworkFailure('slow-down', 'wait', { retryAfterMs: 12_345 })
      throw new NetworkFailure('network-down', 'broken')
    },
    5_000,
  )
  assert.deepEqual(waits, [1_000, 2_000, 4_000, 5_000, 200, 1_000, 12_345, 4_000])
  assert.equal(troubles.length, 8)
})

test('what no waiting mends ends it', async () => {
  const call = callWith(async () => undefined, new AbortController().signal)
  const refused = async () => Promise.reject(new NetworkFailure('reconnect', 'the access ended'))
  await assert.rejects(() => stayConnected(call, undefined, refused), /the access ended/)
})

test('a thing is new once within the stretch, and forgotten far behind it', () => {
  const once = createToldOnce(100)
  assert.deepEqual([once.isNew('a', 1_000), once.isNew('a', 1_000), once.isNew('b', 1_050)], [true, false, true])
  assert.equal(once.isNew('late', 10), true)
  assert.equal(once.isNew('late', 10), false)
  for (let n = 0; n < 300; n++) once.isNew(`n${n}`, 1_051 + n)
  assert.equal(once.isNew('a', 1_000), true)
  assert.equal(once.isNew('n299', 1_350), false)
})

test('a word is found in whatever case, also in a title, and a tag only among the tags', () => {
  const wants = wantedBy(['КАВА', '#Espresso'])
  assert.ok(wants(post('ранкова кава')))
  assert.ok(wants(post('nothing', { title: 'Кава' })))
  assert.ok(wants(post('so good', { tags: ['espresso'] })))
  assert.ok(!wants(post('espresso without its sign')))
  assert.ok(wantedBy([])(post('anything')))
  assert.ok(wantedBy([' '])(post('anything')))
})

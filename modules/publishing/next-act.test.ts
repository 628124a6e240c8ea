import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Again, Step } from '../../networks/contract.ts'
import { notThere } from './looking.ts'
import { lostWith, mostLooks, nextAct } from './next-act.ts'
import type { In } from './publication.ts'
import type { Trying } from './tables.ts'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms).toISOString()
const minute = 60_000

const step = (name: string, again: Again, more: Partial<Step> = {}): Step => ({
  ...{ name, role: name === 'post' ? 'post' : 'thread', again, run: async () => ({}) },
  ...more,
})
const find: Step['find'] = async () => ({ found: false, sure: true })

const sending = (trying: Partial<Trying> | null, done: string[] = []): In<'sending'> => ({
  ...{
    id: 'p',
    brandId: 'b',
    of: { kind: 'post', postId: 'o' },
    accountId: 'a',
    network: 'n',
    wall: '',
    zone: '',
    dueAt: now,
    expiry: null,
  },
  ...{ turn: 1, content: null, done: Object.fromEntries(done.map((name) => [name, {}])), state: 'sending' },
  ...{ reason: null, next: null, failing: null },
  trying: trying && {
    ...{ step: 'post', role: 'post', outcome: 'open', doubtful: false, lineId: 'l', looks: 0 },
    ...{ since: ago(10_000), at: ago(10_000) },
    ...trying,
  },
})

test('steps go in their order, and what is done is not done again', () => {
  const steps = [step('media', { way: 'harmless' }), step('post', { way: 'never' })]
  const next = nextAct(sending(null, ['media']), steps, now)
  assert.equal(next.act === 'run' && next.step.name, 'post')
  assert.equal(nextAct(sending(null, ['media', 'post']), steps, now).act, 'finish')
})

test('a harmless step that was left open runs again at once', () => {
  const steps = [step('post', { way: 'harmless' })]
  assert.equal(nextAct(sending({ at: ago(0) }), steps, now).act, 'run')
})

test('what a dead worker sent may still be on its way, so nobody acts on it for a moment', () => {
  const next = nextAct(sending({ at: ago(500) }), [step('post', { way: 'same-key', forMs: 60 * minute })], now)
  assert.ok(next.act === 'wait' && next.until.getTime() === now.getTime() + 2_500)
})

test('the same key is used within its lifetime, afterwards the network is asked', () => {
  const keyed = [step('post', { way: 'same-key', forMs: 60 * minute }, { find })]
  assert.equal(nextAct(sending({ since: ago(58 * minute) }), keyed, now).act, 'run')
  assert.equal(nextAct(sending({ since: ago(59.5 * minute) }), keyed, now).act, 'look')
})

test('when the key is too old and the network cannot be asked, nobody knows', () => {
  const keyed = [step('post', { way: 'same-key', forMs: 60 * minute })]
  assert.equal(nextAct(sending({ since: ago(61 * minute) }), keyed, now).act, 'give-up')
})

test('a network that knows no second call is never called again', () => {
  assert.equal(nextAct(sending({ at: ago(0) }), [step('post', { way: 'never' })], now).act, 'give-up')
})

test('looking ends after a few looks that were not sure', () => {
  const steps = [step('post', { way: 'look-first' }, { find })]
  assert.equal(nextAct(sending({ outcome: 'unknown', doubtful: true, looks: 3 }), steps, now).act, 'look')
  assert.equal(nextAct(sending({ outcome: 'unknown', doubtful: true, looks: 4 }), steps, now).act, 'give-up')
})

test('when a part of a thread is lost, so are those that hang on it, and nothing else', () => {
  const steps = ['post', 'thread-1', 'thread-2'].map((name) => step(name, { way: 'never' }))
  steps.push(step('pin', { way: 'harmless' }, { role: 'finish' }))
  const [, second, , pin] = steps
  assert.ok(second && pin)
  assert.deepEqual(lostWith(second, steps), ['thread-1', 'thread-2'])
  assert.deepEqual(lostWith(pin, steps), ['pin'])
})

test('a second try that was refused tells nothing of the first, so the network is asked', () => {
  const keyed = [step('post', { way: 'same-key', forMs: 60 * minute }, { find })]
  assert.equal(nextAct(sending({ outcome: 'unknown', doubtful: true, refused: true }), keyed, now).act, 'look')
})

test('after an outage, who knows what the network answered may tell first', () => {
  const next = nextAct(sending({}), [step('post', { way: 'never' })], now, 2_000)
  assert.ok(next.act === 'wait' && next.until.getTime() === now.getTime() + 2_000)
})

test('after a few quick looks one more waits until absence can be sure, and only then a person is asked', () => {
  const looked = [step('post', { way: 'look-first' }, { find })]
  const waits: number[] = []
  let publication = sending({ outcome: 'unknown', doubtful: true })
  for (let looks = 0; looks < 10; looks++) {
    const next = nextAct({ ...publication, next: null }, looked, now)
    if (next.act === 'give-up') break
    assert.ok(next.act === 'look')
    const absent = notThere(publication, next.step, next.trying, { sure: false, settlesInMs: 100_000 }, now)
    assert.ok(absent.publication.state === 'sending')
    publication = absent.publication
    waits.push((publication.next?.at.getTime() ?? 0) - now.getTime())
  }
  assert.deepEqual(waits, [3_000, 6_000, 9_000, 103_000, 0])
})

test('where no later look would be surer, a person is asked after the quick ones', () => {
  const looked = [step('post', { way: 'look-first' }, { find })]
  const trying: Partial<Trying> = { outcome: 'unknown', doubtful: true, looks: mostLooks - 1 }
  const publication = sending(trying)
  const next = nextAct(publication, looked, now)
  assert.ok(next.act === 'look')
  const absent = notThere(publication, next.step, next.trying, { sure: false }, now)
  assert.equal(nextAct(absent.publication, looked, now).act, 'give-up')
})

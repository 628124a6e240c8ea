import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { Again, Step, StepRole } from '../../networks/contract.ts'
import { stepFailed } from './failing.ts'
import { hasGoneOut, type In } from './publication.ts'
import { allDone, beginStep, type Sending, stepDone } from './sending.ts'

const now = new Date('2026-11-22T12:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)
const planned: In<'planned'> = {
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
  ...{ turn: 1, content: null, done: {}, state: 'planned', heldBy: null },
}
const content = { parts: [{ text: 'Coffee', media: [] }], options: {} }
const step = (again: Again = { way: 'never' }, role: StepRole = 'post', name = 'post'): Step => ({
  ...{ name, role, again, run: async () => ({}) },
})
const begun = (of: Step, from: In<'planned'> | Sending = planned) =>
  beginStep(from, of, { content, lineId: 'line', key: 'p:post' }, now).publication
const failing = (kind: FailureKind, of = step(), from = begun(of), at = now) =>
  stepFailed(from, { step: of, steps: [of], failure: new NetworkFailure(kind, 'why'), patience: { forMs: 60_000 } }, at)

test('a begun step stands in the ledger as open, with its key, and the content is frozen', () => {
  const change = beginStep(planned, step(), { content, lineId: 'line', key: 'p:post' }, now)
  assert.equal(change.publication.state, 'sending')
  assert.equal(change.publication.content, content)
  assert.deepEqual(
    change.lines.map(({ kind, outcome, key }) => [kind, outcome, key]),
    [['attempt', 'open', 'p:post']],
  )
})

test('while only files are sent nothing has gone out; from the post on something may have', () => {
  assert.equal(hasGoneOut(begun(step({ way: 'harmless' }, 'prepare', 'media'))), false)
  assert.equal(hasGoneOut(begun(step())), true)
})

test('a begun publication stays due, so that another worker finds it when this one dies', () => {
  assert.deepEqual(begun(step()).next, { at: now, work: 'publish' })
})

test('of many files each tells how many are done, and only the last that they are at the network', () => {
  const files = ['media-0-0', 'media-0-1', 'media-0-2'].map((name) => step({ way: 'harmless' }, 'prepare', name))
  const steps = [...files, step()]
  const told = files.map((of) => stepDone(begun(of), of, {}, now, steps).ended[0]?.message)
  assert.deepEqual(told, [
    { code: 'publishing.done.prepareOne', values: { n: 1, all: 3 } },
    { code: 'publishing.done.prepareOne', values: { n: 2, all: 3 } },
    { code: 'publishing.done.prepare' },
  ])
})

test('the post’s own step makes it published, whatever comes after', () => {
  const { publication, facts } = stepDone(
    begun(step()),
    step(),
    { ref: { id: '1', url: 'https://n/1' } },
    later(90_000),
  )
  assert.ok(publication.state === 'published' && publication.url === 'https://n/1')
  assert.deepEqual(
    facts.map((fact) => fact.type),
    ['publication.published'],
  )
})

test('a later part that is refused leaves the post published and is named', () => {
  const live = stepDone(begun(step()), step(), {}, now).publication
  const part = step({ way: 'never' }, 'thread', 'thread-1')
  const { publication } = failing('rejected', part, begun(part, live))
  assert.ok(publication.state === 'published')
  assert.deepEqual(publication.incomplete, ['thread-1'])
})

test('a refusal is final, and a person hears of it', () => {
  const { publication, asks } = failing('rejected')
  assert.equal(publication.state, 'rejected')
  assert.deepEqual(
    asks.map((ask) => ask.kind),
    ['rejected'],
  )
})

test('a refusal of the second call does not tell what became of the first', () => {
  const keyed = step({ way: 'same-key', forMs: 3_600_000 })
  const doubtful = failing('unknown-outcome', keyed).publication as Sending
  const { publication } = failing('rejected', keyed, begun(keyed, doubtful), later(5_000))
  assert.equal(publication.state, 'unknown')
})

test('a doubt that nothing can settle is told with its evidence', () => {
  const { publication, lines } = failing('unknown-outcome')
  assert.equal(publication.state, 'unknown')
  assert.equal(lines.at(-1)?.evidence?.reason, 'why')
})

test('what surely was not done is tried again, as long as the brand is patient', () => {
  const first = failing('network-down').publication
  assert.ok(first.state === 'sending' && first.next && first.next.at > now)
  const again = begun(step(), first)
  assert.equal(failing('network-down', step(), again, later(61_000)).publication.state, 'missed')
})

test('a doubt outlives a later failure that surely did nothing', () => {
  const keyed = step({ way: 'same-key', forMs: 3_600_000 })
  const doubtful = failing('unknown-outcome', keyed).publication as Sending
  const { publication } = failing('slow-down', keyed, begun(keyed, doubtful), later(5_000))
  assert.ok(publication.state === 'sending' && publication.trying?.doubtful)
  assert.equal(publication.trying?.since, now.toISOString())
})

test('what expires is waited for when all is done', () => {
  const live = stepDone(begun(step()), step(), {}, now).publication
  assert.ok(live.state === 'published')
  const { publication } = allDone({ ...live, expiry: { afterSeconds: 60 } }, now)
  assert.ok(publication.state === 'published')
  assert.deepEqual(publication.next, { at: later(60_000), work: 'remove' })
})

test('what is to disappear by the clocks of a zone that is gone stays published, and a person is asked to take it down', () => {
  const live = stepDone(begun(step()), step(), {}, now).publication
  assert.ok(live.state === 'published')
  const expiry = { wall: '2026-12-01T12:00', zone: 'Europe/Nowhere' }
  const { publication, asks, lines } = allDone({ ...live, expiry }, now)
  assert.ok(publication.state === 'published' && publication.next === null && publication.expiresAt === null)
  assert.equal(publication.reason?.code, 'publishing.reason.expiryUnknown')
  assert.deepEqual(
    [asks.map((ask) => ask.kind), lines.map((one) => one.message.values)],
    [['remove-by-hand'], [{ zone: 'Europe/Nowhere', wall: '2026-12-01 12:00' }]],
  )
  const again = allDone({ ...publication, expiry: { ...expiry, zone: 'Europe/Rome' } }, now).publication
  assert.ok(again.state === 'published' && again.reason === null && again.next?.work === 'remove')
})

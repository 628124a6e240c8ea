import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { randomFrom } from '../../networks/lab/random.ts'
import { type Closing, type Said, type Wait, waitsOf } from './waits.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 9, minutes))
const asks = (minutes: number, more: Partial<Said> = {}): Said => ({
  ...{ at: at(minutes), own: false, automated: false, deleted: false, by: null, ...more },
})
const answers = (minutes: number, more: Partial<Said> = {}): Said => asks(minutes, { own: true, by: 'ada', ...more })
const closed = (minutes: number, more: Partial<Closing> = {}): Closing => ({
  ...{ at: at(minutes), kind: 'closed', by: 'ada', automated: false, ...more },
})
const told = (waits: Wait[]) =>
  waits.map((one) => {
    const minutes = (moment: Date) => (moment.getTime() - at(0).getTime()) / 60_000
    return `${one.kind} ${minutes(one.since)}–${one.end ? `${minutes(one.endedAt)} ${one.end}` : ''}`
  })

test('who writes thrice before the answer waits once, since the first word', () => {
  deepEqual(told(waitsOf([asks(0), asks(3), asks(5), answers(10)], [])), ['first 0–10 answered', 'resolution 0–'])
})

test('after the first answer each further question waits for the next one', () => {
  const waits = waitsOf([asks(0), answers(10), asks(20), answers(21), asks(30)], [])
  deepEqual(told(waits), ['first 0–10 answered', 'next 20–21 answered', 'next 30–', 'resolution 0–'])
})

test('what a rule says is no answer: the person waits on', () => {
  deepEqual(told(waitsOf([asks(0), answers(0, { automated: true, by: null }), answers(12)], [])), [
    'first 0–12 answered',
    'resolution 0–',
  ])
})

test('an answer written outside the desk counts, without a name', () => {
  const [first] = waitsOf([asks(0), answers(4, { by: null })], [])
  deepEqual(first, { kind: 'first', since: at(0), end: 'answered', endedAt: at(4), by: null })
})

test('a word that was taken back before anybody answered is waited for by nobody', () => {
  deepEqual(told(waitsOf([asks(0, { deleted: true })], [])), [])
  deepEqual(told(waitsOf([asks(0, { deleted: true }), asks(2)], [])), ['first 0–', 'resolution 0–'])
  deepEqual(told(waitsOf([asks(0, { deleted: true }), answers(3)], [])), ['first 0–3 answered'])
})

test('thanks need no answer: finishing ends the wait without counting as one', () => {
  const waits = waitsOf([asks(0), answers(5), asks(7)], [closed(9)])
  deepEqual(told(waits), ['first 0–5 answered', 'next 7–9 closed', 'resolution 0–9 closed'])
})

test('who comes back after it was finished opens it anew', () => {
  const waits = waitsOf([asks(0), answers(5), asks(30)], [closed(6)])
  deepEqual(told(waits), ['first 0–5 answered', 'next 30–', 'resolution 0–6 closed', 'resolution 30–'])
})

test('reopened by hand it is unsolved again, though nobody waits for words', () => {
  const waits = waitsOf([asks(0), answers(5)], [closed(6), { ...closed(8), kind: 'reopened' }])
  deepEqual(told(waits), ['first 0–5 answered', 'resolution 0–6 closed', 'resolution 8–'])
})

test('what the brand says first is no answer, and makes nobody wait', () => {
  deepEqual(told(waitsOf([answers(0), asks(10)], [])), ['first 10–', 'resolution 10–'])
})

test('the order in which it became known changes nothing', () => {
  const random = randomFrom('any order')
  for (let round = 0; round < 200; round++) {
    const said = Array.from({ length: random.below(12) }, () => {
      const more = { deleted: random.below(5) === 0, automated: random.below(4) === 0 }
      return random.below(2) ? asks(random.below(40), more) : answers(random.below(40), more)
    })
    const closings = Array.from({ length: random.below(3) }, () => closed(random.below(40)))
    const known = waitsOf(said, closings)
    deepEqual(
      waitsOf(
        said.toSorted(() => random.next() - 0.5),
        closings.toReversed(),
      ),
      known,
    )
    equal(known.filter((one) => one.kind === 'first').length <= 1 + closings.length, true)
  }
})

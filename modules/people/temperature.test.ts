import { equal } from 'node:assert/strict'
import { suite, test } from 'node:test'
import { isFresh, type Window, warmthOf } from './temperature.ts'

const minute = 60_000
const day = 24 * 60 * minute
const subscribed = new Date('2026-11-01T08:00:00Z')
const after = (ms: number) => new Date(subscribed.getTime() + ms)
const temperatureAfter = (ms: number, windows: Window[] = [], tags: string[] = []) =>
  warmthOf({ lastAt: subscribed, tags }, windows, after(ms)).temperature

suite('How warm somebody is', () => {
  test('who has just subscribed is warm, and new for their first fifteen minutes', () => {
    equal(temperatureAfter(0), 'warm')
    equal(isFresh({ firstAt: subscribed }, after(0)), true)
    equal(isFresh({ firstAt: subscribed }, after(15 * minute - 1)), true)
    equal(isFresh({ firstAt: subscribed }, after(15 * minute)), false)
    equal(temperatureAfter(15 * minute), 'warm')
  })

  test('without contact they cool after a day, and are cold a month later', () => {
    equal(temperatureAfter(day - 1), 'warm')
    equal(temperatureAfter(day), 'cooling')
    equal(temperatureAfter(31 * day - 1), 'cooling')
    equal(temperatureAfter(31 * day), 'cold')
  })

  test('a brand where people decide slowly keeps them warm for longer', () => {
    const slow = [{ topic: '', warmSeconds: (14 * day) / 1000, coolingSeconds: (180 * day) / 1000 }]
    equal(temperatureAfter(13 * day, slow), 'warm')
    equal(temperatureAfter(190 * day, slow), 'cooling')
    equal(temperatureAfter(194 * day, slow), 'cold')
  })

  test('a topic has a window of its own, and of several the longest counts', () => {
    const windows = [
      { topic: 'cake', warmSeconds: 3_600, coolingSeconds: day / 1000 },
      { topic: 'wedding', warmSeconds: (7 * day) / 1000, coolingSeconds: (90 * day) / 1000 },
    ]
    equal(temperatureAfter(2 * day, windows, ['cake']), 'cold')
    equal(temperatureAfter(2 * day, windows, ['wedding']), 'warm')
    equal(temperatureAfter(2 * day, windows, ['cake', 'wedding']), 'warm')
    equal(temperatureAfter(2 * day, windows, ['regular']), 'cooling')
    equal(warmthOf({ lastAt: subscribed, tags: ['cake', 'wedding'] }, windows, after(0)).window.topic, 'wedding')
  })

  test('a network whose clock runs ahead makes nobody cold', () => {
    equal(temperatureAfter(-minute), 'warm')
  })
})

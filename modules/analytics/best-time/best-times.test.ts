import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coverOfAccounts } from '../../../bench/analytics/measure-best-times.ts'
import { chanceFrom } from '../statistics/chance.ts'
import { type BestTimes, bestTimes } from './best-times.ts'
import type { PostAt } from './design.ts'
import { placeAt } from './week.ts'

const hourMs = 3_600_000
const start = Date.UTC(2026, 0, 5)

test('on made accounts, some 95 of 100 intervals hold what was made', () => {
  const { held, all, accounts, lacking } = coverOfAccounts([11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22])
  assert.deepEqual([all, accounts, lacking], [12 * 168, 12, 0])
  assert.ok(held / all > 0.91 && held / all < 0.99, `${held} of ${all}`)
})

test('an account that does twice as well in the evening is told so, by the clocks of its audience', () => {
  const posts = madePosts(240, (hour) => (hour >= 19 && hour < 22 ? 2 : 1))
  const found = told(posts, 'UTC')
  assert.ok(
    found.best.length > 0 && found.best.every(({ hour, interval }) => hour >= 18 && hour <= 22 && interval[0] > 1),
  )
  const abroad = told(posts, 'Asia/Tokyo')
  assert.ok(
    abroad.best.every(({ hour }) => hour >= 3 && hour <= 7),
    JSON.stringify(abroad.best),
  )
})

test('where all hours are alike, none is best', () => {
  const { best } = told(
    madePosts(200, () => 1),
    'UTC',
  )
  assert.ok(best.length <= 1, JSON.stringify(best))
})

test('more readers and fewer posts that day are not taken for a better hour', () => {
  const chance = chanceFrom(8)
  const posts = Array.from({ length: 240 }, (_, n): PostAt => {
    const evening = n % 2 === 1
    const exposure = evening ? 9_000 : 3_000
    const at = new Date(start + (Math.floor(n / 2) * 24 + (evening ? 20 : 8 + (n % 5))) * hourMs)
    return { account: 'a', at, exposure, engagements: chance.poisson(0.02 * exposure) }
  })
  assert.deepEqual(told(posts, 'UTC').best, [])
})

test('too few posts, too short a time and always the same hour tell nothing, and say what is missing', () => {
  const many = madePosts(200, () => 1)
  const why = (posts: PostAt[]) => {
    const found = bestTimes(posts, 'UTC').get('a')
    return found && !found.enough ? [found.why, found.have, found.needed, found.left] : []
  }
  assert.deepEqual(why(many.slice(0, 29)), ['few-posts', 29, 30, 0])
  assert.deepEqual(why([...many.slice(0, 20), ...many.slice(20, 50).map((post) => ({ ...post, exposure: null }))]), [
    'few-posts',
    20,
    30,
    30,
  ])
  assert.deepEqual(why(many.map((post, n) => ({ ...post, at: new Date(start + n * hourMs) }))), ['short', 8, 28, 0])
  assert.deepEqual(why(many.map((post, n) => ({ ...post, at: new Date(start + n * 24 * hourMs) }))), [
    'few-times',
    1,
    4,
    0,
  ])
})

test('one account’s lack takes nothing from another’s answer', () => {
  const [many, few] = [madePosts(120, () => 1), madePosts(10, () => 1).map((post) => ({ ...post, account: 'b' }))]
  const both = bestTimes([...many, ...few], 'UTC')
  assert.equal(both.get('b')?.enough, false)
  assert.deepEqual(both.get('a'), bestTimes(many, 'UTC').get('a'))
  assert.equal(bestTimes([], 'UTC').size, 0)
})

test('hours of the week are those that clocks show, on both sides of summer time', () => {
  assert.equal(placeAt(new Date('2026-01-05T00:30:00Z'), 'UTC'), 0)
  assert.equal(placeAt(new Date('2026-03-28T18:00:00Z'), 'Europe/Sofia'), 5 * 24 + 20)
  assert.equal(placeAt(new Date('2026-03-29T17:00:00Z'), 'Europe/Sofia'), 6 * 24 + 20)
})

test('counts, moments and zones that are none are refused', () => {
  const [post] = madePosts(1, () => 1)
  assert.ok(post)
  assert.throws(() => bestTimes([{ ...post, engagements: -1 }], 'UTC'), /posts\.0\.engagements/)
  assert.throws(() => bestTimes([{ ...post, exposure: Number.NaN }], 'UTC'), /posts\.0\.exposure/)
  assert.throws(() => bestTimes([{ ...post, at: new Date('x') }], 'UTC'), /posts\.0\.at/)
  assert.throws(() => bestTimes([post], 'Europe/Nowhere'))
})

/** At any hour of half a year; `times` tells what an hour (in UTC) does. */
function madePosts(count: number, times: (hour: number) => number): PostAt[] {
  const chance = chanceFrom(5)
  return Array.from({ length: count }, () => {
    const at = new Date(start + chance.below(180 * 24) * hourMs)
    const mean = 60 * times(at.getUTCHours()) * Math.exp(0.3 * chance.normal())
    return { account: 'a', at, exposure: 3_000, engagements: chance.poisson(mean) }
  })
}

function told(posts: PostAt[], zone: string): BestTimes & { enough: true } {
  const found = bestTimes(posts, zone).get('a')
  assert.ok(found?.enough)
  return found
}

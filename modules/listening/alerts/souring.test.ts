import { strictEqual as equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { ToneHour } from './hour-counts.ts'
import { chancesOf, judgeTone, toneHoursRead } from './souring.ts'
import { end, falseAlarms, take, talk } from './testing-tone.ts'

const usual = { known: 90, share: 0.2, likeness: 0.03 }
const withLast = (hours: ToneHour[], negative: number, known: number) =>
  hours.map((one) => (one.hour >= end - 6 ? { hour: one.hour, negative, known } : one))

test('what doubles its negative share in six hours is sour, and told with what is usual', () => {
  const hours = withLast(take(talk('sour', usual), toneHoursRead), 9, 15)
  const found = judgeTone(hours, end, 'usual')
  ok(found.enough && found.isSour && !found.isBack)
  ok(Math.abs(found.usual - 0.2) < 0.03 && found.count === 54 && found.known === 90, JSON.stringify(found))
  ok(found.low < 18 && found.high > 18 && found.high < 54)
})

test('a few angry people are no evidence, and neither is a young brand', () => {
  const hours = take(talk('few', usual), toneHoursRead)
  equal(judgeTone(withLast(hours, 3, 3), end, 'keen').enough, false)
  equal(judgeTone(hours.slice(-34), end, 'keen').enough, false)
  equal(judgeTone([], end, 'keen').enough, false)
})

test('chances are those of a beta-binomial distribution: sums of one, its mean, its variance', () => {
  const [known, share, likeness] = [200, 0.3, 0.05]
  const chances = [...chancesOf(known, share, likeness)]
  const mean = chances.reduce((sum, one, n) => sum + one * n, 0)
  const variance = chances.reduce((sum, one, n) => sum + one * (n - mean) ** 2, 0)
  ok(Math.abs(chances.reduce((sum, one) => sum + one, 0) - 1) < 1e-9)
  ok(Math.abs(mean - known * share) < 1e-6)
  ok(Math.abs(variance - known * share * 0.7 * (1 + (known - 1) * likeness)) < 1e-3, `${variance}`)
  ok([...chancesOf(50_000, 0.2, 0.02)].every(Number.isFinite))
})

test('in talk as usual fewer than two false alarms come in a hundred brand-days', () => {
  const { alarms, days } = falseAlarms('usual', 6, 20)
  ok(days >= 320 && alarms / days <= 0.02, `${alarms} in ${days} days`)
})

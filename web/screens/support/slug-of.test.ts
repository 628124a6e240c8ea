import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { slugOf } from './slug-of.ts'

test('a title of any of our languages gives a readable address', () => {
  deepEqual(
    [
      'Returns & refunds',
      'Връщане на поръчки',
      'Повернення замовлень',
      'Öppettider',
      'Vrácení zboží',
      'Zwrot zamówień',
    ].map(slugOf),
    [
      'returns-refunds',
      'vrashtane-na-porachki',
      'povernennya-zamovlen',
      'oppettider',
      'vraceni-zbozi',
      'zwrot-zamowien',
    ],
  )
})

test('signs alone give none, and a long title a short address', () => {
  equal(slugOf('！？ 👍'), '')
  equal(slugOf(`${'a'.repeat(79)} b`), 'a'.repeat(79))
})

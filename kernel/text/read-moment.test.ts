import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guessDateOrder, readDate, readDuration, readTime, timePartOf } from './read-moment.ts'

test('a date is read the way its country writes it', () => {
  assert.equal(readDate('2026-03-29', 'dmy'), '2026-03-29')
  assert.equal(readDate('29.3.2026', 'dmy'), '2026-03-29')
  assert.equal(readDate('29. 3. 2026', 'dmy'), '2026-03-29')
  assert.equal(readDate('3/29/2026', 'mdy'), '2026-03-29')
  assert.equal(readDate('29/03/26', 'dmy'), '2026-03-29')
})

test('a day no calendar has is no date', () => {
  for (const wrong of ['30.2.2026', '2026-13-01', 'tomorrow', '', '0.0.0'])
    assert.equal(readDate(wrong, 'dmy'), undefined, wrong)
})

test('a time is read in 24 and in 12 hours', () => {
  const read = {
    '9:30': '09:30',
    '09.30': '09:30',
    '9h30': '09:30',
    '9 am': '09:00',
    '12 am': '00:00',
    '9:30 PM': '21:30',
    '18:00:00': '18:00',
    '18': '18:00',
  }
  for (const [written, time] of Object.entries(read)) assert.equal(readTime(written), time, written)
})

test('25:00 is no time', () => {
  for (const wrong of ['25:00', '9:75', '13 pm', 'noon', '']) assert.equal(readTime(wrong), undefined, wrong)
})

test('a date and a time may share a cell', () => {
  assert.equal(readTime(timePartOf('29.3.2026 02:30')), '02:30')
  assert.equal(readTime(timePartOf('2026-03-29T02:30')), '02:30')
  assert.equal(readTime(timePartOf('2026-03-29')), undefined)
})

test('one date that can only be day first settles the whole plan', () => {
  assert.equal(guessDateOrder(['03/04/2026', '29/03/2026']), 'dmy')
  assert.equal(guessDateOrder(['03/04/2026', '03/29/2026']), 'mdy')
  assert.equal(guessDateOrder(['2026-03-29']), 'ymd')
})

test('a duration is read in six languages', () => {
  for (const day of ['3 days', '3 дни', '3 дні', '3 dagar', '3 dny', '3 dni', '72h', '72'])
    assert.equal(readDuration(day), 259_200, day)
  assert.equal(readDuration('soon'), undefined)
})

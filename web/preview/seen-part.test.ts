import assert from 'node:assert/strict'
import { test } from 'node:test'
import { croppedRatio, seenPart } from './seen-part.ts'

const wide = { width: 2000, height: 1000 }

test('a wide picture in a square frame is seen in its middle', () => {
  assert.deepEqual(seenPart(wide, 1), { x: 0.25, y: 0, width: 0.5, height: 1 })
})

test('the frame follows the focus but never leaves the picture', () => {
  assert.equal(seenPart({ ...wide, focus: { x: 1, y: 0 } }, 1).x, 0.5)
  assert.equal(seenPart({ ...wide, focus: { x: -1, y: 0 } }, 1).x, 0)
})

test('a tall picture in a wide frame is cut above and below, upward focus showing more of its top', () => {
  const tall = { width: 1000, height: 2000, focus: { x: 0, y: 1 } }
  assert.deepEqual(seenPart(tall, 2), { x: 0, y: 0, width: 1, height: 0.25 })
})

test('a crop is the whole world of the frame', () => {
  const cropped = { ...wide, crop: { x: 0.5, y: 0, width: 0.5, height: 1 }, focus: { x: -1, y: 0 } }
  assert.equal(croppedRatio(cropped), 1)
  assert.deepEqual(seenPart(cropped, 1), { x: 0.5, y: 0, width: 0.5, height: 1 })
})

test('a picture of unknown size is taken for a square', () => {
  assert.equal(croppedRatio({}), 1)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cropFor } from './fit-crop.ts'
import { shapeOf, shapesFor } from './shapes.ts'

const feed = { name: 'Feed', min: 0.8, max: 1.91 }
const reels = { name: 'Reels', min: 0.5, max: 0.6 }
const wide = { width: 3000, height: 1000 }

test('a picture too wide for a network is offered as wide as that network takes', () => {
  const [whole, most] = shapesFor(wide, [feed])
  assert.deepEqual(whole, { id: 'whole', ratio: null, refusedBy: ['Feed'] })
  assert.deepEqual(most, { id: 'most Feed', ratio: 1.91, network: 'Feed', refusedBy: [] })
})

test('a picture every network takes needs no fitting', () => {
  const shapes = shapesFor({ width: 1000, height: 1000 }, [feed])
  assert.deepEqual([shapes[0]?.refusedBy, shapes.some((one) => one.network)], [[], false])
})

test('shapes that all networks take come before those that some refuse', () => {
  const common = shapesFor({ width: 1000, height: 1000 }, [feed]).slice(1)
  assert.deepEqual(
    common.map(({ id, refusedBy }) => `${id} ${refusedBy}`),
    ['1:1 ', '4:5 ', '16:9 ', '1.91:1 ', '3:4 Feed', '9:16 Feed'],
  )
})

test('what one network takes at most another may refuse', () => {
  const most = shapesFor(wide, [feed, reels]).find((one) => one.network === 'Reels')
  assert.deepEqual([most?.ratio, most?.refusedBy], [0.6, ['Feed']])
})

test('a crop is recognised as the shape it was made with, and none as the whole picture', () => {
  const shapes = shapesFor(wide, [])
  assert.equal(shapeOf(cropFor(4 / 5, wide), wide, shapes)?.id, '4:5')
  assert.equal(shapeOf(undefined, wide, shapes)?.id, 'whole')
  assert.equal(shapeOf({ x: 0, y: 0, width: 0.9, height: 1 }, wide, shapes), undefined)
})

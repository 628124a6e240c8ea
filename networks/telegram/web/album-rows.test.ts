import assert from 'node:assert/strict'
import { test } from 'node:test'
import { albumRows } from './album-rows.ts'

const sizes = (ratios: number[]) => albumRows(ratios).map((row) => row.cells.length)

test('two wide pictures lie above each other, two tall ones stand side by side', () => {
  assert.deepEqual(sizes([1.5, 1.5]), [1, 1])
  assert.deepEqual(sizes([0.7, 0.7]), [2])
})

test('a wide first picture leads an album of three or four', () => {
  assert.deepEqual(sizes([1.5, 1, 1]), [1, 2])
  assert.deepEqual(sizes([1.5, 1, 1, 1]), [1, 3])
})

test('every picture of an album stands in it once, in order, and never alone in a row of a large one', () => {
  for (let count = 2; count <= 10; count += 1) {
    const rows = albumRows(Array.from({ length: count }, () => 1))
    assert.deepEqual(
      rows.flatMap((row) => row.cells.map((cell) => cell.at)),
      Array.from({ length: count }, (_, at) => at),
    )
    if (count > 4) assert.ok(rows.every((row) => row.cells.length > 1))
  }
})

test('a picture far too tall is cut, not left to stretch the album', () => {
  assert.deepEqual(albumRows([0.1]), [{ cells: [{ at: 0, ratio: 0.56 }] }])
})

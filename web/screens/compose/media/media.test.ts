import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Media } from '../draft/draft.ts'
import { cropFor, focusAt, focusPosition, moveCrop, moveFocus, zoomCrop } from './fit-crop.ts'
import { type Upload, uploadQueue } from './upload-queue.ts'

function scene() {
  const seen = { uploads: [] as readonly Upload[], done: [] as string[], cancelled: [] as string[] }
  const hands = new Map<
    string,
    { resolve: (media: Media) => void; reject: (cause: Error) => void; share: (share: number) => void }
  >()
  const queue = uploadQueue<string>({
    send: (source, share) => ({
      done: new Promise((resolve, reject) => hands.set(source, { resolve, reject, share })),
      cancel: () => seen.cancelled.push(source),
    }),
    failureOf: (cause) => ({ why: cause instanceof Error ? cause.message : '', again: true }),
    onChange: (uploads) => {
      seen.uploads = uploads
    },
    onDone: (media) => seen.done.push(media.id),
  })
  const add = (...names: string[]) =>
    queue.add(names.map((name) => ({ id: name, name, bytes: 10, preview: null, source: name })))
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return { queue, seen, hands, add, settle, states: () => seen.uploads.map((one) => `${one.name} ${one.state}`) }
}
const media = (id: string) => ({ id }) as Media

test('files go two at a time in the order they came', async () => {
  const { add, states, hands, settle, seen } = scene()
  add('a', 'b', 'c')
  assert.deepEqual(states(), ['a sending', 'b sending', 'c waiting'])
  hands.get('a')?.resolve(media('m-a'))
  await settle()
  assert.deepEqual(states(), ['a done', 'b sending', 'c sending'])
  assert.deepEqual(seen.done, ['m-a'])
})

test('a cancelled file is stopped, forgotten, and makes room for the next', async () => {
  const { add, queue, states, hands, settle, seen } = scene()
  add('a', 'b', 'c')
  queue.drop('a')
  hands.get('a')?.resolve(media('late'))
  await settle()
  assert.deepEqual(states(), ['b sending', 'c sending'])
  assert.deepEqual([seen.cancelled, seen.done], [['a'], []])
})

test('a file that failed says why and can be tried again', async () => {
  const { add, queue, states, hands, settle, seen } = scene()
  add('a')
  hands.get('a')?.reject(new Error('Too big'))
  await settle()
  assert.deepEqual(seen.uploads[0], {
    id: 'a',
    name: 'a',
    bytes: 10,
    preview: null,
    state: 'failed',
    why: 'Too big',
    again: true,
  })
  queue.again('a')
  assert.deepEqual(states(), ['a sending'])
})

test('progress of a file is seen while it goes', () => {
  const { add, hands, seen } = scene()
  add('a')
  hands.get('a')?.share(0.5)
  assert.equal(seen.uploads[0]?.state === 'sending' && seen.uploads[0].share, 0.5)
})

test('the largest square of a wide picture takes its whole height around the focus', () => {
  assert.deepEqual(cropFor(1, { width: 2000, height: 1000 }), { width: 0.5, height: 1, x: 0.25, y: 0 })
  assert.deepEqual(cropFor(1, { width: 2000, height: 1000 }, { x: 1, y: 0 }), { width: 0.5, height: 1, x: 0.5, y: 0 })
})

test('a crop never leaves the picture', () => {
  const crop = cropFor(4 / 5, { width: 1000, height: 1000 })
  assert.equal(moveCrop(crop, 9, 0).x, 0.2)
  assert.deepEqual(zoomCrop(crop, 9), crop)
  const small = zoomCrop(crop, 0.5)
  assert.deepEqual([small.width, small.height], [0.4, 0.5])
})

test('a focus counts from the middle, upwards', () => {
  assert.deepEqual(focusAt(0.5, 0), { x: 0, y: 1 })
  assert.deepEqual(moveFocus({ x: 0.98, y: 0 }, 0.05, 0), { x: 1, y: 0 })
  assert.equal(focusPosition({ x: 0, y: 1 }), '50% 0%')
})

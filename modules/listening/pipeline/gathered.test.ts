import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Told } from '../sources/heard.ts'
import { saidPost } from '../testing-listening.ts'
import { gathered } from './gathered.ts'

const one = (n: number): Told => ({
  heard: [{ what: 'said', post: saidPost(String(n), 'word') }],
  cursor: String(n),
  calls: 1,
})
const keysOf = (told: Told) => told.heard.flatMap((each) => ('post' in each ? [each.post.key] : []))

async function* source(count: number, read: number[] = []) {
  for (let n = 0; n < count; n++) {
    read.push(n)
    yield one(n)
    await pause(0)
  }
}

test('what comes while the last was kept comes together, in its order, and all of it', async () => {
  const [keys, sizes] = [[] as string[], [] as number[]]
  let last: Told | undefined
  for await (const told of gathered(source(300), 1_000)) {
    keys.push(...keysOf(told))
    sizes.push(told.heard.length)
    last = told
    await pause(10)
  }
  assert.deepEqual(
    keys,
    Array.from({ length: 300 }, (_, n) => `agora ${n}`),
  )
  assert.ok(sizes.length < 300)
  assert.equal(last?.cursor, '299')
})

test('of a slow keeper no more than so many posts wait', async () => {
  const read: number[] = []
  for await (const told of gathered(source(200, read), 20)) {
    const before = read.length
    await pause(15)
    assert.ok(read.length - before <= 21, `${read.length - before} were read meanwhile`)
    assert.ok(told.heard.length <= 21)
  }
  assert.equal(read.length, 200)
})

test('a failure is told after what came before it', async () => {
  const failing = async function* () {
    yield one(1)
    yield one(2)
    throw new Error('the line broke')
  }
  const keys: string[] = []
  await assert.rejects(async () => {
    for await (const told of gathered(failing(), 100)) keys.push(...keysOf(told))
  }, /the line broke/)
  assert.deepEqual(keys, ['agora 1', 'agora 2'])
})

import assert from 'node:assert/strict'
import type { Call, Stream } from '../contract.ts'
import type { LabHandle } from '../lab/network.ts'

/**
 * Listens with a slow reader while people speak and the line is cut again and again: everything said is told once, and
 * no more than some waits in memory. For networks whose emulators speak fast.
 */
export async function hearsAllOfAFlow(
  stream: Stream,
  call: Call,
  handle: LabHandle,
  { posts, cuts }: { posts: number; cuts: number },
): Promise<void> {
  const { say, cutStreams } = handle
  assert.ok(say && cutStreams)
  const end = new AbortController()
  const told = new Map<string, number>()
  let largest = 0
  const quick: Call['clock'] = { ...call.clock, sleep: (ms, signal) => call.clock.sleep(Math.min(ms, 20), signal) }
  const reading = (async () => {
    for await (const batch of stream.listen({ ...call, clock: quick, signal: end.signal }, {})) {
      largest = Math.max(largest, batch.length)
      for (const one of batch)
        if (one.what === 'said' && /^Flow \d/.test(one.post.text))
          told.set(one.post.text, (told.get(one.post.text) ?? 0) + 1)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  await untilCut(cutStreams)
  for (let n = 0; n < posts; n++) {
    await say(`Flow ${n}`)
    if (n % (posts / cuts) === 100) await untilCut(cutStreams)
  }
  for (let tries = 0; told.size < posts && tries < 1_500; tries++)
    await new Promise((resolve) => setTimeout(resolve, 10))
  end.abort()
  await reading
  assert.equal(told.size, posts)
  assert.deepEqual(
    [...told.values()].filter((times) => times > 1),
    [],
  )
  assert.ok(largest <= 2_500, `${largest} waited`)
}

/** A line that stands can be cut. */
async function untilCut(cutStreams: () => number): Promise<void> {
  for (let tries = 0; cutStreams() === 0; tries++) {
    if (tries > 1_000) assert.fail('nobody listens')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

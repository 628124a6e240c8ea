import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FailureKind, NetworkFailure } from '../../../kernel/failure.ts'
import type { Interaction } from '../../contract.ts'
import { type Ears, hearOn } from './hear-on.ts'
import { onward } from './paging.ts'

const second = 1000
const begin = Date.parse('2026-11-22T10:00:00Z')
const said = (n: number): Interaction => ({
  id: String(n),
  kind: 'comment',
  at: new Date(begin + n * second),
  author: { id: 'a', handle: 'a', name: 'a' },
  text: String(n),
  media: [],
})

/** One list of so many comments, shown ten at once; `refuse` may end a call. */
function listOf(refuse: (after: string, call: number) => FailureKind | undefined = () => undefined) {
  const state = { count: 0, calls: 0 }
  const page = (after: string | undefined) => {
    const from = after === undefined ? state.count : Number(after)
    const items = Array.from({ length: Math.min(10, from) }, (_, index) => said(from - index))
    return { items, last: items.at(-1), ...onward('list', 'post', from > 10 ? String(from - 10) : undefined) }
  }
  const ears: Ears = {
    newest: async () => [page(undefined)],
    older: async ({ after }) => {
      state.calls++
      const refused = refuse(after ?? 'top', state.calls)
      if (refused) throw new NetworkFailure(refused, 'no')
      return [page(after)]
    },
  }
  return { state, ears }
}

async function drained(ears: Ears, from: string | undefined) {
  const heard: number[] = []
  let cursor = from
  for (let looks = 0; looks < 100; looks++) {
    const page = await hearOn(ears, cursor).catch((error: unknown) => assert.ok(error instanceof NetworkFailure))
    heard.push(...(page?.items ?? []).map((one) => Number(one.id)))
    cursor = page?.cursor ?? cursor
    if (page?.items.length === 0) return { heard, cursor }
  }
  return assert.fail('it never ends')
}
const inOrder = (ids: number[]) => [...ids].sort((a, b) => a - b)
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index)

test('a first look takes what stands on top and asks for nothing older', async () => {
  const { state, ears } = listOf()
  state.count = 500
  assert.deepEqual((await drained(ears, undefined)).heard, from(491, 500))
  assert.equal(state.calls, 0)
})

test('a crowd larger than one look is heard over several, each voice once', async () => {
  const { state, ears } = listOf()
  state.count = 15
  const { cursor } = await drained(ears, undefined)
  state.count = 1015
  const crowd = await drained(ears, cursor)
  assert.deepEqual(inOrder(crowd.heard), from(16, 1015))
  assert.equal(state.calls, 100)
  assert.deepEqual((await drained(ears, crowd.cursor)).heard, [])
  assert.equal(state.calls, 100, 'a quiet look asks for nothing older')
})

test('those who speak while a crowd is being read are heard after it', async () => {
  const { state, ears } = listOf()
  state.count = 5
  const { cursor } = await drained(ears, undefined)
  state.count = 300
  const first = await hearOn(ears, cursor)
  state.count = 450
  const rest = await drained(ears, first.cursor)
  assert.deepEqual(inOrder([...first.items.map((one) => Number(one.id)), ...rest.heard]), from(6, 450))
})

test('a failure in the middle of a crowd loses nobody and repeats nobody', async () => {
  const { state, ears } = listOf((_after, call) => (call % 4 === 0 ? 'slow-down' : undefined))
  state.count = 5
  const { cursor } = await drained(ears, undefined)
  state.count = 405
  assert.deepEqual(inOrder((await drained(ears, cursor)).heard), from(6, 405))
})

test('where a list cannot be gone on with it is read from its top again', async () => {
  let ended = false
  const { state, ears } = listOf((after) => {
    if (after !== '60' || ended) return undefined
    ended = true
    return 'rejected'
  })
  state.count = 5
  const { cursor } = await drained(ears, undefined)
  state.count = 110
  assert.deepEqual(inOrder((await drained(ears, cursor)).heard), from(6, 110))
})

test('a list that cannot tell large pages is asked for small ones, and an outage is told', async () => {
  const asked: boolean[] = []
  const { state, ears } = listOf()
  const { cursor } = await drained(ears, undefined)
  state.count = 50
  const weak: Ears = {
    ...ears,
    older: async (place) => {
      asked.push(place.few ?? false)
      if (!place.few) throw new NetworkFailure('network-down', 'reduce the amount of data')
      return ears.older(place)
    },
  }
  const page = await hearOn(weak, cursor)
  assert.deepEqual([page.items.length, asked], [50, [false, true, true, true, true]])
  const out = { ...ears, older: () => Promise.reject(new NetworkFailure('network-down', 'no')) }
  state.count = 100
  const first = await hearOn(out, page.cursor)
  assert.deepEqual(inOrder(first.items.map((one) => Number(one.id))), from(91, 100))
  await assert.rejects(hearOn(out, first.cursor), NetworkFailure)
  assert.deepEqual(inOrder((await drained(ears, first.cursor)).heard), from(51, 90))
})

test('a list that is gone is left', async () => {
  const { state, ears } = listOf(() => 'rejected')
  state.count = 5
  const { cursor } = await drained(ears, undefined)
  state.count = 100
  assert.deepEqual((await drained(ears, cursor)).heard, from(91, 100))
})

test('a cursor from before lists were read down goes on, and nothing is heard again', async () => {
  const { state, ears } = listOf()
  state.count = 40
  const seen = from(1, 15).map((n) => `comment ${n}`)
  const cursor = JSON.stringify({ since: begin + 15 * second - 600_000, seen })
  assert.deepEqual(inOrder((await drained(ears, cursor)).heard), from(16, 40))
})

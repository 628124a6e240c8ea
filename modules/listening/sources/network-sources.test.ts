import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { RemotePost, Streamed } from '../../../networks/contract.ts'
import { type DeskWorld, deskWorld, givenAccount, givenBrand } from '../../brand/testing-desk.ts'
import { givenQuery, givenSource } from '../testing-listening.ts'
import type { Told } from './heard.ts'
import type { Answered, Reading } from './intake.ts'
import { networkSearch } from './network-search.ts'
import { networkStream } from './network-stream.ts'

let world: DeskWorld
before(async () => {
  world = await deskWorld()
})
after(() => world.close())

const id = 'bluesky'
const pages = 3
const perPage = 4

function postAt(n: number): RemotePost {
  const at = new Date(Date.UTC(2026, 10, 1) + n * 3_600_000)
  return { ref: { id: `p${n}` }, text: `coffee number ${n}`, at, author: { id: 'ada', handle: 'ada' }, media: [] }
}

/** The world with one network's search and stream played by the test. */
function worldWith(abilities: object): DeskWorld {
  const real = world.networks
  const network = { ...real.get(id), ...abilities }
  return { ...world, networks: { ...real, get: (asked) => (asked === id ? network : real.get(asked)) } }
}

const readingOf = (played: DeskWorld, key: string, settings: object, cursor?: string): Reading<unknown> => ({
  ...{ world: played, key, settings, secrets: {}, cursor, signal: AbortSignal.timeout(20_000) },
})

test('a network is asked for each term in turn, back to what is known, and forward from there on', async () => {
  const { brandId } = await givenBrand(world)
  const accountId = await givenAccount(world, brandId, { network: id })
  await givenQuery(world, { brandId, text: '!coffee OR !tea' })
  const asked: string[] = []
  let newest = 11
  const search = async (_: unknown, term: string, cursor: string | undefined) => {
    const page = Number(cursor ?? 0)
    asked.push(`${term} ${page}`)
    if (term === 'tea') return { items: [] }
    const first = newest - page * perPage
    const items = Array.from({ length: perPage }, (_, n) => postAt(first - n)).filter((post) => post.at >= postAt(0).at)
    return { items, ...(page + 1 < pages && { cursor: String(page + 1) }) }
  }
  const played = worldWith({ search, rates: [] })
  let cursor: string | undefined
  const heard = new Set<string>()
  const turn = async (): Promise<Answered> => {
    assert.ok(networkSearch.way === 'ask')
    const answered = await networkSearch.ask(readingOf(played, 'search', { accountId, brandId }, cursor))
    cursor = answered.cursor
    for (const one of answered.heard) if ('post' in one) heard.add(one.post.key)
    return answered
  }
  for (let n = 0; n < 4; n++) await turn()
  assert.deepEqual(asked, ['coffee 0', 'coffee 1', 'coffee 2', 'tea 0'])
  assert.equal(heard.size, 12)
  newest = 13
  await turn()
  await turn()
  assert.deepEqual(asked.slice(4), ['coffee 0', 'tea 0'])
  assert.ok(heard.has(`${id} p13`) && heard.has(`${id} p12`))
})

test('a brand without queries asks its networks for nothing', async () => {
  const { brandId } = await givenBrand(world)
  const accountId = await givenAccount(world, brandId, { network: id })
  const search = async () => assert.fail('it was asked')
  assert.ok(networkSearch.way === 'ask')
  const answered = await networkSearch.ask(readingOf(worldWith({ search }), 'search', { accountId, brandId }))
  assert.deepEqual({ heard: answered.heard, calls: answered.calls }, { heard: [], calls: 0 })
})

test('a stream goes on after its cursor, and tells what was edited, deleted, and whose author left', async () => {
  const { brandId } = await givenBrand(world)
  await givenAccount(world, brandId, { network: id, facts: { stream: 'wss://one.example' } })
  await givenSource(world, { brandId, key: 'stream one' })
  const asked: unknown[] = []
  const listen = async function* (call: { account: { facts: object } }, want: object): AsyncGenerator<Streamed[]> {
    asked.push('cursor' in want && want.cursor, call.account.facts)
    yield [
      { what: 'said', post: postAt(1), cursor: '5' },
      { what: 'edited', post: postAt(2), cursor: '6' },
      { what: 'deleted', id: 'p0', cursor: '7' },
      { what: 'author-deleted', author: 'eve', cursor: '8' },
    ]
    yield [{ what: 'passed', cursor: '9' }]
  }
  const sameFor = (account: { facts: Record<string, unknown> }) => String(account.facts.stream)
  const played = worldWith({ stream: { listen, sameFor } })
  assert.ok(networkStream.way === 'follow')
  const told: Told[] = []
  const settings = { network: id, same: 'wss://one.example' }
  for await (const batch of networkStream.follow(readingOf(played, 'stream one', settings, '4'))) told.push(batch)
  assert.deepEqual(asked, ['4', { stream: 'wss://one.example' }])
  assert.deepEqual(
    told.map(({ heard, cursor }) => [cursor, heard.map((one) => one.what)]),
    [
      ['8', ['said', 'edited', 'deleted', 'author-deleted']],
      ['9', []],
    ],
  )
  assert.deepEqual(told[0]?.heard[3], { what: 'author-deleted', authorKey: `${id} eve` })
})

test('a stream that only accounts may hear waits until a brand that listens has one', async () => {
  const { brandId } = await givenBrand(world)
  await givenSource(world, { brandId, key: 'stream two' })
  const played = worldWith({ stream: { listen: () => assert.fail('it was opened'), sameFor: () => 'one' } })
  assert.ok(networkStream.way === 'follow')
  const told = networkStream.follow(readingOf(played, 'stream two', { network: id, same: 'one' }))
  await assert.rejects(async () => {
    for await (const _ of told) assert.fail('it told something')
  }, /no connected account/)
})

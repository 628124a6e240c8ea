import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Person } from '../../networks/contract.ts'
import { type DeskWorld, deskWorld, givenBrand } from '../brand/testing-desk.ts'
import { type Meeting, meetAll, meetAuthors } from './meet-authors.ts'

const start = Date.parse('2026-11-01T08:00:00Z')
const at = (minutes: number) => new Date(start + minutes * 60_000)
const ann: Person = { id: '7', handle: '@ann', name: 'Ann', followers: 10 }

suite('Meeting who speaks to a brand', () => {
  let world: DeskWorld
  before(async () => {
    world = await deskWorld({ now: new Date('2026-11-22T12:00:00Z') })
  })
  after(() => world.close())

  const meet = (brandId: string, authors: Meeting['authors'], more: Partial<Meeting> = {}) =>
    inTransaction(world.db, (tx) =>
      meetAuthors(tx, { brandId, network: 'bluesky', server: 'https://one', authors, ...more }, world.clock.now()),
    )
  const known = (brandId: string) =>
    world.db
      .selectFrom('identity')
      .innerJoin('person', 'person.id', 'identity.personId')
      .select(['remoteId', 'identity.name', 'handle', 'avatarUrl', 'followers', 'bot', 'subscribedAt'])
      .select(['identity.firstAt', 'identity.lastAt', 'person.firstAt as metAt', 'person.lastAt as heardAt'])
      .where('identity.brandId', '=', brandId)
      .orderBy('remoteId')
      .execute()

  test('somebody heard twice is one person, by the newest of what they told', async () => {
    const { brandId } = await givenBrand(world)
    const first = await meet(brandId, [{ person: ann, at: at(5), kind: 'comment' }])
    const second = await meet(brandId, [
      { person: { ...ann, name: 'Old Ann', avatarUrl: 'https://one/a.png' }, at: at(1), kind: 'follow' },
      { person: { ...ann, name: '', handle: '@annie' }, at: at(9), kind: 'message' },
    ])
    deepEqual(second, first)
    const [row, ...others] = await known(brandId)
    equal(others.length, 0)
    deepEqual(row, {
      ...{ remoteId: '7', name: 'Ann', handle: '@annie', avatarUrl: 'https://one/a.png', followers: 10, bot: false },
      ...{ subscribedAt: at(1), firstAt: at(1), lastAt: at(9), metAt: at(1), heardAt: at(9) },
    })
  })

  test('one id on two servers or networks, and in two brands, is different people', async () => {
    const [one, two] = [await givenBrand(world), await givenBrand(world)]
    const author = [{ person: ann, at: at(1), kind: 'comment' as const }]
    const met = await Promise.all([
      meet(one.brandId, author),
      meet(one.brandId, author, { server: 'https://two' }),
      meet(one.brandId, author, { network: 'mastodon' }),
      meet(two.brandId, author),
    ])
    equal(new Set(met.map((of) => of.get('7')?.personId)).size, 4)
  })

  test('in whatever order, grouping and number of times it is told, it ends alike', async () => {
    const random = seeded(20261122)
    const told = Array.from({ length: 60 }, (_, n) => ({
      person: personOf(n % 7, random),
      at: at(Math.floor(random() * 30)),
      kind: random() < 0.2 ? ('follow' as const) : ('comment' as const),
    }))
    const ends: unknown[] = []
    for (let run = 0; run < 8; run++) {
      const { brandId } = await givenBrand(world)
      const repeated = run === 0 ? told : shuffled([...told, ...told.slice(0, 20)], random)
      for (let from = 0; from < repeated.length; ) {
        const size = run === 0 ? repeated.length : 1 + Math.floor(random() * 9)
        await meet(brandId, repeated.slice(from, from + size))
        from += size
      }
      ends.push(await known(brandId))
    }
    for (const end of ends) deepEqual(end, ends[0])
  })

  test('fifty deliveries of the same people at once make each of them once and wait for none in a circle', async () => {
    const { brandId } = await givenBrand(world)
    const people = Array.from({ length: 20 }, (_, n): Person => ({ id: `p${n}`, handle: `@p${n}`, name: `P ${n}` }))
    const random = seeded(7)
    const met = await Promise.all(
      Array.from({ length: 50 }, (_, n) => {
        const authors = shuffled(people, random).map((person) => ({ person, at: at(n), kind: 'comment' as const }))
        return meet(brandId, authors)
      }),
    )
    for (const one of met) deepEqual([...one].sort(), [...(met[0] ?? [])].sort())
    const persons = await world.db
      .selectFrom('person')
      .select(['firstAt', 'lastAt'])
      .where('brandId', '=', brandId)
      .execute()
    equal(persons.length, 20)
    for (const one of persons) deepEqual(one, { firstAt: at(0), lastAt: at(49) })
  })

  test('hostile names and ids are kept as far as they can be, and nobody without an id is met', async () => {
    const { brandId } = await givenBrand(world)
    const endless = '🏴'.repeat(4_000)
    const hostile: Person[] = [
      { id: endless, handle: endless, name: endless, avatarUrl: `https://one/${endless}` },
      { id: 'a\0b', handle: '\ud800', name: `\u202e<script>'; drop table person; --`, followers: 1e300 },
      { id: '', handle: 'nobody', name: 'Nobody' },
    ]
    const authors = hostile.map((person) => ({ person, at: new Date(Number.NaN), kind: 'comment' as const }))
    const met = await meet(brandId, authors)
    deepEqual([...met.keys()], [endless, 'a\0b'])
    deepEqual(await meet(brandId, authors), met)
    const rows = await known(brandId)
    equal(rows.length, 2)
    ok(rows.every((row) => row.name.length <= 300 && row.lastAt.getTime() <= world.clock.now().getTime()))
    equal(rows.find((row) => row.remoteId === 'a\uFFFDb')?.followers, 2 ** 31 - 1)
  })

  test('people of many accounts are met together, each by their own account', async () => {
    const { brandId } = await givenBrand(world)
    const authors = [{ person: ann, at: at(1), kind: 'comment' as const }]
    const meetings = ['https://one', 'https://two'].map((server) => ({ brandId, network: 'bluesky', server, authors }))
    const [one, two] = await inTransaction(world.db, (tx) => meetAll(tx, meetings, world.clock.now()))
    ok(one?.get('7') && two?.get('7'))
    ok(one?.get('7')?.personId !== two?.get('7')?.personId)
  })
})

function personOf(n: number, random: () => number): Person {
  const pick = <T>(...of: T[]): T | undefined => of[Math.floor(random() * of.length)]
  return {
    ...{ id: `id${n}`, handle: pick('@one', '@two', '') ?? '', name: pick('Една', 'Dvě', 'Три', '') ?? '' },
    ...{
      avatarUrl: pick('https://one/a.png', undefined),
      followers: pick(1, 2, 30, undefined),
      bot: pick(true, undefined),
    },
  }
}

/** Mulberry32: the same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function shuffled<T>(all: T[], random: () => number): T[] {
  return all
    .map((one) => ({ one, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one)
}

import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { inTransaction } from '../../kernel/db/connect.ts'
import { Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { type DeskWorld, deskWorld, givenBrand, type TestBrand } from '../brand/testing-desk.ts'
import { PeopleQuery } from './api.ts'
import './index.ts'
import { changePerson } from './change-person.ts'
import { erasePerson } from './erase-person.ts'
import { exportPerson } from './export-person.ts'
import { freshPeople } from './greet.ts'
import { likePairs } from './likeness.ts'
import { measureStays, neededToPropose, windowProposedBy } from './measure-stays.ts'
import { meetAuthors } from './meet-authors.ts'
import { dismissPair, mergePersons, undoMerge } from './merge-persons.ts'
import { showPerson } from './show-person.ts'
import { countByTemperature, peopleOf, salesByTemperature, tagsOf } from './store.ts'
import { type Temperature, type Window, warmthOf } from './temperature.ts'
import { isOfTemperature, keepWindows, windowsOf } from './windows.ts'

const now = new Date('2026-11-22T12:00:00Z')
const minutes = 60_000
const days = 24 * 60 * minutes
const ago = (ms: number) => new Date(now.getTime() - ms)

type Given = {
  network?: string
  handle?: string
  name?: string
  url?: string
  at?: Date
  server?: string
  bot?: boolean
}

suite('People', () => {
  let world: DeskWorld
  let brand: TestBrand
  before(async () => {
    world = await deskWorld({ now })
  })
  after(() => world.close())

  /** A brand of its own for each test that counts. */
  const newBrand = async () => {
    brand = await givenBrand(world)
    return brand.brandId
  }
  let known = 0
  const met = async (given: Given = {}, brandId = brand.brandId) => {
    const id = given.handle ?? `n${known++}`
    const person = { id, handle: `@${id}`, name: given.name ?? id, url: given.url, bot: given.bot }
    const { network = 'bluesky', server = 'https://one', at = now } = given
    const authors = [{ person, at, kind: 'comment' as const }]
    const found = await inTransaction(world.db, (tx) => meetAuthors(tx, { brandId, network, server, authors }, now))
    return found.get(id)?.personId ?? ''
  }
  const asked = (given: object) => ({ brandId: brand.brandId, ...PeopleQuery.parse(given) })
  const list = async (given: object = {}, windows: Window[] = []) =>
    (await peopleOf(world.db, asked(given), { windows, now })).rows.map(({ id }) => id)
  const of = (personId: string) => ({ brandId: brand.brandId, personId })

  test('a person is found by any part of any of their names, in any script, without marks or case', async () => {
    await newBrand()
    const anna = await met({ name: 'Анна Коваль', handle: 'kava_lover' })
    const zoe = await met({ name: 'Zoë Đorđević', handle: 'zoe' })
    for (const q of ['коваль', 'АННА', 'va_lo', 'ан']) deepEqual(await list({ q }), [anna], q)
    for (const q of ['zoe', 'ZOË', 'đorđ']) deepEqual(await list({ q }), [zoe], q)
    for (const q of ['%', '_', '\\', "'", 'nobody at all']) ok(!(await list({ q })).includes(zoe), q)
    await changePerson(world, brand.owner, of(zoe), { name: 'Редовната клиентка' })
    deepEqual(await list({ q: 'клиентка' }), [zoe])
  })

  test('pages hold everybody once in every order, and nobody of another brand', async () => {
    await newBrand()
    await met()
    await newBrand()
    const ids = new Set<string>()
    for (let n = 0; n < 25; n++) ids.add(await met({ at: ago(n * 2 * days + Math.floor(n / 3)) }))
    for (const order of ['last', 'new', 'temperature']) {
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await peopleOf(world.db, asked({ order, limit: 4, after }), { windows: [], now })
        seen.push(...page.rows.map(({ id }) => id))
        after = page.next ?? undefined
      } while (after)
      deepEqual([seen.length, new Set(seen)], [25, ids], order)
    }
  })

  test('the database knows how warm somebody is as the definition does, at every edge', async () => {
    const brandId = await newBrand()
    const windows: Window[] = [
      { topic: '', warmSeconds: 3_600, coolingSeconds: 86_400 },
      { topic: 'cake', warmSeconds: 900, coolingSeconds: 172_800 },
      { topic: 'wedding', warmSeconds: 864_000, coolingSeconds: 8_640_000 },
    ]
    const edges = windows.flatMap((one) => [one.warmSeconds, one.warmSeconds + one.coolingSeconds])
    for (const seconds of [0, ...edges.flatMap((edge) => [edge - 1, edge, edge + 1])])
      for (const tags of [[], ['cake'], ['wedding', 'cake'], ['other']]) {
        const personId = await met({ at: ago(seconds * 1000) })
        if (tags.length > 0) await changePerson(world, brand.owner, of(personId), { tags })
      }
    const all = await world.db.selectFrom('person').selectAll().where('brandId', '=', brandId).execute()
    const counts = await countByTemperature(world.db, brandId, { windows, now })
    for (const temperature of ['warm', 'cooling', 'cold'] as const) {
      const expected = all.filter((one) => warmthOf(one, windows, now).temperature === temperature)
      const found = await world.db
        .selectFrom('person')
        .select('id')
        .where('brandId', '=', brandId)
        .where(isOfTemperature(temperature, windows, now))
        .execute()
      ok(expected.length > 3)
      deepEqual(found.map(({ id }) => id).sort(), expected.map(({ id }) => id).sort(), temperature)
      equal(counts[temperature], expected.length)
    }
    const order = (await list({ order: 'temperature', limit: 200 }, windows)).map((id) => {
      const row = all.find((one) => one.id === id)
      return row && ['warm', 'cooling', 'cold'].indexOf(warmthOf(row, windows, now).temperature)
    })
    deepEqual(order, order.toSorted())
  })

  test('filters by tag and network narrow, and tags in use are counted', async () => {
    const brandId = await newBrand()
    const [one, two] = [await met({ network: 'mastodon' }), await met()]
    await changePerson(world, brand.owner, of(one), { tags: ['vip', 'кава', 'vip'] })
    await changePerson(world, brand.owner, of(two), { tags: ['vip'] })
    deepEqual(await list({ tag: 'кава' }), [one])
    deepEqual(await list({ network: 'bluesky' }), [two])
    deepEqual(await list({ tag: 'vip', network: 'mastodon' }), [one])
    deepEqual(await tagsOf(world.db, brandId), [
      { tag: 'vip', people: 2 },
      { tag: 'кава', people: 1 },
    ])
  })

  test('two who are merged are one everywhere, and undone they are two with what was theirs', async () => {
    await newBrand()
    const [kept, other] = [await met({ at: ago(5 * days) }), await met({ network: 'mastodon', at: ago(9 * days) })]
    await changePerson(world, brand.owner, of(kept), { tags: ['vip'] })
    const consent = { state: 'given' as const, source: 'Fair', at: ago(days).toISOString() }
    await changePerson(world, brand.owner, of(other), { tags: ['vip', 'cake'], language: 'uk', consent })
    const before = [await showPerson(world, of(kept), 'en'), await showPerson(world, of(other), 'en')]
    await mergePersons(world, brand.owner, { brandId: brand.brandId, keptId: kept, otherId: other })
    const one = await showPerson(world, of(other), 'en')
    deepEqual([one.id, one.identities.length, one.tags, one.language], [kept, 2, ['vip', 'cake'], 'uk'])
    deepEqual(
      [one.consent, one.firstAt, one.lastAt],
      [consent, ago(9 * days).toISOString(), ago(5 * days).toISOString()],
    )
    deepEqual(await list(), [kept])
    const [merge] = one.merges
    await changePerson(world, brand.owner, of(kept), { tags: ['vip', 'cake', 'since'] })
    await undoMerge(world, brand.owner, brand.brandId, merge?.id ?? '')
    const [again, theirs] = [await showPerson(world, of(kept), 'en'), await showPerson(world, of(other), 'en')]
    deepEqual({ ...again, merges: [], tags: ['vip'] }, before[0])
    deepEqual(again.tags, ['vip', 'since'])
    deepEqual(theirs, before[1])
    await rejects(undoMerge(world, brand.owner, brand.brandId, merge?.id ?? ''), codeIs('people.alreadyUndone'))
    const told = await world.db.selectFrom('event').select('payload').where('type', '=', 'person.merged').execute()
    deepEqual(
      told.map(({ payload }) => payload.personId),
      [kept, other],
    )
  })

  test('nobody is merged with themselves, with a stranger to the brand, or twice; a later merge is undone first', async () => {
    await newBrand()
    const elsewhere = await met()
    const brandId = await newBrand()
    const [a, b, c] = [await met(), await met(), await met()]
    const merge = (keptId: string, otherId: string) => mergePersons(world, brand.owner, { brandId, keptId, otherId })
    await rejects(merge(a, a), (error) => error instanceof Refusal && error.fields[0]?.code === 'people.sameOne')
    await rejects(merge(a, elsewhere), (error) => error instanceof Refusal && error.fields[0]?.path === 'other')
    await rejects(merge(elsewhere, a), (error) => error instanceof Refusal && error.status === 404)
    const both = await Promise.allSettled([merge(a, b), merge(b, a)])
    deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    const [first] = (await showPerson(world, of(a), 'en')).merges
    const kept = (await showPerson(world, of(a), 'en')).id
    await merge(c, kept)
    await rejects(undoMerge(world, brand.owner, brandId, first?.id ?? ''), codeIs('people.undoLaterFirst'))
    equal((await showPerson(world, of(b), 'en')).id, c)
  })

  test('who was met again while being merged belongs to who they became', async () => {
    await newBrand()
    const [kept, other] = [await met(), await met({ handle: 'busy', network: 'mastodon' })]
    await Promise.all([
      mergePersons(world, brand.owner, { brandId: brand.brandId, keptId: kept, otherId: other }),
      ...Array.from({ length: 20 }, () => met({ handle: 'busy', network: 'mastodon' })),
    ])
    equal(await met({ handle: 'busy', network: 'mastodon' }), kept)
    deepEqual(await list(), [kept])
  })

  test('two are suggested as one by what they share on two networks, the likeliest first, and never by themselves merged', async () => {
    const brandId = await newBrand()
    const fediverse = { url: 'https://social.example/@olena', network: 'mastodon' }
    const link = [
      await met({ ...fediverse, handle: 'x1' }),
      await met({ ...fediverse, handle: 'x2', server: 'https://two' }),
    ]
    const short = [
      await met({ handle: 'ann_lee', name: 'A' }),
      await met({ handle: 'Ann.Lee', name: 'B', network: 'mastodon' }),
    ]
    const name = [await met({ name: 'Марія Іваненко' }), await met({ name: 'марія  іваненко', network: 'mastodon' })]
    const mixed = [
      await met({ name: 'Petr Novák' }),
      await met({ handle: 'petrnovak', name: 'P', network: 'mastodon' }),
    ]
    await met({ name: 'Марія Іваненко', server: 'https://one' })
    for (let n = 0; n < 6; n++) await met({ name: 'Happy Customer', network: n % 2 ? 'mastodon' : 'bluesky' })
    const found = await likePairs(world.db, brandId, 50)
    const kinds = found.map(({ reasons }) => reasons.map(({ kind }) => kind).join())
    deepEqual(kinds.slice(0, 2), ['link', 'short'])
    deepEqual(kinds.slice(2).sort(), ['name', 'name', 'short-name'])
    for (const pair of [link, short, name, mixed])
      ok(found.some(({ aId, bId }) => pair.includes(aId) && pair.includes(bId)))
    equal((await list({ limit: 200 })).length, 15)
    const [one = '', other = ''] = short
    await inTransaction(world.db, (tx) => dismissPair(tx, brand.owner, { brandId, one: other, other: one, at: now }))
    equal((await likePairs(world.db, brandId, 50)).length, found.length - 1)
    equal((await showPerson(world, of(one), 'en')).alike.length, 0)
    equal((await showPerson(world, of(link[0] ?? ''), 'en')).alike[0]?.person.id, link[1])
  })

  test('who asks to be forgotten leaves no name anywhere, and old words do not bring them back', async () => {
    const brandId = await newBrand()
    const secret = 'Very Private Name'
    const [kept, other] = [
      await met({ name: secret, handle: 'hidden' }),
      await met({ name: secret, network: 'mastodon' }),
    ]
    await mergePersons(world, brand.owner, { brandId, keptId: kept, otherId: other })
    await changePerson(world, brand.owner, of(kept), { name: secret, tags: [secret] })
    await erasePerson(world, brand.owner, of(kept))
    for (const table of ['person', 'identity', 'person_note', 'person_merge', 'act', 'event', 'forgotten']) {
      const { rows } = await world.pool.query(`select t::text as row from ${table} t where t::text ~* 'private|hidden'`)
      deepEqual(rows, [], table)
    }
    await rejects(showPerson(world, of(kept), 'en'), (error) => error instanceof Refusal && error.status === 404)
    deepEqual(await list(), [])
    equal(await met({ name: secret, handle: 'hidden', at: ago(days) }), '')
    const newer = { brandId, network: 'bluesky', server: 'https://one' }
    world.clock.moveBy(minutes)
    const later = world.clock.now()
    const again = await inTransaction(world.db, (tx) =>
      meetAuthors(
        tx,
        {
          ...newer,
          authors: [{ person: { id: 'hidden', handle: 'hidden', name: secret }, at: later, kind: 'message' }],
        },
        later,
      ),
    )
    ok(again.get('hidden') && again.get('hidden')?.personId !== kept)
    world.clock.moveTo(now)
  })

  test('an export holds all that is kept of a person, and nothing of anybody else', async () => {
    await newBrand()
    const personId = await met({ name: 'Reader' })
    await met({ name: 'Somebody Else' })
    await changePerson(world, brand.owner, of(personId), { tags: ['mine'] })
    const pieces: string[] = []
    for await (const piece of await exportPerson(world, brand.owner, of(personId))) pieces.push(String(piece))
    const file = JSON.parse(pieces.join(''))
    deepEqual([file.person[0].tags, file.identities[0].name, file.days.length], [['mine'], 'Reader', 1])
    ok(!pieces.join('').includes('Somebody Else'))
  })

  test('who is new is greeted in their language, else in the brand’s, for fifteen minutes', async () => {
    brand = await givenBrand(world, { language: 'sv' })
    const [one, two] = [
      await met({ name: 'Оля', at: ago(14 * minutes) }),
      await met({ name: 'Karin', at: ago(minutes) }),
    ]
    await met({ at: ago(15 * minutes) })
    await met({ bot: true })
    await changePerson(world, brand.owner, of(one), { language: 'uk' })
    const { items } = await freshPeople(world, brand.owner, brand.brandId)
    deepEqual(
      items.map(({ person, greeting }) => [person.id, greeting.language, greeting.text.split('!')[0]]),
      [
        [two, 'sv', 'Hej, Karin'],
        [one, 'uk', 'Вітаємо, Оля'],
      ],
    )
  })

  test('windows are proposed only once thirty people came back, from how long they stayed away', async () => {
    const brandId = await newBrand()
    for (let n = 1; n <= neededToPropose; n++) {
      const handle = `back${n}`
      for (const at of [ago(n * days), now]) await met({ handle, at })
      if (n === neededToPropose - 1)
        equal((await measureStays(world.db, brandId, [''], now))[0]?.people, neededToPropose - 1)
    }
    await met()
    const [stay, ...others] = await measureStays(world.db, brandId, [''], now)
    deepEqual(
      [stay?.topic, stay?.people, stay?.medianDays, Math.round(stay?.longDays ?? 0), others],
      ['', 30, 15.5, 24, []],
    )
    deepEqual(stay && windowProposedBy(stay), { topic: '', warmSeconds: 16 * 86_400, coolingSeconds: 9 * 86_400 })
  })

  test('a brand without windows has the usual one, and keeps what it sets', async () => {
    const brandId = await newBrand()
    equal((await windowsOf(world.db, brandId))[0]?.warmSeconds, 86_400)
    const set = [{ topic: 'cake', warmSeconds: 900, coolingSeconds: 86_400 }]
    await keepWindows(world.db, brandId, set)
    deepEqual(
      (await windowsOf(world.db, brandId)).map(({ topic }) => topic),
      ['', 'cake'],
    )
  })

  test('sales are counted by how warm the buyers were then', async () => {
    const brandId = await newBrand()
    deepEqual(await salesByTemperature(world.db, brandId), { warm: 0, cooling: 0, cold: 0 })
    const sold: Temperature[] = ['warm', 'warm', 'warm', 'cold']
    const rows = sold.map((temperature) => ({ id: newId(), brandId, personId: null, temperature, at: now }))
    await world.db.insertInto('personSale').values(rows).execute()
    deepEqual(await salesByTemperature(world.db, brandId), { warm: 3, cooling: 0, cold: 1 })
  })
})

const codeIs = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

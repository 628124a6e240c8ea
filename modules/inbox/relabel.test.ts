import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import { Refusal } from '../../kernel/failure.ts'
import { type DeskWorld, deskWorld, givenAccount, givenBrand } from '../brand/testing-desk.ts'
import { goOnRelabelling, labelled, type Relabelling, relabel, relabelJob } from './relabel.ts'

suite('A label that is called something else', () => {
  let world: DeskWorld
  before(async () => {
    world = await deskWorld()
  })
  after(() => world.close())

  /** So many conversations with these labels. */
  async function given(many: number, labels: string[]) {
    const { brandId } = await givenBrand(world)
    const accountId = await givenAccount(world, brandId, { network: 'mastodon' })
    const add = (count: number, with_: string[], from = 0) =>
      sql`
      insert into conversation (id, brand_id, account_id, network, kind, key, opened_at, last_at, labels, created_at, changed_at)
      select ${brandId} || '-' || (n + ${from}::int), ${brandId}, ${accountId}, 'mastodon', 'comment', 'thread:' || (n + ${from}::int),
             now(), now(), ${with_}::text[], now(), now() from generate_series(1, ${count}::int) n`.execute(world.db)
    await add(many, labels)
    const of = async () => {
      const rows = await sql<{ labels: string[]; count: number }>`
        select labels, count(*) as count from conversation where brand_id = ${brandId} group by labels order by labels`.execute(
        world.db,
      )
      return rows.rows.map((one) => [one.labels.join(' '), one.count])
    }
    return { brandId, add, of }
  }
  const call = (what: Relabelling) => inTransaction(world.db, (tx) => relabel(tx, world.clock, what))
  const waiting = () => world.db.selectFrom('job').selectAll().where('name', '=', relabelJob).execute()

  test('is so at once on all conversations that have it, in its place, and once where the new name stands already', async () => {
    const { brandId, add, of } = await given(3, ['vip', 'late'])
    await add(2, ['late', 'vip', 'guest'], 100)
    await add(1, ['vips'], 200)
    await call({ brandId, label: 'vip', to: 'guest' })
    deepEqual(await of(), [
      ['guest late', 3],
      ['late guest', 2],
      ['vips', 1],
    ])
    equal((await waiting()).length, 0)
  })

  test('is taken off where it is to go', async () => {
    const { brandId, of } = await given(2, ['vip', 'late'])
    await call({ brandId, label: 'vip', to: null })
    deepEqual(await of(), [['late', 2]])
  })

  test('goes on in the background beyond a thousand, and nothing else is renamed before it is done', async () => {
    const { brandId, of } = await given(2_500, ['vip'])
    await call({ brandId, label: 'vip', to: 'guest' })
    deepEqual(await of(), [
      ['guest', 1_000],
      ['vip', 1_500],
    ])
    await rejects(
      () => call({ brandId, label: 'guest', to: 'vip' }),
      (error) => error instanceof Refusal && error.status === 409 && error.code === 'inbox.relabelling',
    )
    const [job] = await waiting()
    ok(job)
    for (let twice = 0; twice < 2; twice++) await goOnRelabelling(world, job.payload)
    deepEqual(await of(), [['guest', 2_500]])
    await world.db.deleteFrom('job').where('id', '=', job.id).execute()
  })

  test('is found without looking through those that have no label', async () => {
    const { brandId, add } = await given(20_000, [])
    await add(5, ['vip'], 50_000)
    // Those before left many dead entries in it, which the database would clear away by itself later.
    await sql`reindex index conversation_labelled`.execute(world.db)
    await sql`analyze conversation`.execute(world.db)
    equal((await labelled(world.db, { brandId, label: 'vip', to: null })).length, 5)
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select id from conversation
       where brand_id = ${brandId} and moved_to is null and labels <> '{}' and ${'vip'} = any(labels)`.execute(world.db)
    const plan = rows.map((row) => Object.values(row)[0]).join('\n')
    ok(plan.includes('conversation_labelled'), plan)
  })

  test('leads saved views of that brand to the same conversations', async () => {
    const { brandId } = await given(1, ['vip'])
    const { workspaceId } = await world.db
      .selectFrom('brand')
      .select('workspaceId')
      .where('id', '=', brandId)
      .executeTakeFirstOrThrow()
    const view = { workspaceId, userId: 'u', shared: true, name: 'Guests', createdAt: world.clock.now() }
    const filters = { own: { labels: 'vip,late' }, other: { labels: 'vip', brands: 'another' } }
    for (const [id, filter] of Object.entries(filters))
      await world.db
        .insertInto('inboxView')
        .values({ ...view, id: `${brandId} ${id}`, filter: JSON.stringify(filter) })
        .execute()
    await call({ brandId, label: 'vip', to: 'guest' })
    const rows = await world.db.selectFrom('inboxView').select('filter').orderBy('id').execute()
    deepEqual(
      rows.map((one) => one.filter.labels),
      ['vip', 'guest,late'],
    )
  })
})

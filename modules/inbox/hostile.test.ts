import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Interaction } from '../../networks/contract.ts'
import { givenAccount, givenBrand } from '../brand/testing-desk.ts'
import { InboxQuery } from './api.ts'
import { conversationFacts } from './facts.ts'
import { beginFetching, fetchPasts, pastsOf } from './fetch-past.ts'
import { inboxPage } from './list.ts'
import { forgetPerson, whatTheySaid } from './personal-data.ts'
import { placeUnplaced } from './place-unplaced.ts'
import { receiveDelivery } from './receive-delivery.ts'
import { answeredNetwork, english, hear, type InboxTest, inboxTest, said } from './testing.ts'
import { timelineOf } from './timeline.ts'

suite('Whatever anybody says', () => {
  const { network } = answeredNetwork()
  const past = new Map<string, Interaction[]>()
  const withPast = {
    ...network,
    ownPosts: async () => ({ items: [] }),
    inbox: {
      ...network.inbox,
      kinds: ['comment' as const],
      comments: async (_call: unknown, ref: { id: string }, cursor: string | undefined) => {
        const items = past.get(ref.id) ?? []
        const at = Number(cursor ?? 0)
        return { items: items.slice(at, at + 2), ...(at + 2 < items.length ? { cursor: String(at + 2) } : {}) }
      },
    },
  }
  let at: InboxTest
  before(async () => {
    at = await inboxTest([withPast as typeof network])
  })
  after(() => at.world.close())

  const fresh = async () => {
    const brand = await givenBrand(at.world)
    const accountId = await givenAccount(at.world, brand.brandId, { network: 'answered' })
    return { brand, of: { brandId: brand.brandId, accountId } }
  }
  const list = async (of: Awaited<ReturnType<typeof fresh>>, query: object = {}) =>
    (await inboxPage(at.world, of.brand.owner, InboxQuery.parse(query))).items

  test('scripts, bidi tricks, zero-width floods and broken characters are kept as the text they are', async () => {
    const here = await fresh()
    const texts = [
      ...[
        '<script>alert(1)</script>',
        '\u202Eevil\u2066',
        `a${'\u200B'.repeat(5_000)}b`,
        'half \uD800 and \0 nothing',
        '',
      ],
      ...['x'.repeat(300_000), '𝔘𝔫𝔦'.repeat(2_000)],
    ]
    const author = {
      id: 'a',
      handle: '<img src=x onerror=1>',
      name: '\u202E<b>',
      avatarUrl: 'javascript:alert(1)',
      url: 'data:,',
    }
    await hear(
      at.world,
      here.of,
      ...texts.map((text, n) => said(`c${n}`, { text, author: { ...author, id: `a${n}` } })),
    )
    const items = await list(here)
    equal(items.length, texts.length)
    ok(
      items.every((one) => one.author?.avatarUrl === null && one.author.url === null && [...one.excerpt].length <= 300),
    )
    const kept = await at.world.db
      .selectFrom('interaction')
      .select('text')
      .where('accountId', '=', here.of.accountId)
      .execute()
    ok(kept.some((one) => one.text === '<script>alert(1)</script>'))
    equal(Math.max(...kept.map((one) => one.text.length)), 100_000)
  })

  test('ids, moments and names beyond all measure are cut, and nothing is lost with them', async () => {
    const here = await fresh()
    const absurd = said('i'.repeat(50_000), { at: new Date(Number.NaN), replyTo: 'p'.repeat(50_000) })
    await hear(
      at.world,
      here.of,
      absurd,
      said('far', { at: new Date(8.64e15), author: { id: '', handle: '', name: '' } }),
    )
    equal((await list(here)).length, 2)
  })

  test('answers that go in a circle, to themselves or to what nobody ever heard of, find a place', async () => {
    const here = await fresh()
    const answer = (id: string, replyTo: string) => said(id, { kind: 'reply', replyTo })
    await hear(at.world, here.of, answer('a', 'b'), answer('b', 'c'), answer('c', 'a'), answer('self', 'self'))
    await hear(at.world, here.of, answer('orphan', 'gone'), answer('other orphan', 'gone'))
    equal((await list(here)).length, 3)
    await hear(at.world, here.of, { ...said('gone'), deleted: true, author: { id: '', handle: '', name: '' } })
    equal((await list(here)).length, 3)
  })

  test('a delivery for an account nobody has is turned away', async () => {
    const request = { method: 'POST', query: {}, headers: {}, body: Buffer.from('{}'), url: 'https://desk.example/' }
    await rejects(receiveDelivery(at.world, { network: 'answered', accountId: 'nobody' }, request), { status: 404 })
    await rejects(receiveDelivery(at.world, { network: 'nothing' }, request), { status: 404 })
  })

  test('an address of a conversation that was joined with another leads to that one', async () => {
    const here = await fresh()
    await hear(at.world, here.of, said('first', { replyTo: 'post' }))
    await hear(
      at.world,
      here.of,
      said('answer', { kind: 'reply', replyTo: 'missing', at: new Date(Date.now() - 1_000) }),
    )
    const [one, two] = await list(here)
    ok(one && two)
    await hear(at.world, here.of, said('missing', { kind: 'reply', replyTo: 'first' }))
    const [left, ...none] = await list(here)
    deepEqual(none, [])
    const facts = await conversationFacts(at.world.db, [one.id, two.id])
    deepEqual(
      facts.map((fact) => [fact.id, fact.countIn]),
      [[left?.id, 3]],
    )
    const seen = await timelineOf(
      at.world,
      { brandId: here.of.brandId, conversationId: two.id },
      { limit: 10 },
      english,
    )
    equal(seen.items.filter((entry) => entry.entry === 'said').length, 3)
  })

  test('who asks to be forgotten leaves neither name nor words, not with what was done to them either', async () => {
    const here = await fresh()
    const author = { id: 'jessica', handle: '@jessica', name: 'Jessica Secret' }
    await hear(
      at.world,
      here.of,
      said('c1', { author, text: 'My secret' }),
      said('c2', { replyTo: 'c1', kind: 'reply' }),
    )
    const { identityId } = await at.world.db
      .selectFrom('interaction')
      .select('identityId')
      .where('accountId', '=', here.of.accountId)
      .where('remoteId', '=', 'c1')
      .executeTakeFirstOrThrow()
    const whose = { brandId: here.of.brandId, personId: '', identityIds: [identityId ?? ''] }
    const told = []
    for await (const one of whatTheySaid(at.world.db, whose)) told.push(one.text)
    deepEqual(told, ['My secret'])
    const event = { cursor: '', type: 'person.erased', workspaceId: null, brandId: here.of.brandId, at: new Date() }
    await forgetPerson(at.world, { ...event, payload: { identityIds: [identityId ?? ''] } })
    const rows = await at.world.pool.query(
      `select to_jsonb(i)::text as row from interaction i where account_id = $1
       union all select to_jsonb(c)::text from conversation c where account_id = $1`,
      [here.of.accountId],
    )
    ok(rows.rows.length > 1)
    ok(rows.rows.every((one) => !/secret|jessica/i.test(one.row)))
  })

  test('what was heard before there were conversations is put into them, and is no news', async () => {
    const here = await fresh()
    await hear(at.world, here.of, said('c1'), said('c2', { kind: 'reply', replyTo: 'c1' }))
    await at.world.db
      .updateTable('interaction')
      .set({ placed: false, conversationId: null })
      .where('accountId', '=', here.of.accountId)
      .execute()
    await at.world.db.deleteFrom('conversation').where('accountId', '=', here.of.accountId).execute()
    await placeUnplaced(at.world)
    deepEqual(
      (await list(here)).map((one) => [one.count, one.unread]),
      [[2, false]],
    )
  })

  test('the past under an account’s posts is fetched to its end, tells how far it came, and floods nobody', async () => {
    const here = await fresh()
    const long = new Date(Date.now() - 90 * 86_400_000)
    for (const [n, id] of ['new post', 'old post'].entries())
      await at.world.db
        .insertInto('historyPost')
        .values({
          ...{
            id: `${here.of.accountId} ${n}`,
            ...here.of,
            remoteId: id,
            at: long,
            url: null,
            text: 'Post',
            language: null,
          },
          ...{ author: '', media: '[]', numbers: null, comments: '[]' },
        })
        .execute()
    past.set(
      'new post',
      ['a', 'b', 'c'].map((id) => said(id, { under: { id: 'new post' }, at: long })),
    )
    past.set('old post', [said('d', { under: { id: 'old post' }, at: new Date(Date.now() - 60_000) })])
    const event = { cursor: '', type: 'account.connected', workspaceId: null, brandId: here.of.brandId, at: new Date() }
    await beginFetching(at.world, { ...event, payload: { accountId: here.of.accountId } })
    for (let turn = 0; turn < 6; turn++) {
      await fetchPasts(at.world)
      at.world.clock.moveBy(2_000)
    }
    const { items } = await pastsOf(at.world.db, here.of.brandId)
    deepEqual(items, [
      { accountId: here.of.accountId, state: 'done', posts: 2, postsRead: 2, interactions: 4, trouble: null },
    ])
    deepEqual(
      (await list(here, { folder: 'unread' })).map((one) => one.excerpt),
      ['Words of d'],
    )
    equal((await list(here, { folder: 'done' })).length, 3)
  })
})

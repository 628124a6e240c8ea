import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { inTransaction } from '../../kernel/db/connect.ts'
import { givenAccount, givenBrand } from '../brand/testing-desk.ts'
import { noticesFor } from '../team/index.ts'
import { InboxQuery } from './api.ts'
import { changeConversation, changeMany } from './change-conversation.ts'
import { inboxCounts } from './counts.ts'
import { headOf } from './head.ts'
import { inboxPage } from './list.ts'
import { addNote, makeNote } from './notes.ts'
import { answeredNetwork, english, givenCoworker, hear, type InboxTest, inboxTest, said } from './testing.ts'
import { timelineOf } from './timeline.ts'
import { wakeSnoozed } from './wake-snoozed.ts'

suite('The conversations of an inbox', () => {
  let at: InboxTest
  before(async () => {
    at = await inboxTest([answeredNetwork().network])
  })
  after(() => at.world.close())

  const fresh = async () => {
    const brand = await givenBrand(at.world)
    const accountId = await givenAccount(at.world, brand.brandId, { network: 'answered' })
    return { brand, of: { brandId: brand.brandId, accountId }, actor: { kind: 'person', caller: brand.owner } as const }
  }
  const list = (of: Awaited<ReturnType<typeof fresh>>, query: object = {}) =>
    inboxPage(at.world, of.brand.owner, InboxQuery.parse(query))
  const ago = (seconds: number) => new Date(at.world.clock.now().getTime() - seconds * 1_000)

  test('a page goes on where the one before ended, whatever the order', async () => {
    const here = await fresh()
    for (let n = 0; n < 7; n++) await hear(at.world, here.of, said(`c${n}`, { at: ago(n * 10) }))
    for (const order of ['newest', 'oldest', 'due']) {
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await list(here, { order, limit: 3, ...(after ? { after } : {}) })
        seen.push(...page.items.map((one) => one.excerpt))
        after = page.next ?? undefined
      } while (after)
      equal(new Set(seen).size, 7, order)
      if (order === 'newest') equal(seen[0], 'Words of c0')
      if (order === 'oldest') equal(seen[0], 'Words of c6')
    }
  })

  test('what is new is unread and waits, until it is finished; a new word opens it again', async () => {
    const here = await fresh()
    await hear(at.world, here.of, said('c1', { at: ago(60) }), said('spam', { at: ago(50) }))
    const [spam, first] = (await list(here)).items
    ok(first && spam)
    equal(first.unread, true)
    await changeMany(at.world, here.actor, [first.id], { state: 'done', assigneeId: here.brand.owner.userId })
    await changeConversation(at.world, here.actor, spam.id, { state: 'spam' })
    deepEqual((await inboxCounts(at.world.db, here.brand.owner)).folders, {
      ...{ unread: 0, mine: 0, unassigned: 0, waiting: 0, snoozed: 0, done: 1, spam: 1, all: 1 },
    })
    at.world.clock.moveBy(60_000)
    const again = said('c2', { replyTo: 'c1', at: at.world.clock.now(), kind: 'reply' })
    await hear(at.world, here.of, again, said('more spam', { replyTo: 'spam', at: at.world.clock.now() }))
    const { folders } = await inboxCounts(at.world.db, here.brand.owner)
    deepEqual([folders.mine, folders.unread, folders.done, folders.spam], [1, 1, 0, 1])
    const { items } = await timelineOf(
      at.world,
      { brandId: here.of.brandId, conversationId: first.id },
      { limit: 50 },
      english,
    )
    const lines = items.flatMap((one) => (one.entry === 'line' ? one.line.text : []))
    deepEqual(lines.toSorted(), [
      'Portia assigned it to Portia',
      'Portia finished it',
      'They wrote again, so it is open again',
    ])
  })

  test('what is put off comes back at its moment, and not to a moment that has passed', async () => {
    const here = await fresh()
    await hear(at.world, here.of, said('c1', { at: ago(5) }))
    const id = (await list(here)).items[0]?.id ?? ''
    const put = (ms: number) =>
      changeConversation(at.world, here.actor, id, {
        state: 'snoozed',
        snoozedUntil: new Date(at.world.clock.now().getTime() + ms),
      })
    await rejects(put(-1), { code: 'request.invalid' })
    await put(3_600_000)
    await wakeSnoozed(at.world)
    equal((await list(here, { folder: 'snoozed' })).items.length, 1)
    at.world.clock.moveBy(3_600_001)
    await wakeSnoozed(at.world)
    deepEqual(
      (await list(here, { folder: 'unread' })).items.map((one) => one.id),
      [id],
    )
  })

  test('words are found in any script, with their place, as often as one pages; names are found too', async () => {
    const here = await fresh()
    const texts = [
      'Колко струва доставката?',
      'Скільки коштує доставка?',
      'Kolik stojí doprava?',
      '配送料はいくらですか',
      'كم سعر التوصيل',
    ]
    for (const [n, text] of texts.entries()) await hear(at.world, here.of, said(`c${n}`, { text, at: ago(100 - n) }))
    await hear(
      at.world,
      here.of,
      said('same', { text: 'ДОСТАВКА, доставка', at: ago(1), replyTo: 'c0', kind: 'reply' }),
    )
    const find = async (q: string) => (await list(here, { q })).items
    const found = await find('достав')
    deepEqual(
      found.map((one) => one.found?.text),
      ['ДОСТАВКА, доставка', 'Скільки коштує доставка?'],
    )
    deepEqual([found[0]?.found?.from, found[0]?.found?.to], [0, 6])
    equal((await find('配送')).length, 1)
    equal((await find('سعر')).length, 1)
    equal((await find('name c3'))[0]?.found?.text, 'Name c3')
    equal((await find('100%')).length, 0)
    const first = await list(here, { q: 'c', limit: 2 })
    ok(first.next)
    const second = await list(here, { q: 'c', limit: 10, after: first.next })
    equal(new Set([...first.items, ...second.items].map((one) => one.id)).size, 5)
  })

  test('what the team noted is found too, in its place among what was said, and each conversation once', async () => {
    const here = await fresh()
    for (let n = 0; n < 5; n++)
      await hear(at.world, here.of, said(`n${n}`, { text: n % 2 ? 'Refund please' : 'Hello', at: ago(100 - 10 * n) }))
    const ids = new Map((await list(here)).items.map((one) => [one.author?.id, one.id]))
    const note = async (n: number, text: string, minutes: number) =>
      inTransaction(at.world.db, (tx) =>
        addNote(tx, {
          ...{ id: ids.get(`author of n${n}`) ?? '', brandId: here.of.brandId },
          ...{ by: here.brand.owner.userId, text, at: ago(minutes) },
        }),
      )
    await note(0, 'The REFUND was sent on Monday', 5)
    await note(1, 'Refund agreed', 85)
    await note(2, 'A refund again', 75)
    const find = async (query: object) =>
      (await list(here, { q: 'refund', ...query })).items.map((one) => `${one.found?.isNote} ${one.found?.text}`)
    const all = [
      'true The REFUND was sent on Monday',
      'false Refund please',
      'true A refund again',
      'true Refund agreed',
    ]
    deepEqual(await find({}), all)
    deepEqual((await find({ order: 'oldest' })).length, 4)
    const pages: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await list(here, { q: 'refund', limit: 1, ...(after ? { after } : {}) })
      pages.push(...page.items.map((one) => `${one.found?.isNote} ${one.found?.text}`))
      if (!page.next) break
      after = page.next
    }
    deepEqual(pages, all)
    deepEqual(await find({ folder: 'done' }), [])
    const elsewhere = await fresh()
    deepEqual((await list(elsewhere, { q: 'refund' })).items, [])
  })

  test('nobody sees, changes or counts the conversations of a brand that is not theirs', async () => {
    const [here, elsewhere] = [await fresh(), await fresh()]
    await hear(at.world, here.of, said('c1'))
    const id = (await list(here)).items[0]?.id ?? ''
    deepEqual(await list(elsewhere, { brands: here.of.brandId }), { items: [], next: null })
    deepEqual((await list(elsewhere, { q: 'words' })).items, [])
    equal((await inboxCounts(at.world.db, elsewhere.brand.owner)).folders.all, 0)
    await rejects(changeConversation(at.world, elsewhere.actor, id, { state: 'done' }), { status: 404 })
    const asked = { brandId: elsewhere.of.brandId, conversationId: id }
    await rejects(headOf(at.world, elsewhere.brand.owner, asked, english), { status: 404 })
    const client = await givenCoworker(at.world, here.brand, 'Client', 'client')
    deepEqual((await inboxPage(at.world, client, InboxQuery.parse({}))).items, [])
  })

  test('only who may answer is assigned, and hears of it; whoever a note mentions is told', async () => {
    const here = await fresh()
    await hear(at.world, here.of, said('c1'))
    const id = (await list(here)).items[0]?.id ?? ''
    const viewer = await givenCoworker(at.world, here.brand, 'Vera', 'viewer')
    const author = await givenCoworker(at.world, here.brand, 'Anna', 'author')
    await rejects(changeConversation(at.world, here.actor, id, { assigneeId: viewer.userId }), {
      code: 'request.invalid',
    })
    await rejects(changeConversation(at.world, { kind: 'person', caller: viewer }, id, { state: 'done' }), {
      status: 403,
    })
    await changeConversation(at.world, here.actor, id, { assigneeId: author.userId, addLabels: ['price'] })
    const of = { brandId: here.of.brandId, conversationId: id }
    await makeNote(at.world, author, of, { text: 'Is it in stock?', mentions: [viewer.userId] })
    const told = async (who: typeof viewer) =>
      (await noticesFor(at.world, who, { limit: 10 }, 'en')).items.map((one) => one.text)
    deepEqual(await told(author), ['You are to answer Name c1: “Words of c1”'])
    deepEqual(await told(viewer), ['Anna mentions you in a note: “Is it in stock?”'])
    await rejects(makeNote(at.world, author, of, { text: '?', mentions: ['nobody'] }), { code: 'request.invalid' })
  })
})

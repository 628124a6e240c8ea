import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Refusal } from '../../../kernel/failure.ts'
import { type DeskWorld, deskWorld, givenAccount, givenBrand, type TestBrand } from '../../brand/testing-desk.ts'
import { givenCoworker, hear } from '../../inbox/testing.ts'
import { erasePerson } from '../../people/erase-person.ts'
import { type GivenMention, givenMentions, givenTopic } from '../testing-mentions.ts'
import { answerMention } from './answer-mention.ts'
import { MentionsQuery } from './api.ts'
import { changeMentions } from './change-mentions.ts'
import { countMentions } from './count-mentions.ts'
import { listMentions } from './list-mentions.ts'
import { mentionsToCase } from './mentions-to-case.ts'
import { putOutMuted } from './muted-authors.ts'
import { showMention } from './show-mention.ts'
import { undoChange } from './undo-change.ts'
import '../index.ts'

suite('Mentions as people see them', () => {
  let world: DeskWorld
  let brand: TestBrand
  before(async () => {
    world = await deskWorld()
  })
  after(() => world.close())

  const freshBrand = async () => {
    brand = await givenBrand(world)
    return brand.brandId
  }
  const list = (query: Record<string, unknown> = {}) =>
    listMentions(world.db, brand.owner, brand.brandId, MentionsQuery.parse(query))
  const texts = async (query: Record<string, unknown> = {}) => (await list(query)).items.map((one) => one.excerpt.text)
  const keep = (...posts: GivenMention[]) => givenMentions(world, brand.brandId, posts)
  const change = (mentionIds: string[], given: Parameters<typeof changeMentions>[2]['change']) =>
    changeMentions(world, brand.owner, { brandId: brand.brandId, mentionIds, change: given })
  const show = (mentionId: string) => showMention(world, { brandId: brand.brandId, mentionId })
  const undo = (changeId: string | null) =>
    undoChange(world, brand.owner, { brandId: brand.brandId, changeId: changeId ?? '' })
  const ago = (days: number) => new Date(world.clock.now().getTime() - days * 86_400_000)

  test('they are read newest first, a page after the other, each once', async () => {
    await freshBrand()
    await keep(...Array.from({ length: 7 }, (_, n) => ({ text: `Cup ${n}`, at: ago(n * 20) })))
    const first = await list({ limit: 3 })
    const second = await list({ limit: 3, after: first.next })
    const third = await list({ limit: 3, after: second.next })
    const all = [first, second, third].flatMap((page) => page.items.map((one) => one.excerpt.text))
    deepEqual(all, ['Cup 0', 'Cup 1', 'Cup 2', 'Cup 3', 'Cup 4', 'Cup 5', 'Cup 6'])
    equal(third.next, null)
  })

  test('every filter narrows, and a topic shows what its queries found', async () => {
    const brandId = await freshBrand()
    const own = await givenTopic(world, brandId, { name: 'Us', queries: { coffee: 'coffee' } })
    const rival = await givenTopic(world, brandId, { name: 'Rival', queries: { tea: 'tea', cocoa: 'cocoa' } })
    await keep(
      { text: 'Good coffee', country: 'BG', author: { key: 'agora a', followers: 9_000 }, judged: { sentiment: 1 } },
      {
        ...{ text: 'Bad tea', author: { followers: undefined } },
        judged: { sentiment: -1, language: 'sv', intent: 'complaint', reach: 50 },
      },
      {
        ...{ text: 'Cocoa and tea', site: 'forum.example', network: undefined, author: { followers: undefined } },
        judged: { sentiment: null, language: 'en' },
      },
      {
        ...{ text: 'Good coffee', repostOf: 'agora x', kind: 'repost', author: { followers: undefined } },
        judged: { sentiment: 0 },
      },
    )
    const of = async (query: Record<string, unknown>) => (await texts(query)).sort()
    deepEqual(await of({ topics: rival.topicId }), ['Bad tea', 'Cocoa and tea'])
    deepEqual(await of({ queries: own.queryIds.coffee }), ['Good coffee', 'Good coffee'])
    deepEqual(await of({ topics: own.topicId, originals: 'true' }), ['Good coffee'])
    deepEqual(await of({ sentiment: 'negative,unsure' }), ['Bad tea', 'Cocoa and tea'])
    deepEqual(await of({ languages: 'sv' }), ['Bad tea'])
    deepEqual(await of({ countries: 'BG' }), ['Good coffee'])
    deepEqual(await of({ sites: 'forum.example' }), ['Cocoa and tea'])
    deepEqual(await of({ kinds: 'repost' }), ['Good coffee'])
    deepEqual(await of({ intents: 'complaint' }), ['Bad tea'])
    deepEqual(await of({ author: 'agora a' }), ['Good coffee'])
    deepEqual(await of({ minFollowers: 5_000 }), ['Good coffee'])
    deepEqual(await of({ minReach: 10, queries: rival.queryIds.tea }), ['Bad tea'])
    deepEqual(await of({ from: ago(-1).toISOString() }), [])
    deepEqual(await of({ topics: (await givenBrand(world)).brandId }), [])
  })

  test('search takes the whole query language, with all word forms, and shows where it found them', async () => {
    await freshBrand()
    await keep(
      { text: 'A broken promise; the cup is fine' },
      { text: 'The cups were broken, and nobody answers' },
      { text: 'Tea only', judged: { language: 'sv' } },
    )
    deepEqual(await texts({ q: 'cup' }), [
      'The cups were broken, and nobody answers',
      'A broken promise; the cup is fine',
    ])
    deepEqual(await texts({ q: '"broken promise"' }), ['A broken promise; the cup is fine'])
    deepEqual(await texts({ q: 'cup NEAR/1 broken' }), ['The cups were broken, and nobody answers'])
    deepEqual(await texts({ q: 'brok* -promise' }), ['The cups were broken, and nobody answers'])
    deepEqual(await texts({ q: 'lang:sv' }), ['Tea only'])
    deepEqual(await texts({ q: 'promise, cup!' }), ['A broken promise; the cup is fine'])
    const [found] = (await list({ q: 'tea' })).items
    deepEqual(found?.excerpt.marks, [{ from: 0, to: 3 }])
    await rejects(list({ q: '"open' }), (error: Refusal) => {
      deepEqual(
        error.fields.map(({ path, code }) => [path, code]),
        [['q', 'listening.query.openQuote']],
      )
      return true
    })
  })

  test('what was said once long ago is found as well as what is said all the time', async () => {
    await freshBrand()
    const posts = Array.from({ length: 3_300 }, (_, n) => ({ text: `Coffee number ${n}`, at: ago(n / 12) }))
    await keep(...posts, { text: 'A zeppelin brought coffee', at: ago(390) }, { text: 'Zeppelins again', at: ago(300) })
    deepEqual(await texts({ q: 'zeppelin' }), ['Zeppelins again', 'A zeppelin brought coffee'])
    const often = await list({ q: 'coffee', limit: 200 })
    equal(often.items.length, 200)
    equal((await list({ q: 'coffee', limit: 200, after: often.next })).items[0]?.excerpt.text, 'Coffee number 200')
    deepEqual(await texts({ q: '"number 3299"' }), ['Coffee number 3299'])
  })

  test('a correction holds at once, teaches, and can be undone with its lesson', async () => {
    const brandId = await freshBrand()
    const [one = '', other = ''] = await keep(
      { text: 'Sick beans, mate', judged: { sentiment: -1, language: 'de' } },
      { text: 'Plain words', judged: { sentiment: 0, language: 'de' } },
    )
    const { changed, changeId } = await change([one, other], { sentiment: 'positive', language: 'en' })
    deepEqual(changed.sort(), [one, other].sort())
    deepEqual((await texts({ sentiment: 'positive' })).length, 2)
    const shown = await show(one)
    deepEqual([shown.sentiment, shown.confidence, shown.corrected], ['positive', 1, ['sentiment', 'language']])
    const lesson = () =>
      world.db
        .selectFrom('feelingLesson')
        .select('adapter')
        .where('workspaceId', '=', brand.owner.workspaceId)
        .executeTakeFirst()
    ok(Object.keys((await lesson())?.adapter.weights ?? {}).length > 0)
    await change([other], { sentiment: 'negative' })
    await undo(changeId)
    deepEqual([(await show(one)).sentiment, (await show(one)).corrected], ['negative', []])
    equal((await show(other)).sentiment, 'negative', 'what was changed since stays')
    await rejects(undo(changeId), { code: 'listening.undone' })
    const acts = await world.db.selectFrom('act').select('name').where('brandId', '=', brandId).execute()
    deepEqual(acts.map((act) => act.name).sort(), ['mentions.changed', 'mentions.changed', 'mentions.undone'])
  })

  test('spam goes out of sight, with its author if one wishes, and comes back by undo', async () => {
    const brandId = await freshBrand()
    const [bot = ''] = await keep({ text: 'Cheap followers', author: { key: 'agora bot', handle: 'bot' } })
    await keep({ text: 'Fine beans' })
    const { changeId } = await change([bot], { spam: true, mute: true })
    deepEqual(await texts(), ['Fine beans'])
    deepEqual(await texts({ folder: 'spam' }), ['Cheap followers'])
    await keep({ text: 'Cheaper followers', author: { key: 'agora bot', handle: 'bot' } })
    const event = { cursor: '', type: 'mention.kept', workspaceId: null, payload: {}, at: world.clock.now() }
    await putOutMuted(world, { ...event, brandId })
    deepEqual((await texts({ folder: 'spam' })).sort(), ['Cheap followers', 'Cheaper followers'])
    await undo(changeId)
    deepEqual((await texts()).sort(), ['Cheap followers', 'Fine beans'])
    equal((await show(bot)).mutedId, null)
  })

  test('a mention is taken out of a topic and put into another, and the counts follow', async () => {
    const brandId = await freshBrand()
    const us = await givenTopic(world, brandId, { name: 'Us', queries: { rila: 'rila' } })
    const hills = await givenTopic(world, brandId, { name: 'Hills', queries: { hills: 'mountain' } })
    const [one = ''] = await keep({ text: 'Rila is a hill' }, { text: 'Rila roasts beans' })
    const { changeId } = await change([one], { removeTopics: [us.topicId], addTopics: [hills.topicId] })
    deepEqual(await texts({ topics: us.topicId }), ['Rila roasts beans'])
    deepEqual(await texts({ topics: hills.topicId }), ['Rila is a hill'])
    const unseen = async () =>
      (await countMentions(world.db, brand.owner, brandId)).topics.map(({ name, unseen }) => [name, unseen])
    deepEqual((await unseen()).sort(), [
      ['Hills', 1],
      ['Us', 1],
    ])
    await change([one], { seen: true })
    deepEqual((await unseen()).sort(), [
      ['Hills', 0],
      ['Us', 1],
    ])
    await undo(changeId)
    equal((await texts({ topics: us.topicId })).length, 2)
    deepEqual((await show(one)).why[0]?.met, ['rila'])
  })

  test('mentions are labelled and assigned; whoever gets them is told, a stranger does not', async () => {
    const brandId = await freshBrand()
    const anna = await givenCoworker(world, brand, 'Anna', 'author')
    const [one = ''] = await keep({ text: 'Who answers this?' })
    await change([one], { assigneeId: anna.userId, addLabels: ['VIP'] })
    const [mine] = (await listMentions(world.db, anna, brandId, MentionsQuery.parse({ folder: 'mine', labels: 'VIP' })))
      .items
    equal(mine?.assignee?.name, 'Anna')
    const notices = await world.db.selectFrom('notice').selectAll().where('userId', '=', anna.userId).execute()
    match(notices[0]?.href ?? '', new RegExp(`mention=${one}`))
    await rejects(change([one], { assigneeId: 'nobody' }), (error: Refusal) => {
      equal(error.fields[0]?.code, 'inbox.notAssignable')
      return true
    })
  })

  test('another brand neither sees nor changes them', async () => {
    await freshBrand()
    const [one = ''] = await keep({ text: 'Ours alone' })
    await freshBrand()
    deepEqual(await texts(), [])
    await rejects(show(one), { status: 404 })
    await rejects(change([one], { seen: true }), { status: 404 })
  })

  test('a case is opened with what was said as its pages; what has no address is left', async () => {
    const brandId = await freshBrand()
    const ids = await keep(
      { text: 'Stones in my bag', url: 'https://forum.example/1', judged: { sentiment: -1 } },
      { text: 'Told by radio' },
    )
    const given = { mentionIds: ids, caseId: null, title: 'Stones', severity: 3 }
    const { caseId, added, left } = await mentionsToCase(world, brand.owner, brandId, given)
    deepEqual([added, left], [1, 1])
    const pages = await world.db.selectFrom('casePage').selectAll().where('caseId', '=', caseId).execute()
    deepEqual(
      pages.map(({ url, quote, tone }) => [url, quote, tone]),
      [['https://forum.example/1', 'Stones in my bag', 'negative']],
    )
  })

  test('it is answered in the inbox where an account can, else where it stands', async () => {
    const brandId = await freshBrand()
    const [far = '', near = ''] = await keep(
      {
        text: 'Far away',
        url: 'https://blog.example/2',
        network: undefined,
        site: 'blog.example',
        key: 'web blog.example/2',
      },
      { text: 'Near by', url: 'https://mastodon.example/3', network: 'mastodon', key: 'mastodon 3' },
    )
    const place = (mentionId: string) => answerMention(world, { brandId, mentionId })
    deepEqual(await place(far), { conversationId: null, url: 'https://blog.example/2' })
    equal((await place(near)).conversationId, null, 'no account yet')
    const accountId = await givenAccount(world, brandId, { network: 'mastodon' })
    deepEqual(
      (await show(near)).answering.map((one) => one.id),
      [accountId],
    )
    const { conversationId } = await place(near)
    ok(conversationId)
    equal((await place(near)).conversationId, conversationId)
    const said = await world.db.selectFrom('interaction').selectAll().where('accountId', '=', accountId).execute()
    deepEqual(
      said.map(({ remoteId, text }) => [remoteId, text]),
      [['3', 'Near by']],
    )
  })

  test('who is erased leaves neither name nor words among mentions', async () => {
    const brandId = await freshBrand()
    const accountId = await givenAccount(world, brandId, { network: 'mastodon' })
    await hear(
      world,
      { brandId, accountId },
      {
        ...{ id: 'hello', kind: 'comment', at: world.clock.now(), text: 'Hello', media: [] },
        author: { id: 'ivan', handle: '@ivan', name: 'Ivan' },
      },
    )
    const [one = ''] = await keep({ text: 'I am Ivan', author: { key: 'mastodon ivan', handle: 'ivan', name: 'Ivan' } })
    const { personId } = await world.db
      .selectFrom('identity')
      .select('personId')
      .where('brandId', '=', brandId)
      .executeTakeFirstOrThrow()
    await erasePerson(world, brand.owner, { brandId, personId })
    const shown = await show(one)
    deepEqual([shown.text.text, shown.author.handle, shown.author.key, shown.isDeleted], ['', '', null, true])
    deepEqual(await texts({ q: 'ivan' }), [])
  })
})

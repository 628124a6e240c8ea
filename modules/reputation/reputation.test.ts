import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Refusal } from '../../kernel/failure.ts'
import { type DeskWorld, deskWorld } from '../brand/testing-desk.ts'
import { mergePersons, undoMerge } from '../people/merge-persons.ts'
import { mayPass } from '../team/index.ts'
import { bankAnswers, bankOf, changeBankItem, makeBankItem, useBankItem } from './bank.ts'
import { addPage, addPlacement, approveStatement, markWonBack, unmarkWonBack, writeStatement } from './case-parts.ts'
import { caseRoutes } from './case-routes.ts'
import { addConversations, changeCase, makeCase } from './cases.ts'
import { keepChain } from './chain.ts'
import { crisisRoutes } from './crisis-routes.ts'
import { whatWasNoted } from './forget-person.ts'
import { changeInvitation, invitationsOf, makeInvitation } from './invitations.ts'
import { measureReputation } from './measure-reputation.ts'
import { nameRoutes } from './name-routes.ts'
import { presentCase, presentCases, presentCasesOf } from './present-case.ts'
import { reputationIndex, weightOf } from './reputation-index.ts'
import { advocatesOf, criticsOf } from './speakers.ts'
import { givenCoworker, givenNamedBrand, givenSpeech, type NamedBrand, personCalled } from './testing-name.ts'

const refusedAs = (code: string) => (error: unknown) =>
  error instanceof Refusal && (error.code === code || error.fields.some((one) => one.code === code))

suite('A brand’s name', () => {
  let world: DeskWorld
  before(async () => {
    world = await deskWorld()
  })
  after(() => world.close())

  const opened = (brand: NamedBrand, conversationIds: string[] = []) =>
    makeCase(world, brand.owner, brand.brandId, {
      ...{ title: 'Cold coffee', problem: '', severity: 3, ownerId: null, deadline: null, conversationIds },
    })
  const seen = (brand: NamedBrand, caseId: string) =>
    presentCase(world, brand.owner, { brandId: brand.brandId, caseId }, 'en')

  test('is worth what those whose tone is told say, by number and by reach', async () => {
    const brand = await givenNamedBrand(world)
    await givenSpeech(world, brand, [
      { by: 'ada', tone: 'positive', followers: 9, labels: ['Taste'] },
      { by: 'boris', tone: 'positive', labels: ['Taste', 'Price'] },
      { by: 'vera', tone: 'negative', followers: 999 },
      { by: 'goran', tone: 'neutral' },
      { by: 'dana', tone: null },
    ])
    const asked = {
      from: new Date(world.clock.now().getTime() - 86_400_000).toISOString(),
      to: new Date(world.clock.now().getTime() + 86_400_000).toISOString(),
    }
    const { all, groups } = await measureReputation(world, brand.brandId, { ...asked, by: 'topic' })
    deepEqual([all.positive, all.neutral, all.negative, all.untold], [2, 1, 1, 1])
    equal(all.index, 0.25, '(2 − 1) ÷ 4')
    // 9 followers weigh 2, none weighs 1, 999 weigh 4.
    deepEqual([all.weightPositive, all.weightNegative, all.weightAll], [3, 4, 8])
    equal(all.weighted, -1 / 8, '(3 − 4) ÷ 8')
    deepEqual(
      groups.map((one) => [one.key, one.positive, one.negative, one.index]),
      [
        ['', 0, 1, -0.5],
        ['Price', 1, 0, 1],
        ['Taste', 2, 0, 1],
      ],
    )
    const nothing = await measureReputation(world, brand.brandId, { from: asked.to, to: asked.to, by: 'week' })
    deepEqual([nothing.all.index, nothing.all.weighted, nothing.groups], [null, null, []])
  })

  test('is nothing where nobody’s tone is told, which is not zero', () => {
    equal(reputationIndex({ positive: 0, neutral: 0, negative: 0 }), null)
    equal(reputationIndex({ positive: 3, neutral: 4, negative: 3 }), 0)
    deepEqual([weightOf(null), weightOf(0), weightOf(9), weightOf(999), weightOf(-5)], [1, 1, 2, 4, 1])
  })

  test('has friends who speak well of it again and again, and critics who are heard far', async () => {
    const brand = await givenNamedBrand(world)
    const weeksAgo = (n: number) => new Date(world.clock.now().getTime() - n * 7 * 86_400_000)
    await givenSpeech(world, brand, [
      { by: 'friend', tone: 'positive', at: weeksAgo(3) },
      { by: 'friend', tone: 'positive', at: weeksAgo(1) },
      { by: 'once', tone: 'positive', at: weeksAgo(1) },
      { by: 'robot', tone: 'positive', at: weeksAgo(1), bot: true },
      { by: 'robot', tone: 'positive', at: weeksAgo(2), bot: true },
      { by: 'moody', tone: 'positive', at: weeksAgo(3) },
      { by: 'moody', tone: 'positive', at: weeksAgo(2) },
      { by: 'moody', tone: 'negative', at: weeksAgo(1), labels: ['Delivery'] },
      { by: 'loud', tone: 'negative', at: weeksAgo(1), followers: 9_999 },
    ])
    const advocates = await advocatesOf(world, brand.brandId)
    deepEqual(
      advocates.items.map((one) => [one.name, one.positive, one.weeks, one.score]),
      [['friend', 2, 2, 4]],
    )
    const critics = await criticsOf(world, brand.brandId)
    deepEqual(
      critics.items.map((one) => [one.name, one.negative, one.score, one.topics]),
      [
        ['loud', 1, 5, []],
        ['moody', 1, 1, ['Delivery']],
      ],
    )
  })

  test('has its case gather conversations and pages once, and tells everything that was done', async () => {
    const brand = await givenNamedBrand(world)
    const ids = await givenSpeech(world, brand, [
      { by: 'ada', tone: 'negative' },
      { by: 'boris', tone: null },
    ])
    const caseId = await opened(brand, ids.slice(0, 1))
    const of = { brandId: brand.brandId, caseId }
    await addConversations(world, brand.owner, of, ids)
    await addConversations(world, brand.owner, of, ids)
    const page = { url: 'http://127.0.0.1:9/never-asked', quote: 'They serve it cold.', author: 'A blog' }
    await addPage(world, brand.owner, of, { ...page, tone: 'negative', mediaId: null })
    const found = await seen(brand, caseId)
    deepEqual([found.conversations, found.pages, found.negative], [2, 1, 2])
    deepEqual(
      found.log.map((one) => one.text),
      ['Opened the case', 'Added 1 conversation', 'Added 1 conversation', 'Captured http://127.0.0.1:9/never-asked'],
    )
    const offered = await presentCasesOf(world, brand.owner, { brandId: brand.brandId, conversationId: ids[1] ?? '' })
    deepEqual(
      offered.items.map((one) => [one.id, one.isIn]),
      [[caseId, true]],
    )
  })

  test('is spoken for by an approved statement alone; an edit is another version', async () => {
    const brand = await givenNamedBrand(world)
    const [conversationId = ''] = await givenSpeech(world, brand, [{ by: 'ada', tone: 'negative' }])
    const caseId = await opened(brand)
    const of = { brandId: brand.brandId, caseId }
    await writeStatement(world, brand.owner, of, { text: 'We are sorry.', language: 'en' })
    const [first] = (await seen(brand, caseId)).statements
    const placement = { kind: 'reply' as const, conversationId, postId: null, url: null, note: '' }
    const place = (statementId: string) =>
      addPlacement(world, brand.owner, of, { ...placement, statementId, disclosure: 'own' })
    await rejects(place(first?.id ?? ''), refusedAs('reputation.notApproved'))
    await approveStatement(world, brand.owner, { ...of, statementId: first?.id ?? '' })
    await place(first?.id ?? '')
    await writeStatement(world, brand.owner, of, { text: 'We are very sorry.', language: 'en' })
    const found = await seen(brand, caseId)
    equal(found.status, 'statement-out')
    deepEqual(
      found.statements.map((one) => [one.version, one.text, one.approvedBy?.name ?? null]),
      [
        [2, 'We are very sorry.', null],
        [1, 'We are sorry.', 'Portia'],
      ],
    )
    await writeStatement(world, brand.owner, of, { text: 'We are sorry, and here is what we did.', language: 'en' })
    await writeStatement(world, brand.owner, of, { text: 'Съжаляваме.', language: 'bg' })
    const approve = (version: number) =>
      seen(brand, caseId)
        .then(({ statements }) => statements.find((one) => one.version === version)?.id ?? '')
        .then((statementId) => approveStatement(world, brand.owner, { ...of, statementId }))
    await rejects(approve(2), refusedAs('reputation.superseded'))
    await approve(3)
    await approve(4)
    const nowhere = { ...placement, conversationId: null, statementId: null, disclosure: 'paid' as const }
    await rejects(addPlacement(world, brand.owner, of, { ...nowhere, kind: 'page' }), refusedAs('reputation.whereIsIt'))
  })

  test('wins people back who spoke ill and then well, and those of whom somebody says so', async () => {
    const brand = await givenNamedBrand(world)
    const ago = (hours: number) => new Date(world.clock.now().getTime() - hours * 3_600_000)
    const [ill = '', other = ''] = await givenSpeech(world, brand, [
      { by: 'ada', tone: 'negative', at: ago(9) },
      { by: 'boris', tone: 'negative', at: ago(8) },
      { by: 'ada', tone: 'positive', at: ago(1) },
      { by: 'boris', tone: 'positive', at: ago(30) },
    ])
    const caseId = await opened(brand, [ill, other])
    const personId = await personCalled(world, brand.brandId, 'boris')
    const before = await seen(brand, caseId)
    deepEqual(
      before.wonBack.map((one) => [one.name, one.how]),
      [['ada', 'seen']],
    )
    await markWonBack(
      world,
      brand.owner,
      { brandId: brand.brandId, caseId },
      { personId, reason: 'Called to thank us' },
    )
    const marked = (await seen(brand, caseId)).wonBack
    deepEqual(
      marked.map((one) => [one.name, one.how, one.reason]),
      [
        ['boris', 'marked', 'Called to thank us'],
        ['ada', 'seen', 'Was against the brand in this case, and has spoken well of it since.'],
      ],
    )
  })

  test('is nobody else’s: cases, conversations, persons and bank of another brand cannot be reached', async () => {
    const [ours, theirs] = [await givenNamedBrand(world), await givenNamedBrand(world)]
    const [talk = ''] = await givenSpeech(world, theirs, [{ by: 'ada', tone: 'positive' }])
    const caseId = await opened(theirs, [talk])
    await rejects(
      presentCase(world, ours.owner, { brandId: ours.brandId, caseId }, 'en'),
      refusedAs('reputation.noCase'),
    )
    await rejects(
      changeCase(world, ours.owner, { brandId: ours.brandId, caseId }, { title: 'Ours' }),
      refusedAs('reputation.noCase'),
    )
    await rejects(opened(ours, [talk]), refusedAs('reputation.noConversation'))
    const personId = await personCalled(world, theirs.brandId, 'ada')
    const invited = makeInvitation(world, ours.owner, ours.brandId, { personId, note: '', dueOn: null })
    await rejects(invited, refusedAs('reputation.noPerson'))
    const words = { kind: 'statement' as const, title: 'Sorry', texts: { en: 'Sorry' }, source: '' }
    const item = await makeBankItem(world, theirs.owner, theirs.brandId, { ...words, sourceUrl: null, caseId: null })
    const use = useBankItem(world, ours.owner, { brandId: ours.brandId, itemId: item.id }, { conversationId: talk })
    await rejects(use, refusedAs('reputation.gone'))
    deepEqual((await presentCases(world, ours.brandId, { status: 'all' })).items, [])
    deepEqual((await advocatesOf(world, ours.brandId)).items, [])
  })

  test('keeps ready words in several languages, counts their use, and takes no fact without its source', async () => {
    const brand = await givenNamedBrand(world)
    const [conversationId = ''] = await givenSpeech(world, brand, [{ by: 'ada', tone: null }])
    await world.db.updateTable('conversation').set({ language: 'uk' }).where('id', '=', conversationId).execute()
    const fact = { kind: 'fact' as const, title: 'Tested', texts: { en: 'Tested monthly', uk: 'Щомісячні перевірки' } }
    const make = (source: string) =>
      makeBankItem(world, brand.owner, brand.brandId, { ...fact, source, sourceUrl: null, caseId: null })
    await rejects(make(''), refusedAs('reputation.factWithoutSource'))
    const { id: itemId } = await make('The laboratory’s report')
    const used = await useBankItem(world, brand.owner, { brandId: brand.brandId, itemId }, { conversationId })
    deepEqual(used, { text: 'Щомісячні перевірки', language: 'uk' })
    const rows = await bankOf(world.db, brand.brandId, { q: 'щомісячні ПЕРЕВІРКИ' })
    const [found] = await bankAnswers(world.db, rows)
    deepEqual([found?.id, found?.used], [itemId, 1])
    deepEqual(await bankOf(world.db, brand.brandId, { q: 'nowhere' }), [])
  })

  test('asks a friend once at a time, and keeps how it went', async () => {
    const brand = await givenNamedBrand(world)
    await givenSpeech(world, brand, [{ by: 'ada', tone: 'positive' }])
    const personId = await personCalled(world, brand.brandId, 'ada')
    const invite = () =>
      makeInvitation(world, brand.owner, brand.brandId, { personId, note: 'Recipes?', dueOn: '2020-01-02' })
    const invitationId = await invite()
    await rejects(invite(), refusedAs('reputation.invitedAlready'))
    const [late] = (await invitationsOf(world, brand.brandId)).items
    deepEqual([late?.state, late?.dueOn, late?.isLate], ['to-ask', '2020-01-02', true])
    await changeInvitation(
      world,
      brand.owner,
      { brandId: brand.brandId, invitationId },
      { state: 'agreed', note: 'Yes' },
    )
    const [found] = (await invitationsOf(world, brand.brandId)).items
    deepEqual(
      found?.log.map((one) => [one.state, one.note]),
      [
        ['to-ask', 'Recipes?'],
        ['agreed', 'Yes'],
      ],
    )
    await invite()
  })

  test('keeps invitations and marks of whoever turns out to be one person with another, and gives them back when they are two', async () => {
    const brand = await givenNamedBrand(world)
    const { brandId, owner } = brand
    const [talk = ''] = await givenSpeech(world, brand, [
      { by: 'ada', tone: 'negative' },
      { by: 'ada_too', tone: 'positive' },
    ])
    const [ada, too] = [await personCalled(world, brandId, 'ada'), await personCalled(world, brandId, 'ada_too')]
    const caseId = await opened(brand, [talk])
    const of = { brandId, caseId }
    const invite = (personId: string) => makeInvitation(world, owner, brandId, { personId, note: '', dueOn: null })
    await invite(too)
    for (const personId of [ada, too]) {
      world.clock.moveBy(1_000)
      await markWonBack(world, owner, of, { personId, reason: `${personId} thanked` })
    }
    await mergePersons(world, owner, { brandId, keptId: ada, otherId: too })
    const [invitation] = (await invitationsOf(world, brandId)).items
    deepEqual([invitation?.personId, invitation?.name !== ''], [ada, true])
    await rejects(invite(ada), refusedAs('reputation.invitedAlready'))
    deepEqual(
      (await seen(brand, caseId)).wonBack.map((one) => [one.personId, one.reason, one.name !== '']),
      [[ada, `${too} thanked`, true]],
    )
    const told: unknown[] = []
    for await (const one of whatWasNoted(world.db, { brandId, personId: ada, identityIds: [] })) told.push(one)
    equal(told.length, 3)
    const { id: mergeId } = await world.db
      .selectFrom('personMerge')
      .select('id')
      .where('keptId', '=', ada)
      .executeTakeFirstOrThrow()
    await undoMerge(world, owner, brandId, mergeId)
    deepEqual(
      (await invitationsOf(world, brandId)).items.map((one) => one.personId),
      [too],
    )
    deepEqual((await seen(brand, caseId)).wonBack.map((one) => one.personId).sort(), [ada, too].sort())
    await unmarkWonBack(world, owner, { ...of, personId: too })
    deepEqual(
      (await seen(brand, caseId)).wonBack.map((one) => one.personId),
      [ada],
    )
  })

  test('has in its audit trail what was done to what, and which field became what', async () => {
    const brand = await givenNamedBrand(world)
    const { brandId, owner } = brand
    const of = { brandId, caseId: await opened(brand) }
    const deadline = '2030-01-02T10:00:00.000Z'
    await changeCase(world, owner, of, { severity: 4, deadline, problem: 'Cups are cold.', ownerId: owner.userId })
    await changeCase(world, owner, of, { severity: 4, status: 'working' })
    await keepChain(world, owner, brandId, [{ userId: owner.userId, waitMinutes: 5 }])
    const words = { kind: 'statement' as const, title: 'Sorry', texts: { en: 'Sorry' }, source: '' }
    const item = await makeBankItem(world, owner, brandId, { ...words, sourceUrl: null, caseId: null })
    const renamed = { ...words, title: 'So sorry', texts: { en: 'So sorry' }, sourceUrl: null, caseId: null }
    await changeBankItem(world, owner, { brandId, itemId: item.id }, renamed)
    const acts = await world.db.selectFrom('act').select(['name', 'details']).where('brandId', '=', brandId).execute()
    equal(acts.length, 6)
    deepEqual(
      new Map(acts.map((one) => [one.name, one.details])),
      new Map<string, unknown>([
        ['case.made', { name: 'Cold coffee' }],
        [
          'case.changed',
          {
            name: 'Cold coffee',
            changes: [
              { field: 'severity', from: 3, to: 4 },
              { field: 'problem', from: null, to: null },
              { field: 'ownerId', from: null, to: owner.userId },
              { field: 'deadline', from: null, to: deadline },
            ],
          },
        ],
        [
          'case.moved-on',
          { name: 'Cold coffee', status: 'working', changes: [{ field: 'status', from: 'open', to: 'working' }] },
        ],
        ['crisis-chain.changed', { before: [], after: [{ userId: owner.userId, waitMinutes: 5 }] }],
        ['bank-item.made', { name: 'Sorry', kind: 'statement' }],
        [
          'bank-item.changed',
          {
            name: 'Sorry',
            changes: [
              { field: 'title', from: 'Sorry', to: 'So sorry' },
              { field: 'texts', from: null, to: null },
            ],
          },
        ],
      ]),
    )
    const { log } = await seen(brand, of.caseId)
    deepEqual(log.find((one) => one.changes.length === 4)?.changes.at(2), {
      field: 'ownerId',
      from: null,
      to: owner.name,
    })
  })

  test('is seen by viewers, gathered for by authors, spoken for by editors, and steered by managers; clients see nothing', async () => {
    const brand = await givenNamedBrand(world)
    const people = {
      manager: await givenCoworker(world, brand, 'Mira', 'manager'),
      editor: await givenCoworker(world, brand, 'Emil', 'editor'),
      author: await givenCoworker(world, brand, 'Asen', 'author'),
      viewer: await givenCoworker(world, brand, 'Vlad', 'viewer'),
      client: await givenCoworker(world, brand, 'Klara', 'client'),
    }
    const routes = [...caseRoutes, ...crisisRoutes, ...nameRoutes]
    const least = (method: string, ending: string) => {
      const found = routes.find((one) => one.method === method && one.path.endsWith(ending))
      ok(found, ending)
      return Object.entries(people)
        .filter(([, caller]) => mayPass(found.access, caller, brand.brandId) === 'yes')
        .at(-1)?.[0]
    }
    equal(least('GET', '/cases'), 'viewer')
    equal(least('POST', '/cases/:caseId/conversations'), 'author')
    equal(least('POST', '/statements'), 'editor')
    equal(least('POST', '/approve'), 'manager')
    equal(least('POST', '/crises'), 'manager')
    equal(least('POST', '/resume'), 'manager')
    equal(least('POST', '/use'), 'author')
    equal(least('GET', '/critics'), 'viewer')
  })
})

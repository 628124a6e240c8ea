import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { sql } from 'kysely'
import { Refusal } from '../../kernel/failure.ts'
import { type DeskWorld, deskWorld, givenMember } from '../brand/testing-desk.ts'
import { changeConversation } from '../inbox/index.ts'
import { cancelDryRun, runDryRun, startDryRun } from './dry-run.ts'
import { runOf } from './dry-run-store.ts'
import { followLabel } from './follow-labels.ts'
import { hitsOf } from './hit-store.ts'
import { presentHits } from './present.ts'
import { rulesOf, versionsOf } from './rule-store.ts'
import { changeRule, orderRules } from './rules.ts'
import { teachSpam } from './teach.ts'
import { type GivenActions, givenModeration, givenRule } from './testing-moderation.ts'
import { undoHit, undoSince } from './undo-hit.ts'

suite('Rules on what is heard', () => {
  let world: DeskWorld
  before(async () => {
    world = await deskWorld()
  })
  after(() => world.close())

  const conversations = (brandId: string) =>
    world.db.selectFrom('conversation').selectAll().where('brandId', '=', brandId).orderBy('openedAt').execute()
  const hits = async (brandId: string) => (await hitsOf(world.db, { brandId, limit: 100 })).rows

  test('a label that was given another name is put on under it by rules, which keep what they said before', async () => {
    const desk = await givenModeration(world)
    const actions: GivenActions = [{ kind: 'label', labels: ['Rude', 'Late'] }]
    const { id } = await givenRule(world, desk, [{ kind: 'stopWords', categories: [] }], actions)
    const event = { cursor: '', type: 'label.renamed', workspaceId: null, brandId: desk.brandId, at: world.clock.now() }
    for (let twice = 0; twice < 2; twice++)
      await followLabel(world, { ...event, payload: { label: 'Rude', to: 'Impolite' } })
    const [rule] = await rulesOf(world.db, desk.brandId)
    deepEqual(rule?.actions, [{ kind: 'label', labels: ['Impolite', 'Late'] }])
    const versions = await versionsOf(world.db, id)
    deepEqual(
      versions.map((one) => [one.version, one.actions]),
      [
        [2, rule?.actions],
        [1, actions],
      ],
    )
  })

  test('what a rule hits is done once, however often it is told, and names the rule', async () => {
    const desk = await givenModeration(world)
    await givenRule(
      world,
      desk,
      [{ kind: 'stopWords', categories: ['profanity'] }],
      [
        { kind: 'label', labels: ['Rude'] },
        { kind: 'priority', priority: 2 },
        { kind: 'hide' },
        { kind: 'notify', userIds: [desk.owner.userId] },
      ],
      { name: 'No swearing' },
    )
    await desk.say({ text: 'This is s.h.i.t' }, { text: 'Lovely coffee' })
    await desk.listen()
    await desk.listen()
    const [rude, kind] = await conversations(desk.brandId)
    deepEqual([rude?.labels, rude?.priority, kind?.labels], [['Rude'], 2, []])
    const [hit, ...others] = await hits(desk.brandId)
    equal(others.length, 0)
    deepEqual(hit?.places, [{ from: 8, to: 15 }])
    const acts = await world.db.selectFrom('interactionAct').selectAll().where('brandId', '=', desk.brandId).execute()
    deepEqual(
      acts.map((one) => [one.kind, one.state, one.byRule, one.by]),
      [['hide', 'waiting', 'No swearing', null]],
    )
    const notices = await world.db.selectFrom('notice').selectAll().where('userId', '=', desk.owner.userId).execute()
    equal(notices.filter((one) => one.kind === 'rules.hit').length, 1)
    const lines = await world.db
      .selectFrom('conversationLine')
      .selectAll()
      .where('brandId', '=', desk.brandId)
      .execute()
    ok(lines.length > 0 && lines.every((one) => one.byRule === 'No swearing' && one.by === null))
  })

  test('the brand’s own words, those of its other accounts and those a rule wrote are never judged', async () => {
    const desk = await givenModeration(world)
    await givenRule(world, desk, [{ kind: 'empty', not: true }], [{ kind: 'label', labels: ['All'] }])
    await desk.say({ text: 'Ours', own: true }, { text: 'Ours too', by: desk.accountId }, { text: 'Theirs' })
    await desk.listen()
    equal((await hits(desk.brandId)).length, 1)
  })

  test('rules are judged in the order given them, and one that stops ends it', async () => {
    const desk = await givenModeration(world)
    const label = (name: string): GivenActions => [{ kind: 'label', labels: [name] }]
    const always = [{ kind: 'length', least: 1, most: null } as const]
    const first = await givenRule(world, desk, always, label('First'))
    const second = await givenRule(world, desk, always, label('Second'), { stops: true })
    await orderRules(world, desk.owner, desk.brandId, [second.id, first.id])
    await desk.say({ text: 'Hello' })
    await desk.listen()
    deepEqual((await conversations(desk.brandId))[0]?.labels, ['Second'])
    await rejects(orderRules(world, desk.owner, desk.brandId, [first.id]), Refusal)
  })

  test('a hit is undone as far as nobody changed it since, once, with the reason for what stays', async () => {
    const desk = await givenModeration(world)
    const boris = await givenMember(world, { workspaceId: desk.owner.workspaceId, brandId: desk.brandId })
    await givenRule(
      world,
      desk,
      [{ kind: 'links', to: 'any' }],
      [
        { kind: 'label', labels: ['Link'] },
        { kind: 'assign', userId: boris.userId },
        { kind: 'state', state: 'spam' },
        { kind: 'tone', tone: 'negative' },
      ],
    )
    await desk.say({ text: 'Buy at cheap-likes.shop' })
    await desk.listen()
    const [one] = await conversations(desk.brandId)
    deepEqual([one?.state, one?.assigneeId, one?.tone], ['spam', boris.userId, 'negative'])
    const actor = { kind: 'person', caller: desk.owner } as const
    await changeConversation(world, actor, one?.id ?? '', { assigneeId: desk.owner.userId })
    const [hit] = await hits(desk.brandId)
    await undoHit(world, desk.owner, desk.brandId, hit?.id ?? '')
    await undoHit(world, desk.owner, desk.brandId, hit?.id ?? '')
    const [now] = await conversations(desk.brandId)
    deepEqual([now?.state, now?.labels, now?.tone, now?.assigneeId], ['open', [], null, desk.owner.userId])
    const [shown] = await presentHits(world.db, desk.brandId, await hits(desk.brandId), 'en')
    deepEqual(
      shown?.actions.map((done) => done.state),
      ['undone', 'kept', 'undone', 'undone'],
    )
    equal(shown?.actions[1]?.text, 'assigned: Portia: somebody changed it since')
  })

  test('all hits of a rule since a moment are undone together, and no others', async () => {
    const desk = await givenModeration(world)
    const rule = await givenRule(world, desk, [{ kind: 'links', to: 'any' }], [{ kind: 'label', labels: ['Link'] }])
    await desk.say({ text: 'a.shop' })
    await desk.listen()
    world.clock.moveBy(60_000)
    const since = world.clock.now()
    await desk.say({ text: 'b.shop' }, { text: 'c.shop' })
    await desk.listen()
    deepEqual(await undoSince(world, desk.owner, { brandId: desk.brandId, ruleId: rule.id, since, after: '' }), {
      undone: 2,
      kept: 0,
      next: null,
    })
    deepEqual(
      (await conversations(desk.brandId)).map((one) => one.labels),
      [['Link'], [], []],
    )
  })

  test('a flood is seen as it comes: the third of the same from anybody, not the first two', async () => {
    const desk = await givenModeration(world)
    await givenRule(
      world,
      desk,
      [{ kind: 'flood', what: 'alike', count: 3, minutes: 10 }],
      [{ kind: 'label', labels: ['Flood'] }],
    )
    for (const by of ['a', 'b', 'c']) {
      await desk.say({ text: 'Boycott this shop today', by })
      await desk.listen()
    }
    deepEqual(
      (await conversations(desk.brandId)).map((one) => one.labels.length),
      [0, 0, 1],
    )
  })

  test('calling a conversation spam teaches at once, taking it out teaches the opposite, and a rule teaches nothing', async () => {
    const desk = await givenModeration(world)
    const text = 'Crystal healers of moonlight valley greet everybody'
    await desk.say({ text }, { text: `${text} again`, by: 'eve' })
    const [first, second] = await conversations(desk.brandId)
    const [said] = await world.db
      .selectFrom('interaction')
      .select('id')
      .where('conversationId', '=', second?.id ?? '')
      .execute()
    const score = async () => {
      await world.db
        .deleteFrom('spamLesson')
        .where('interactionId', '=', said?.id ?? '')
        .execute()
      const { rows } = await sql<{ spam: number; honest: number }>`
        select spam, honest from spam_feature where brand_id = ${desk.brandId} and feature = ''`.execute(world.db)
      return rows[0] ?? { spam: 0, honest: 0 }
    }
    const actor = { kind: 'person', caller: desk.owner } as const
    await changeConversation(world, { kind: 'rule', ruleId: 'r', name: 'Rule' }, first?.id ?? '', { state: 'spam' })
    await desk.listen()
    deepEqual(await score(), { spam: 0, honest: 0 })
    await changeConversation(world, actor, first?.id ?? '', { state: 'open' })
    await changeConversation(world, actor, first?.id ?? '', { state: 'spam' })
    await desk.listen()
    deepEqual(await score(), { spam: 1, honest: 0 })
    const taught = await teachSpam(world, { ...desk, interactionId: said?.id ?? '', isSpam: true, by: null })
    ok(taught.score >= 60, `${taught.score}`)
    await changeConversation(world, actor, first?.id ?? '', { state: 'open' })
    await desk.listen()
    const { rows } = await sql<{ spam: number; honest: number }>`
      select spam, honest from spam_feature where brand_id = ${desk.brandId} and feature = ''`.execute(world.db)
    deepEqual(rows, [{ spam: 1, honest: 1 }])
  })

  test('a rule that would hit most of what was said asks first, one that means nothing is refused at its field', async () => {
    const desk = await givenModeration(world)
    await desk.say(...Array.from({ length: 30 }, (_, n) => ({ text: n < 20 ? `Hello ${n}` : 'Bye' })))
    const make = (conditions: Parameters<typeof givenRule>[2], more = {}) =>
      givenRule(world, desk, conditions, [{ kind: 'label', labels: ['x'] }], { confirmed: false, ...more })
    await rejects(make([{ kind: 'words', words: ['hello'] }]), { code: 'rules.hitsMost', values: { hit: 20, of: 30 } })
    ok(await make([{ kind: 'words', words: ['hello'] }], { confirmed: true }))
    const narrow = await make([{ kind: 'words', words: ['bye'] }])
    await rejects(
      changeRule(
        world,
        desk.owner,
        { ...desk, ruleId: narrow.id },
        { match: { all: true, conditions: [{ kind: 'empty', not: true }] } },
      ),
      { code: 'rules.hitsMost' },
    )
    const fieldsOf = async (act: Promise<unknown>) => {
      const error = await act.then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      return error instanceof Refusal ? error.fields.map(({ path, code }) => `${path} ${code}`) : []
    }
    deepEqual(await fieldsOf(make([])), ['match.conditions rules.noCondition'])
    deepEqual(
      await fieldsOf(
        make([
          { kind: 'words', words: ['ok', '***'] },
          { kind: 'length', least: null, most: null },
          { kind: 'account', accountIds: [desk.brandId] },
        ]),
      ),
      [
        ...['match.conditions.0.words.1 rules.noWord', 'match.conditions.1.least rules.noBound'],
        'match.conditions.2.accountIds.0 rules.noAccount',
      ],
    )
  })

  test('what a rule says is kept version by version, being switched off is none', async () => {
    const desk = await givenModeration(world)
    const rule = await givenRule(world, desk, [{ kind: 'bot' }], [{ kind: 'label', labels: ['Bot'] }])
    await changeRule(world, desk.owner, { ...desk, ruleId: rule.id }, { isOn: false })
    await changeRule(world, desk.owner, { ...desk, ruleId: rule.id }, { name: 'Robots' })
    const versions = await world.db.selectFrom('ruleVersion').selectAll().where('ruleId', '=', rule.id).execute()
    deepEqual(
      versions.map((one) => [one.version, one.name]),
      [
        [1, 'Rule'],
        [2, 'Robots'],
      ],
    )
    const [now] = await rulesOf(world.db, desk.brandId)
    equal(now?.isOn, false)
  })

  test('a dry run judges the past and does nothing, shows what it hit and what not, and stops when told', async () => {
    const desk = await givenModeration(world)
    await desk.say(...Array.from({ length: 60 }, (_, n) => ({ text: n % 3 ? `Hello ${n}` : `What a sh1t ${n}` })))
    const match = { all: true, conditions: [{ kind: 'stopWords' as const, not: false, categories: [] }] }
    const runId = await startDryRun(world, desk.owner, desk.brandId, { match, most: 1_000 })
    await runDryRun(world, { runId, brandId: desk.brandId })
    const run = await runOf(world.db, desk.brandId, runId)
    deepEqual([run.state, run.total, run.judged, run.hit], ['done', 60, 60, 20])
    const [sample] = run.hitSamples
    equal(sample?.text.slice(sample.places[0]?.from, sample.places[0]?.to), 'sh1t')
    equal(sample?.text, 'What a sh1t 57')
    deepEqual([run.hitSamples.length, run.keptSamples.length], [20, 20])
    equal((await hits(desk.brandId)).length, 0)

    const another = await startDryRun(world, desk.owner, desk.brandId, { match, most: 30 })
    await cancelDryRun(world, desk.brandId, another)
    await runDryRun(world, { runId: another, brandId: desk.brandId })
    const stopped = await runOf(world.db, desk.brandId, another)
    deepEqual([stopped.state, stopped.judged], ['cancelled', 0])
    await rejects(runOf(world.db, (await givenModeration(world)).brandId, runId), { code: 'rules.noRun' })
  })

  test('a conversation is in the language it was last spoken in, when that can be told', async () => {
    const desk = await givenModeration(world)
    await desk.say({ text: 'Колко струва доставката до Пловдив?' }, { text: '👍', by: 'eve' })
    await desk.listen()
    deepEqual(
      (await conversations(desk.brandId)).map((one) => one.language),
      ['bg', null],
    )
  })

  test('nothing of another brand can be changed, undone or taught', async () => {
    const [mine, theirs] = [await givenModeration(world), await givenModeration(world)]
    const rule = await givenRule(world, theirs, [{ kind: 'links', to: 'any' }], [{ kind: 'label', labels: ['Link'] }])
    await theirs.say({ text: 'a.shop' })
    await theirs.listen()
    const [hit] = await hits(theirs.brandId)
    const { brandId, owner } = mine
    await rejects(changeRule(world, owner, { brandId, ruleId: rule.id }, { name: 'x' }), { code: 'rules.noRule' })
    await rejects(orderRules(world, owner, brandId, [rule.id]), { code: 'rules.noRule' })
    await rejects(undoHit(world, owner, brandId, hit?.id ?? ''), { code: 'rules.noHit' })
    await rejects(undoSince(world, owner, { brandId, ruleId: rule.id, since: new Date(0), after: '' }), {
      code: 'rules.noRule',
    })
    const interactionId = hit?.interactionId ?? ''
    await rejects(teachSpam(world, { brandId, interactionId, isSpam: true, by: null }), { code: 'rules.noInteraction' })
    deepEqual((await conversations(theirs.brandId))[0]?.labels, ['Link'])
  })

  test('a rule replies once a day in a conversation, as a machine, and says why it did not again', async () => {
    const desk = await givenModeration(world)
    await givenRule(world, desk, [{ kind: 'empty', not: true }], [{ kind: 'reply', text: 'We are back on Monday.' }])
    await desk.say({ id: 'first', text: 'Are you open?', under: { id: 'post' } })
    await desk.listen()
    await desk.say({ id: 'second', text: 'Hello?', under: { id: 'post' }, replyTo: 'first' })
    await desk.listen()
    const replies = await world.db.selectFrom('reply').selectAll().where('brandId', '=', desk.brandId).execute()
    deepEqual(
      replies.map((one) => [one.text, one.automated, one.rule]),
      [['We are back on Monday.', true, 'Rule']],
    )
    const [again, first] = await presentHits(world.db, desk.brandId, await hits(desk.brandId), 'en')
    deepEqual([first?.actions[0]?.state, again?.actions[0]?.state], ['done', 'failed'])
    ok(again?.actions[0]?.text.includes('already replied'), again?.actions[0]?.text)
  })

  test('what a network cannot do is told beside what was done', async () => {
    const desk = await givenModeration(world, 'mastodon')
    await givenRule(
      world,
      desk,
      [{ kind: 'empty', not: true }],
      [{ kind: 'hide' }, { kind: 'label', labels: ['Seen'] }],
    )
    await desk.say({ text: 'Hello' })
    await desk.listen()
    const [hit] = await presentHits(world.db, desk.brandId, await hits(desk.brandId), 'en')
    deepEqual(
      hit?.actions.map((one) => one.state),
      ['failed', 'done'],
    )
    ok((hit?.actions[0]?.text.length ?? 0) > 'hidden: '.length)
  })
})

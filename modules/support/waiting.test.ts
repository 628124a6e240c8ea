import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { inTransaction } from '../../kernel/db/connect.ts'
import { newId } from '../../kernel/id.ts'
import type { Interaction } from '../../networks/contract.ts'
import { type DeskWorld, deskWorld, givenAccount, givenBrand, type TestBrand } from '../brand/testing-desk.ts'
import { changeConversation } from '../inbox/index.ts'
import { keepHeard } from '../inbox/keep.ts'
import { addChannel } from './channels.ts'
import { followMoved } from './follow-conversations.ts'
import { alertOfHeard } from './hear-conversations.ts'
import { replaceSchedules } from './hours.ts'
import { replaceLevels } from './levels.ts'
import { measureService } from './measure.ts'
import { recountWaits } from './recount-waits.ts'
import { warnOfLate } from './watch-waits.ts'

const minute = 60_000
/** A Monday, eleven in Sofia. */
const monday = new Date('2026-11-23T09:00:00Z')
const week = [1, 2, 3, 4, 5, 6, 7].map((day) => (day < 6 ? [{ from: '09:00', to: '17:00' }] : []))
const usual = {
  ...{ name: 'All', kinds: [], labels: [], priorities: [], accountIds: [], time: 'business' as const, enabled: true },
  ...{ firstMinutes: 60, nextMinutes: 120, resolutionMinutes: null, warnMinutes: 15 },
}

suite('Service levels over a real database', () => {
  let world: DeskWorld
  let desk: TestBrand
  let accountId: string
  let said = 0
  before(async () => {
    world = await deskWorld({ now: monday })
    desk = await givenBrand(world)
    accountId = await givenAccount(world, desk.brandId, { network: 'mastodon' })
    await replaceSchedules(world, desk.owner, desk.brandId, [
      { name: 'Office', zone: 'Europe/Sofia', week, holidays: [], accountIds: [] },
    ])
    await replaceLevels(world, desk.owner, desk.brandId, [usual])
  })
  after(() => world.close())

  const hear = async (who: string, minutes: number, more: Partial<Interaction> = {}) => {
    const author = { id: who, handle: `@${who}`, name: who }
    const what: Interaction = {
      ...{
        id: `m${said++}`,
        kind: 'message',
        at: new Date(monday.getTime() + minutes * minute),
        author,
        text: 'Hello',
      },
      ...{ under: { id: `chat of ${who}` }, media: [], ...more },
    }
    const tell = [{ accountId, brandId: desk.brandId, what }]
    await inTransaction(world.db, (tx) => keepHeard(tx, tell, world.clock.now()))
    const row = await world.db
      .selectFrom('interaction')
      .select(['id', 'conversationId'])
      .where('remoteId', '=', what.id)
      .executeTakeFirstOrThrow()
    const conversationId = row.conversationId ?? ''
    await recountWaits(world, conversationId)
    return { conversationId, interactionId: row.id }
  }
  const own = { author: { id: 'us', handle: '@us', name: 'Us' }, own: true }
  const duesOf = (id: string) =>
    world.db
      .selectFrom('conversation')
      .select(['answerDueAt', 'nextDueAt'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  const alertsOf = (conversationId: string) =>
    world.db.selectFrom('alert').select('event').where('conversationId', '=', conversationId).orderBy('id').execute()

  test('who writes is due an answer in business time, and no longer once answered; then the next one is', async () => {
    const { conversationId } = await hear('ana', 5)
    equal((await duesOf(conversationId)).answerDueAt?.toISOString(), '2026-11-23T10:05:00.000Z')
    await hear('ana', 20, own)
    deepEqual(await duesOf(conversationId), { answerDueAt: null, nextDueAt: null })
    await hear('ana', 30)
    equal((await duesOf(conversationId)).nextDueAt?.toISOString(), '2026-11-23T11:30:00.000Z')
  })

  test('an answer of a rule leaves the person waiting', async () => {
    const { conversationId } = await hear('rules', 1)
    const { interactionId } = await hear('rules', 2, own)
    await world.db.updateTable('interaction').set({ automated: true }).where('id', '=', interactionId).execute()
    await recountWaits(world, conversationId)
    ok((await duesOf(conversationId)).answerDueAt)
  })

  test('what was said before the account was connected is promised to nobody', async () => {
    const { conversationId } = await hear('old', -3 * 24 * 60)
    deepEqual(await duesOf(conversationId), { answerDueAt: null, nextDueAt: null })
  })

  test('somebody is warned before the miss, and once of the miss itself; who is answered in time is not', async () => {
    const late = await hear('late', 40)
    const soon = await hear('soon', 80)
    const answered = await hear('answered', 40)
    await hear('answered', 50, own)
    world.clock.moveTo(new Date(monday.getTime() + 126 * minute))
    for (let turn = 0; turn < 2; turn++) await warnOfLate(world)
    deepEqual(
      (await alertsOf(late.conversationId)).map((one) => one.event),
      ['late'],
    )
    deepEqual(
      (await alertsOf(soon.conversationId)).map((one) => one.event),
      ['late-soon'],
    )
    deepEqual(await alertsOf(answered.conversationId), [])
    const notices = await world.db.selectFrom('notice').select('kind').where('userId', '=', desk.owner.userId).execute()
    ok(notices.some((one) => one.kind === 'support.late') && notices.some((one) => one.kind === 'support.late-soon'))
    const { missedAt } = await world.db
      .selectFrom('serviceWait')
      .select('missedAt')
      .where('conversationId', '=', late.conversationId)
      .where('kind', '=', 'first')
      .executeTakeFirstOrThrow()
    equal(missedAt?.toISOString(), '2026-11-23T10:40:00.000Z')
  })

  test('measures tell the median, the p90 and what was kept of the promise, in raw and in business time', async () => {
    const other = await givenBrand(world)
    const id = await givenAccount(world, other.brandId, { network: 'mastodon' })
    const waits = [10, 20, 30, 90].map((minutes, n) => ({
      ...{ kind: 'first' as const, since: monday, brandId: other.brandId, accountId: id, conversationKind: 'message' },
      ...{
        levelId: null,
        dueAt: new Date(monday.getTime() + 60 * minute),
        warnAt: null,
        warnedAt: null,
        missedAt: null,
      },
      ...{ endedAt: new Date(monday.getTime() + minutes * minute), endedHow: 'answered' as const },
      ...{ by: n ? other.owner.userId : null, rawMs: minutes * minute, businessMs: (minutes / 2) * minute },
    }))
    const conversations = await Promise.all(['a', 'b', 'c', 'd'].map((who) => hear(`measured ${who}`, 0)))
    await world.db
      .insertInto('serviceWait')
      .values(waits.map((wait, n) => ({ ...wait, conversationId: conversations[n]?.conversationId ?? '' })))
      .onConflict((found) =>
        found.columns(['conversationId', 'kind', 'since']).doUpdateSet((of) => ({
          ...{ brandId: of.ref('excluded.brandId'), endedAt: of.ref('excluded.endedAt'), by: of.ref('excluded.by') },
          ...{
            endedHow: of.ref('excluded.endedHow'),
            rawMs: of.ref('excluded.rawMs'),
            dueAt: of.ref('excluded.dueAt'),
          },
          businessMs: of.ref('excluded.businessMs'),
        })),
      )
      .execute()
    const period = { from: monday.toISOString(), to: new Date(monday.getTime() + 24 * 60 * minute).toISOString() }
    const { all, groups } = await measureService(world, other.brandId, { ...period, by: 'person' })
    deepEqual(all.first, {
      ...{ count: 4, promised: 4, within: 3, withinShare: 0.75 },
      raw: { median: 25 * minute, p90: 72 * minute },
      business: { median: 12.5 * minute, p90: 36 * minute },
    })
    deepEqual(
      groups.map((one) => [one.name, one.first.count]),
      [
        [null, 1],
        ['Portia', 3],
      ],
    )
    const days = await measureService(world, other.brandId, { ...period, by: 'day' })
    deepEqual(
      days.groups.map((one) => one.key),
      ['2026-11-23'],
    )
  })

  test('measures are told of a label, a priority, a person, a network or an account alone, and divided by each', async () => {
    const other = await givenBrand(world)
    const accounts = [
      await givenAccount(world, other.brandId, { network: 'mastodon' }),
      await givenAccount(world, other.brandId, { network: 'facebook' }),
    ]
    const given = [
      { minutes: 10, at: 0, labels: ['claim'], priority: 0, by: other.owner.userId },
      { minutes: 30, at: 0, labels: ['claim', 'vip'], priority: 3, by: null },
      { minutes: 50, at: 1, labels: [], priority: 3, by: other.owner.userId },
    ]
    for (const [n, { minutes, at, labels, priority, by }] of given.entries()) {
      const { conversationId } = await hear(`divided ${n}`, 1)
      const accountId = accounts[at] ?? ''
      const moved = { brandId: other.brandId, accountId, network: at ? 'facebook' : 'mastodon', labels, priority }
      await world.db.updateTable('conversation').set(moved).where('id', '=', conversationId).execute()
      await world.db
        .updateTable('serviceWait')
        .set({ brandId: other.brandId, accountId, endedHow: 'answered', by, rawMs: minutes * minute, businessMs: 0 })
        .set({ endedAt: new Date(monday.getTime() + minutes * minute) })
        .where('conversationId', '=', conversationId)
        .where('kind', '=', 'first')
        .execute()
    }
    const period = { from: monday.toISOString(), to: new Date(monday.getTime() + 24 * 60 * minute).toISOString() }
    const told = async (by: 'label' | 'priority' | 'network' | 'account', of = {}) => {
      const { all, groups } = await measureService(world, other.brandId, { ...period, by, ...of })
      return [all.first.count, Object.fromEntries(groups.map((one) => [one.key, one.first.count]))]
    }
    deepEqual(await told('label'), [3, { '': 1, claim: 2, vip: 1 }])
    deepEqual(await told('priority'), [3, { '0': 1, '3': 2 }])
    deepEqual(await told('network'), [3, { facebook: 1, mastodon: 2 }])
    deepEqual(await told('account'), [3, { [accounts[0] ?? '']: 2, [accounts[1] ?? '']: 1 }])
    deepEqual(await told('label', { label: 'vip' }), [1, { claim: 1, vip: 1 }])
    deepEqual(await told('network', { priority: 3 }), [2, { facebook: 1, mastodon: 1 }])
    deepEqual(await told('priority', { person: other.owner.userId }), [2, { '0': 1, '3': 1 }])
    deepEqual(await told('label', { person: '' }), [1, { claim: 1, vip: 1 }])
    deepEqual(await told('label', { network: 'facebook' }), [1, { '': 1 }])
    deepEqual(await told('label', { account: accounts[0], kind: 'message' }), [2, { claim: 2, vip: 1 }])
    deepEqual(await told('label', { kind: 'review' }), [0, {}])
  })

  test('what a rule finished is resolved by nobody: it is not measured', async () => {
    const { conversationId } = await hear('by rule', 126)
    const rule = { kind: 'rule', ruleId: 'r', name: 'Thanks' } as const
    await changeConversation(world, rule, conversationId, { state: 'done' })
    await recountWaits(world, conversationId)
    const rows = await world.db
      .selectFrom('serviceWait')
      .select(['kind', 'endedHow'])
      .where('conversationId', '=', conversationId)
      .orderBy('kind')
      .execute()
    deepEqual(
      rows.map((one) => [one.kind, one.endedHow]),
      [
        ['first', 'closed-by-rule'],
        ['resolution', 'closed-by-rule'],
      ],
    )
    const period = { from: monday.toISOString(), to: new Date(monday.getTime() + 24 * 60 * minute).toISOString() }
    const { all } = await measureService(world, desk.brandId, { ...period, by: 'day' })
    equal(all.resolution.count, 0)
  })

  test('finished without an answer, nobody waits, and it is no answer', async () => {
    const { conversationId } = await hear('thanks', 125)
    await changeConversation(world, { kind: 'person', caller: desk.owner }, conversationId, { state: 'done' })
    await recountWaits(world, conversationId)
    deepEqual(await duesOf(conversationId), { answerDueAt: null, nextDueAt: null })
  })

  test('a new conversation is told once, however often the event is delivered; a past being fetched wakes nobody', async () => {
    const now = (world.clock.now().getTime() - monday.getTime()) / minute
    const fresh = await hear('fresh', now - 1)
    const event = (payload: Record<string, string | boolean | string[]>) => ({
      ...{
        cursor: newId(),
        type: 'conversation.heard',
        workspaceId: null,
        brandId: desk.brandId,
        at: world.clock.now(),
      },
      payload,
    })
    const heard = { conversationId: fresh.conversationId, interactionIds: [fresh.interactionId], first: true }
    await alertOfHeard(world, event(heard))
    await alertOfHeard(world, event(heard))
    deepEqual(
      (await alertsOf(fresh.conversationId)).map((one) => one.event),
      ['new'],
    )
    const past = await hear('past', -5 * 24 * 60)
    await alertOfHeard(
      world,
      event({ conversationId: past.conversationId, interactionIds: [past.interactionId], first: true }),
    )
    deepEqual(await alertsOf(past.conversationId), [])
  })

  test('what somebody was told is late is not told again when its conversation turns out to be part of another', async () => {
    const part = await hear('in two places', 40)
    const whole = await hear('in two places at once', 45)
    world.clock.moveTo(new Date(monday.getTime() + 130 * minute))
    await warnOfLate(world)
    const late = async () =>
      [...(await alertsOf(part.conversationId)), ...(await alertsOf(whole.conversationId))].map((one) => one.event)
    deepEqual(await late(), ['late', 'late'])
    const [from, to] = [part.conversationId, whole.conversationId]
    await world.db.updateTable('interaction').set({ conversationId: to }).where('conversationId', '=', from).execute()
    await world.db.updateTable('conversation').set({ movedTo: to }).where('id', '=', from).execute()
    await followMoved(world, {
      ...{ cursor: newId(), type: 'conversation.moved', workspaceId: null, brandId: desk.brandId },
      ...{ at: world.clock.now(), payload: { conversationId: from, movedTo: to } },
    })
    world.clock.moveBy(2 * minute)
    await warnOfLate(world)
    deepEqual(await late(), ['late', 'late'])
  })

  test('a channel without a network that carries alerts is refused at its field', async () => {
    const asked = addChannel(world, desk.owner, desk.brandId, {
      ...{ network: 'mastodon', name: 'Nobody', events: ['new'], enabled: true, fields: {} },
    })
    await asked.then(
      () => ok(false),
      (error) => deepEqual(error.fields[0], { path: 'network', code: 'support.noCarrier', values: undefined }),
    )
  })
})

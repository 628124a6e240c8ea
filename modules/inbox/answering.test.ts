import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { Running } from '../../kernel/module.ts'
import { until } from '../../kernel/testing.ts'
import { givenAccount, givenBrand } from '../brand/testing-desk.ts'
import { actOn, undoAct } from './act-on.ts'
import { InboxQuery } from './api.ts'
import { headOf } from './head.ts'
import { inboxPage } from './list.ts'
import { beHere } from './presence.ts'
import { presentReplies } from './present-reply.ts'
import { type NewReply, replyTo } from './reply-to.ts'
import { runAct } from './run-act.ts'
import { saveSettings } from './settings.ts'
import { approveReply, cancelReply, replyOf, sendBackReply } from './steer-reply.ts'
import {
  answeredNetwork,
  english,
  givenCoworker,
  hear,
  type InboxTest,
  inboxTest,
  said,
  startAnswering,
} from './testing.ts'
import { timelineOf } from './timeline.ts'

suite('Answering', () => {
  const there = answeredNetwork()
  let at: InboxTest
  let answering: Running
  before(async () => {
    at = await inboxTest([there.network])
    answering = await startAnswering(at.world)
  })
  after(async () => {
    await answering.stop()
    await at.world.close()
  })

  const fresh = async (undoSeconds = 0) => {
    const brand = await givenBrand(at.world)
    const accountId = await givenAccount(at.world, brand.brandId, { network: 'answered' })
    await saveSettings(at.world.db, brand.brandId, { undoSeconds, approveAuthors: false })
    await hear(at.world, { brandId: brand.brandId, accountId }, said('c1'))
    const [first] = (await inboxPage(at.world, brand.owner, InboxQuery.parse({ brands: brand.brandId }))).items
    ok(first)
    const { id: to } = await at.world.db
      .selectFrom('interaction')
      .select('id')
      .where('conversationId', '=', first.id)
      .executeTakeFirstOrThrow()
    const given: NewReply = { brandId: brand.brandId, conversationId: first.id, to, text: 'It costs ten.' }
    return { brand, accountId, given, to, of: { brandId: brand.brandId, conversationId: first.id } }
  }
  const by = (caller: Awaited<ReturnType<typeof fresh>>['brand']['owner']) => ({ kind: 'person', caller }) as const
  const shown = async (brandId: string, replyId: string) => {
    const row = await replyOf(at.world.db, brandId, replyId)
    const [reply] = await presentReplies(at.world.db, [row], english, at.world.clock.now())
    ok(reply)
    return reply
  }
  const entries = async (of: { brandId: string; conversationId: string }) =>
    (await timelineOf(at.world, of, { limit: 50 }, english)).items

  test('an answer goes out once, stands in the conversation, and its echo is the same', async () => {
    const here = await fresh()
    const id = await replyTo(at.world, by(here.brand.owner), here.given)
    await until(async () => (await shown(here.brand.brandId, id)).state === 'sent')
    const own = async () =>
      (await entries(here.of)).flatMap((one) => (one.entry === 'said' && one.said.own ? one.said : []))
    await until(async () => (await own()).length === 1)
    const [echo] = await own()
    ok(echo)
    await hear(
      at.world,
      { brandId: here.brand.brandId, accountId: here.accountId },
      {
        ...said(echo.remoteId, {
          own: true,
          kind: 'reply',
          replyTo: 'c1',
          text: 'It costs ten.',
          at: new Date(echo.at),
        }),
      },
    )
    equal((await own()).length, 1)
    deepEqual(
      (await entries(here.of)).map((one) => one.entry),
      ['said', 'said'],
    )
    const [, told] = await entries(here.of)
    deepEqual(told?.entry === 'said' && told.sent, {
      ...{ by: { id: here.brand.owner.userId, name: here.brand.owner.name }, approvedBy: null },
      ...{ way: 'public', mediaIds: [] },
    })
    const head = await headOf(at.world, here.brand.owner, here.of, english)
    equal(head.waitingSince, null)
    equal(head.firstAnswerAt, echo.at)
  })

  test('an answer is taken back while it waits, its words are a draft again, and afterwards it is too late', async () => {
    const here = await fresh(60)
    const id = await replyTo(at.world, by(here.brand.owner), here.given)
    ok((await shown(here.brand.brandId, id)).undoUntil)
    await cancelReply(at.world, here.brand.owner, { brandId: here.brand.brandId, replyId: id })
    equal((await shown(here.brand.brandId, id)).state, 'cancelled')
    equal((await headOf(at.world, here.brand.owner, here.of, english)).draft?.text, 'It costs ten.')
    await saveSettings(at.world.db, here.brand.brandId, { undoSeconds: 0, approveAuthors: false })
    const sent = await replyTo(at.world, by(here.brand.owner), here.given)
    await until(async () => (await shown(here.brand.brandId, sent)).state === 'sent')
    await rejects(cancelReply(at.world, here.brand.owner, { brandId: here.brand.brandId, replyId: sent }), {
      code: 'inbox.tooLateToUndo',
    })
  })

  test('what is too long, empty, too late or deleted is refused at its field, and told before anybody types', async () => {
    const here = await fresh()
    const refused = async (more: Partial<NewReply>) =>
      replyTo(at.world, by(here.brand.owner), { ...here.given, ...more }).then(
        () => 'sent',
        (error) => `${error.fields[0]?.path} ${error.fields[0]?.code}`,
      )
    equal(await refused({ text: ' ' }), 'text inbox.empty')
    equal(await refused({ text: 'x'.repeat(301) }), 'text inbox.tooLong')
    equal(await refused({ way: 'private' }), 'way inbox.barred.way')
    equal(await refused({ way: 'template', template: { id: 'none', values: [] } }), 'way inbox.barred.way')
    const old = new Date(at.world.clock.now().getTime() - 2 * 86_400_000)
    const of = { brandId: here.brand.brandId, accountId: here.accountId }
    await hear(at.world, of, said('m1', { kind: 'message', at: old, under: { id: 'chat' } }))
    const message = await at.world.db
      .selectFrom('interaction')
      .select(['id', 'conversationId'])
      .where('accountId', '=', here.accountId)
      .where('remoteId', '=', 'm1')
      .executeTakeFirstOrThrow()
    const conversationId = message.conversationId ?? ''
    equal(await refused({ conversationId, to: message.id }), 'way inbox.barred.window')
    const head = await headOf(at.world, here.brand.owner, { ...here.of, conversationId }, english)
    equal(head.answering[0]?.barred?.startsWith('The time in which'), true)
    equal(await refused({ to: message.id }), 'to inbox.notOfConversation')
    await hear(at.world, of, { ...said('c1', { at: new Date() }), deleted: true })
    equal(await refused({}), 'way inbox.barred.deleted')
  })

  test('two people never answer without knowing of each other', async () => {
    const here = await fresh(60)
    const anna = await givenCoworker(at.world, here.brand, 'Anna', 'author')
    await beHere(at.world, anna, here.of, { typing: true, leaving: false })
    const owner = by(here.brand.owner)
    const error = await replyTo(at.world, owner, here.given).catch((one) => one)
    deepEqual([error.status, error.fields[0].path], [409, `despite.${anna.userId}`])
    const despite = [anna.userId]
    await replyTo(at.world, owner, { ...here.given, despite })
    await beHere(at.world, anna, here.of, { typing: false, leaving: false })
    await rejects(replyTo(at.world, by(anna), { ...here.given, text: 'It is ten.' }), { code: 'inbox.othersAnswer' })
    await replyTo(at.world, owner, { ...here.given, text: 'And shipping is free.' })
  })

  test('of two who answer in the same moment, one is told of the other', async () => {
    const here = await fresh(60)
    const anna = await givenCoworker(at.world, here.brand, 'Anna', 'author')
    const both = await Promise.allSettled(
      [by(here.brand.owner), by(anna)].map((one) => replyTo(at.world, one, here.given)),
    )
    deepEqual(both.map((one) => one.status).toSorted(), ['fulfilled', 'rejected'])
  })

  test('one press of the button is one answer, however often its request arrives', async () => {
    const here = await fresh(60)
    const press = { ...here.given, key: 'pressed once' }
    const ids = await Promise.all(Array.from({ length: 5 }, () => replyTo(at.world, by(here.brand.owner), press)))
    equal(new Set(ids).size, 1)
    equal((await entries(here.of)).filter((one) => one.entry === 'reply').length, 1)
  })

  test('an author’s answer waits for an editor where the brand wants it so', async () => {
    const here = await fresh()
    await saveSettings(at.world.db, here.brand.brandId, { undoSeconds: 0, approveAuthors: true })
    const anna = await givenCoworker(at.world, here.brand, 'Anna', 'author')
    const { brandId } = here.brand
    const first = await replyTo(at.world, by(anna), here.given)
    equal((await shown(brandId, first)).state, 'waiting-approval')
    await sendBackReply(at.world, here.brand.owner, { brandId, replyId: first }, 'Say the price')
    deepEqual(
      [(await shown(brandId, first)).state, (await shown(brandId, first)).reason],
      ['sent-back', 'Say the price'],
    )
    const second = await replyTo(at.world, by(anna), here.given)
    await approveReply(at.world, here.brand.owner, { brandId, replyId: second })
    await until(async () => (await shown(brandId, second)).state === 'sent')
    equal((await shown(brandId, second)).approvedBy?.name, 'Portia')
    await rejects(approveReply(at.world, here.brand.owner, { brandId, replyId: second }), { code: 'inbox.notWaiting' })
  })

  test('what is hidden is kept, is tried again until the network takes it, and can be shown again', async () => {
    const here = await fresh()
    const { brandId } = here.brand
    const actor = by(here.brand.owner)
    there.at.acts.length = 0
    there.at.trouble.push(new NetworkFailure('network-down', 'nobody answers'))
    const actId = await actOn(at.world, actor, { brandId, interactionId: here.to, kind: 'hide' })
    equal(await actOn(at.world, actor, { brandId, interactionId: here.to, kind: 'hide' }), actId)
    await runAct(at.world, { actId })
    deepEqual(there.at.acts, [])
    await runAct(at.world, { actId })
    await runAct(at.world, { actId })
    deepEqual(there.at.acts, ['hide c1'])
    const [entry] = await entries(here.of)
    ok(entry?.entry === 'said')
    deepEqual([entry.hidden, entry.acts[0]?.kept, entry.acts[0]?.canUndo], [true, 'Words of c1', true])
    equal((await headOf(at.world, here.brand.owner, here.of, english)).waitingSince, null)
    const undoing = await undoAct(at.world, actor, { brandId, actId })
    await runAct(at.world, { actId: undoing })
    deepEqual(there.at.acts, ['hide c1', 'unhide c1'])
    const audit = await at.world.db
      .selectFrom('act')
      .select(['name', 'details'])
      .where('brandId', '=', brandId)
      .execute()
    ok(audit.some((one) => one.name === 'interaction.hide' && JSON.stringify(one.details).includes('Words of c1')))
  })

  test('what the network refuses is told to who asked for it, and nothing here pretends it was done', async () => {
    const here = await fresh()
    const { brandId } = here.brand
    there.at.trouble.push(new NetworkFailure('rejected', 'too late to delete'))
    const actId = await actOn(at.world, by(here.brand.owner), { brandId, interactionId: here.to, kind: 'delete' })
    await runAct(at.world, { actId })
    const [entry] = await entries(here.of)
    ok(entry?.entry === 'said')
    deepEqual(
      [entry.said.deleted, entry.acts[0]?.state, entry.acts[0]?.failure],
      [...[false, 'failed', 'The network answered: too late to delete']],
    )
    await rejects(actOn(at.world, by(here.brand.owner), { brandId, interactionId: here.to, kind: 'mute' }), {
      code: 'request.invalid',
    })
    const anna = await givenCoworker(at.world, here.brand, 'Anna', 'author')
    await rejects(actOn(at.world, by(anna), { brandId, interactionId: here.to, kind: 'hide' }), { status: 403 })
  })
})

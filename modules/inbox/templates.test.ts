import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import type { Running } from '../../kernel/module.ts'
import { until } from '../../kernel/testing.ts'
import type { Interaction } from '../../networks/contract.ts'
import { givenAccount, givenBrand } from '../brand/testing-desk.ts'
import { ChosenTemplate } from './api.ts'
import { saveDraft } from './drafts.ts'
import { headOf } from './head.ts'
import { presentReplies } from './present-reply.ts'
import { type NewReply, replyTo } from './reply-to.ts'
import { saveSettings } from './settings.ts'
import { approveReply, cancelReply, replyOf } from './steer-reply.ts'
import { templatesOf } from './templates-of.ts'
import { english, givenCoworker, hear, type InboxTest, inboxTest, said, startAnswering } from './testing.ts'
import { template, templatedNetwork } from './testing-templates.ts'
import { timelineOf } from './timeline.ts'

const ready = template('order_ready', 'Hello {{1}}, your order {{2}} is ready. Thank you, {{1}}!')

suite('Answering by a template', () => {
  const there = templatedNetwork()
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
  beforeEach(() => {
    Object.assign(there.at, { pages: [[ready]], endless: false, asked: 0, sent: [], trouble: undefined })
  })

  /** Somebody wrote two days ago, a day after which free words are not taken any more. */
  const fresh = async ({ undoSeconds = 0, approveAuthors = false, what = {} as Partial<Interaction> } = {}) => {
    const brand = await givenBrand(at.world)
    const { brandId } = brand
    const accountId = await givenAccount(at.world, brandId, { network: 'templated' })
    await saveSettings(at.world.db, brandId, { undoSeconds, approveAuthors })
    const old = new Date(at.world.clock.now().getTime() - 2 * 86_400_000)
    const message = said('m1', { kind: 'message', at: old, under: { id: 'chat' }, ...what })
    await hear(at.world, { brandId, accountId }, message)
    const { id: to, conversationId } = await at.world.db
      .selectFrom('interaction')
      .select(['id', 'conversationId'])
      .where('accountId', '=', accountId)
      .executeTakeFirstOrThrow()
    const of = { brandId, conversationId: conversationId ?? '' }
    const chosen = { id: ready.id, values: ['Ana', '17'] }
    const given: NewReply = { ...of, to, way: 'template', text: '', template: chosen }
    return { brand, accountId, of, given, actor: { kind: 'person', caller: brand.owner } as const }
  }
  const shown = async (brandId: string, replyId: string) => {
    const row = await replyOf(at.world.db, brandId, replyId)
    const [reply] = await presentReplies(at.world.db, [row], english, at.world.clock.now())
    ok(reply)
    return reply
  }

  test('all that the network has is told, what can be sent first, and why the rest cannot', async () => {
    const here = await fresh()
    const refused = template('a_sale', 'Sale!', { approved: false, barred: 'refused' })
    const receipt = template('receipt', 'Your receipt', { barred: 'needs-more' })
    const unnamed = template('waiting', 'Wait', { approved: false })
    there.at.pages = [[refused, receipt], [unnamed], [ready]]
    const { items, more, madeAt } = await templatesOf(at.world, here.of, english)
    deepEqual(
      items.map(({ name, barred }) => [name, barred]),
      [
        ['order_ready', null],
        ['a_sale', 'The network refused it. Change it there and hand it in again.'],
        ['receipt', 'It takes a file, a link or a code besides words. Send it in the network’s own app.'],
        ['waiting', 'The network has not approved it.'],
      ],
    )
    deepEqual([more, madeAt, items[0]?.blanks], [false, 'https://templates.example/', ['1', '2']])
    deepEqual(items[0]?.pieces.slice(0, 3), [{ text: 'Hello ' }, { blank: 0 }, { text: ', your order ' }])
  })

  test('when free words are not taken any more it goes out once, and is read in the conversation as it is read there', async () => {
    const here = await fresh()
    const ways = (await headOf(at.world, here.brand.owner, here.of, english)).answering
    deepEqual(
      ways.map(({ way, barred, until }) => [way, barred === null, until]),
      [
        ['public', false, ways[0]?.until],
        ['template', true, null],
      ],
    )
    const id = await replyTo(at.world, here.actor, here.given)
    await until(async () => (await shown(here.of.brandId, id)).state === 'sent')
    deepEqual(there.at.sent, ['order_ready | Ana | 17'])
    const words = 'Hello Ana, your order 17 is ready. Thank you, Ana!'
    const own = async () => {
      const { items } = await timelineOf(at.world, here.of, { limit: 50 }, english)
      return items.flatMap((one) => (one.entry === 'said' && one.said.own ? [one.said.text] : []))
    }
    await until(async () => (await own()).length > 0)
    deepEqual(await own(), [words])
    const reply = await shown(here.of.brandId, id)
    equal(reply.text, words)
    deepEqual(reply.template, { id: ready.id, name: 'order_ready', language: 'en', values: ['Ana', '17'] })
    const { answer } = await at.world.db
      .selectFrom('publication')
      .select('answer')
      .where('id', '=', reply.publicationId ?? '')
      .executeTakeFirstOrThrow()
    ok(answer?.way === 'template' && answer.values.join() === 'Ana,17')
  })

  test('what is unknown, not approved or not filled in is refused at its field', async () => {
    const here = await fresh()
    there.at.pages = [[ready, template('sale', 'Sale!', { approved: false, barred: 'in-review' })]]
    const refused = (chosen: NewReply['template']) =>
      replyTo(at.world, here.actor, { ...here.given, template: chosen }).then(
        () => ['sent'],
        (error) =>
          error instanceof Refusal ? error.fields.map(({ path, code }) => `${path} ${code}`) : [String(error)],
      )
    const { id } = ready
    deepEqual(await refused(undefined), ['template inbox.templateUnknown'])
    deepEqual(await refused({ id: 'none', values: [] }), ['template.id inbox.templateUnknown'])
    deepEqual(await refused({ id: 'id of sale', values: [] }), ['template.id inbox.template.in-review'])
    deepEqual(await refused({ id, values: ['Ana'] }), ['template.values inbox.templateBlanks'])
    deepEqual(await refused({ id, values: ['Ana', ' \n'] }), ['template.values.1 inbox.templateBlank'])
    equal(there.at.sent.length, 0)
    const sent = await replyTo(at.world, here.actor, {
      ...here.given,
      template: { id, values: [' Ana\tMaria ', '{{1}}'] },
    })
    await until(async () => there.at.sent.length === 1)
    equal(
      (await shown(here.of.brandId, sent)).text,
      'Hello Ana Maria, your order {{1}} is ready. Thank you, Ana Maria!',
    )
  })

  test('a template may have as many blanks as the words of a network have room for', async () => {
    const here = await fresh()
    const many = (count: number) => Array.from({ length: count }, (_none, at) => String(at + 1))
    const long = template(
      'long',
      many(150)
        .map((name) => `{{${name}}}`)
        .join(' '),
    )
    there.at.pages = [[long]]
    const chosen = ChosenTemplate.parse({ id: long.id, values: many(150) })
    await replyTo(at.world, here.actor, { ...here.given, template: chosen })
    await until(async () => there.at.sent.length === 1)
    equal(there.at.sent[0], `long | ${many(150).join(' | ')}`)
    deepEqual(
      ChosenTemplate.safeParse({ id: long.id, values: many(201) }).error?.issues.map((one) => one.path.join('.')),
      ['values'],
    )
  })

  test('a network that never comes to an end is asked twenty times', async () => {
    const here = await fresh()
    there.at.endless = true
    there.at.pages = [[template('other', 'Other')]]
    const { items, more } = await templatesOf(at.world, here.of, english)
    deepEqual([items.length, more, there.at.asked], [20, true, 20])
    await rejects(replyTo(at.world, here.actor, here.given), { code: 'request.invalid' })
    equal(there.at.asked, 40)
    there.at.pages = [[template('other', 'Other')], [ready]]
    await replyTo(at.world, here.actor, here.given)
    equal(there.at.asked, 42)
    await until(async () => there.at.sent.length === 1)
  })

  test('what was begun is a draft wherever one sits down next, and is one again when it is taken back', async () => {
    const here = await fresh({ undoSeconds: 60 })
    const begun = { id: ready.id, values: ['Ana', ''] }
    const draft = async () => (await headOf(at.world, here.brand.owner, here.of, english)).draft
    await saveDraft(at.world, here.brand.owner, here.of, { text: '', mediaIds: [], template: begun })
    deepEqual((await draft())?.template, begun)
    const id = await replyTo(at.world, here.actor, here.given)
    equal(await draft(), null)
    await cancelReply(at.world, here.brand.owner, { brandId: here.of.brandId, replyId: id })
    deepEqual([(await draft())?.text, (await draft())?.template], ['', { id: ready.id, values: ['Ana', '17'] }])
    await saveDraft(at.world, here.brand.owner, here.of, { text: '', mediaIds: [], template: null })
    equal(await draft(), null)
    equal(there.at.sent.length, 0)
  })

  test('an author’s waits for an editor, who sees what will be read', async () => {
    const here = await fresh({ approveAuthors: true })
    const { brandId } = here.of
    const anna = await givenCoworker(at.world, here.brand, 'Anna', 'author')
    const id = await replyTo(at.world, { kind: 'person', caller: anna }, here.given)
    const waiting = await shown(brandId, id)
    deepEqual([waiting.state, waiting.text.slice(0, 9)], ['waiting-approval', 'Hello Ana'])
    await approveReply(at.world, here.brand.owner, { brandId, replyId: id })
    await until(async () => (await shown(brandId, id)).state === 'sent')
    deepEqual(there.at.sent, ['order_ready | Ana | 17'])
  })

  test('where there are none, where the account is not connected and where the network is silent, it is told', async () => {
    const comment = await fresh({ what: { kind: 'comment', under: { id: 'post' } } })
    await rejects(templatesOf(at.world, comment.of, english), { status: 409, code: 'inbox.barred.way' })
    const here = await fresh()
    const stranger = await givenBrand(at.world)
    const elsewhere = { ...here.of, brandId: stranger.brandId }
    await rejects(templatesOf(at.world, elsewhere, english), { status: 404 })
    there.at.trouble = new NetworkFailure('network-down', 'nobody answers')
    await rejects(templatesOf(at.world, here.of, english), { kind: 'network-down' })
    there.at.trouble = new DOMException('too long', 'TimeoutError')
    await rejects(templatesOf(at.world, here.of, english), { kind: 'network-down' })
    there.at.trouble = new NetworkFailure('reconnect', 'the token was revoked')
    await rejects(replyTo(at.world, here.actor, here.given), { kind: 'reconnect' })
    there.at.trouble = undefined
    await rejects(templatesOf(at.world, here.of, english), { status: 409, code: 'inbox.barred.disconnected' })
  })
})

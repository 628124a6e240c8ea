import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '../../kernel/failure.ts'
import { gifOf } from '../../kernel/media/testing.ts'
import type { Running } from '../../kernel/module.ts'
import type { Interaction } from '../../networks/contract.ts'
import { withFreshAccount } from '../brand/index.ts'
import { takeMedia } from '../content/index.ts'
import { wordsIn } from '../team/index.ts'
import type { AnswerWay } from './answer.ts'
import { answersByIds } from './answers-by-ids.ts'
import { PublicationWhole } from './api.ts'
import { handTasks } from './hand-tasks.ts'
import { shown, wholeAnswer } from './present.ts'
import { whenAccountGone } from './reactions.ts'
import { cancelAnswer, sendAnswer } from './send-answer.ts'
import {
  cancelPublication,
  editPublication,
  movePublication,
  removePublication,
  resolvePublication,
  retryPublication,
} from './steer-publication.ts'
import { publicationRow, publicationsAheadOf, publicationsOf } from './store.ts'
import {
  eventually,
  givenAccounts,
  givenBrand,
  givenPublications,
  type PublishingWorld,
  publishingWorld,
} from './testing.ts'
import { type Behaviour, type Scripted, scriptedNetwork } from './testing-network.ts'
import { startWorker } from './worker.ts'

const hour = 3_600_000
const keyed = scriptedNetwork({ again: { way: 'same-key', forMs: hour }, id: 'keyed', answers: true, edits: true })
const looking = scriptedNetwork({ again: { way: 'look-first' }, finds: 'surely', id: 'looking', answers: true })
const blind = scriptedNetwork({ again: { way: 'never' }, id: 'blind', answers: true })
const deaf = scriptedNetwork({ again: { way: 'never' }, id: 'deaf' })
const hourly = scriptedNetwork({ again: { way: 'never' }, id: 'hourly', answers: true })
const oneAnHour = { per: 'account', calls: 1, everyMs: hour, what: 'publish', answers: false } as const
const by = { name: 'Portia', userId: 'portia' }

let world: PublishingWorld
let brand: Awaited<ReturnType<typeof givenBrand>>
let worker: Running
before(async () => {
  world = await publishingWorld([
    ...[keyed.network, looking.network, blind.network, deaf.network],
    { ...hourly.network, rates: [oneAnHour] },
  ])
  brand = await givenBrand(world)
  worker = startWorker(world, { withAccount: (id, act) => withFreshAccount(world, id, act) })
})
after(async () => {
  await worker.stop()
  await world.close()
})

const comment = (more: Partial<Interaction> = {}): Interaction => ({
  ...{ id: 'c1', kind: 'comment', at: new Date(), text: 'Do you ship?', media: [], under: { id: 'p1' } },
  author: { id: 'jessica', handle: '@jessica', name: 'Jessica' },
  ...more,
})
const href = '/inbox/c1'

type More = { behaviours?: Behaviour[]; to?: Interaction; inMs?: number; accountId?: string }

async function answered(there: Scripted, way: AnswerWay, more: More = {}) {
  const text = way.way === 'template' ? way.template.body : way.text
  there.script.set(text, more.behaviours ?? [])
  const network = there.network.composing.id
  const accountId = more.accountId ?? (await givenAccounts(world, brand.brandId, [{ network }]))[0] ?? ''
  const at = new Date()
  const id = await world.db.transaction().execute((tx) =>
    sendAnswer(tx, {
      ...{ brandId: brand.brandId, accountId, by, at, dueAt: new Date(at.getTime() + (more.inMs ?? 0)) },
      answer: { to: more.to ?? comment(), href, ...way },
    }),
  )
  return { id, accountId }
}
const inPublic = (text: string, mediaIds: string[] = []): AnswerWay => ({ way: 'public', text, mediaIds })

const seen = async (id: string) => {
  const [answer] = await answersByIds(world.db, [id])
  assert.ok(answer)
  return answer
}
const until = (id: string, state: string) =>
  eventually(
    () => seen(id),
    (answer) => answer.state === state,
    20_000,
  )
const callsOf = (there: Scripted, text: string) => there.calls.filter((one) => one.text === text)
const factsOf = async (id: string) => {
  const rows = await world.db.selectFrom('event').select(['type', 'payload']).orderBy('seq').execute()
  return rows.flatMap((row) => (row.payload.publicationId === id ? [row.type] : []))
}
const isTold = (code: string) => (error: unknown) =>
  error instanceof Refusal && [error.code, ...error.fields.map((field) => field.code)].includes(code)

describe('an answer', { concurrency: true, timeout: 60_000 }, () => {
  test('goes out once at its moment, is told as an answer, and is known by the network’s own name of it', async () => {
    const { id } = await answered(keyed, inPublic('Yes, we ship'), { inMs: 400 })
    const answer = await until(id, 'published')
    assert.ok((callsOf(keyed, 'Yes, we ship')[0]?.at ?? 0) >= answer.dueAt.getTime(), 'it was sent early')
    assert.deepEqual(answer.remote, { id: `r ${id}:post`, url: 'https://scripted.example/Yes%2C%20we%20ship' })
    assert.deepEqual([answer.steps, answer.url, answer.reason], [['post'], answer.remote?.url, null])
    assert.deepEqual(await factsOf(id), ['answer.planned', 'answer.published'])
  })

  test('whose outcome was lost is sent again with the same key, or looked for, and stands once', async () => {
    const [first, second] = await Promise.all([
      answered(keyed, inPublic('lost and keyed'), { behaviours: ['lost', 'cut'] }),
      answered(looking, inPublic('lost and looked for'), { behaviours: ['lost'] }),
    ])
    await Promise.all([until(first.id, 'published'), until(second.id, 'published')])
    assert.equal(new Set(callsOf(keyed, 'lost and keyed').map((one) => one.key)).size, 1)
    assert.equal([...keyed.standing.values()].filter((one) => one.text === 'lost and keyed').length, 1)
    assert.equal(callsOf(looking, 'lost and looked for').length, 1)
  })

  test('whose fate nobody can tell asks a person in words about an answer, and their word decides', async () => {
    const { id } = await answered(blind, inPublic('who knows'), { behaviours: ['lost'] })
    const answer = await until(id, 'unknown')
    assert.equal(answer.reason?.code, 'publishing.answer.reason.unknown')
    const words = wordsIn('en')
    const task = (await handTasks(world, brand.brandId, { limit: 50 }, words)).items.find(
      (one) => one.publicationId === id,
    )
    assert.match(task?.text ?? '', /^Did the answer to Jessica arrive on Coffee\?/)
    assert.equal(task?.href, href)
    const about = `resolve-unknown ${id}`
    const notice = await world.db.selectFrom('notice').selectAll().where('about', '=', about).executeTakeFirst()
    assert.deepEqual([notice?.kind, notice?.href], ['answer.resolve-unknown', href])
    const [row] = await shown(world.db, [await publicationRow(world.db, brand.brandId, id)])
    assert.ok(row)
    const whole = await wholeAnswer(world, row, words)
    assert.deepEqual(PublicationWhole.parse(whole), whole)
    assert.deepEqual([whole.postId, whole.answer], [null, { to: 'Jessica', text: 'who knows', href }])
    assert.deepEqual(
      whole.ledger.map((one) => one.text.split(':')[0]),
      [
        'Portia answered.',
        'The network’s word was lost',
        'Nobody can tell whether the answer arrived, and this network cannot be asked. It is not sent again',
      ],
    )
    assert.deepEqual([whole.can.resolve, whole.can.edit, whole.can.remove], [true, false, false])
    await resolvePublication(world, by, brand.brandId, id, { verdict: 'published' })
    assert.equal((await seen(id)).state, 'published')
    assert.deepEqual(await factsOf(id), ['answer.planned', 'answer.unknown', 'answer.published'])
    assert.equal(callsOf(blind, 'who knows').length, 1)
  })

  test('that the network refuses, or has no way for, says why in words about answers; a person may try again', async () => {
    const refused = await answered(keyed, inPublic('unwanted'), { behaviours: ['refuse'] })
    const unheard = await answered(deaf, inPublic('to nobody'))
    const privately = await answered(keyed, { way: 'private', text: 'psst' })
    const reasons = []
    for (const { id } of [refused, unheard, privately]) reasons.push((await until(id, 'rejected')).reason)
    assert.deepEqual(reasons, [
      { code: 'publishing.answer.reason.rejected', values: { why: 'this is not wanted here' } },
      { code: 'publishing.answer.noWay', values: { network: 'Scripted' } },
      { code: 'publishing.answer.noPrivate', values: { network: 'Scripted' } },
    ])
    await retryPublication(world, by, brand.brandId, refused.id)
    await until(refused.id, 'published')
  })

  test('to a message that may no longer be answered is rejected when it is sent, whatever was thought before', async () => {
    const old = comment({ kind: 'message', at: new Date(Date.now() - 24 * hour) })
    const { id } = await answered(keyed, inPublic('too late'), { to: old })
    assert.equal((await until(id, 'rejected')).reason?.code, 'publishing.answer.windowClosed')
    assert.equal(callsOf(keyed, 'too late').length, 0)
  })

  test('can be taken back until it is begun, and only once', async () => {
    const { id } = await answered(keyed, inPublic('said in haste'), { inMs: hour })
    assert.equal(await cancelAnswer(world, id, by), true)
    assert.equal(await cancelAnswer(world, id, by), false)
    assert.equal((await seen(id)).state, 'cancelled')
    const sent = await answered(keyed, inPublic('said at leisure'))
    await until(sent.id, 'published')
    assert.equal(await cancelAnswer(world, sent.id, by), false)
    assert.deepEqual(await factsOf(id), ['answer.planned', 'answer.cancelled'])
  })

  test('with files goes out with them; a message that stands already is not sent once more when it is tried again', async () => {
    const stream = Readable.from([gifOf(3)])
    const writer = { userId: brand.userId, workspaceId: brand.workspaceId }
    const { id: mediaId } = await takeMedia(world, writer, brand.brandId, { fileName: 'steam.gif', stream })
    const { id } = await answered(keyed, inPublic('like this', [mediaId]), { behaviours: ['refuse'] })
    await until(id, 'rejected')
    await assert.rejects(cancelPublication(world, by, brand.brandId, id), isTold('publishing.answer.tooLate'))
    await retryPublication(world, by, brand.brandId, id)
    await until(id, 'published')
    assert.equal(callsOf(keyed, 'like this 0').length, 1)
    assert.equal([...keyed.standing.values()].filter((one) => one.text === 'like this').length, 1)
  })

  test('waits for its account to be connected again, and then goes out', async () => {
    const { id, accountId } = await answered(keyed, inPublic('revoked'), { behaviours: ['expired'] })
    await eventually(
      () => world.db.selectFrom('account').select('health').where('id', '=', accountId).executeTakeFirst(),
      (row) => row?.health === 'reconnect',
    )
    await world.db.updateTable('account').set({ health: 'connected' }).where('id', '=', accountId).execute()
    await until(id, 'published')
  })

  test('waits neither behind a backlog of posts nor for a budget in which only posts count', async () => {
    const [accountId = ''] = await givenAccounts(world, brand.brandId, [{ network: 'hourly' }])
    const due = Array.from({ length: 40 }, (_, n) => ({ accountId, text: `post ${n}`, dueAt: new Date() }))
    hourly.during = () => pause(50)
    await givenPublications(world, brand, due)
    await eventually(
      async () => hourly.calls.length,
      (calls) => calls > 0,
    )
    const { id } = await answered(hourly, inPublic('quickly'), { accountId })
    await until(id, 'published')
    assert.match(hourly.calls.map((one) => one.text).join(), /^post \d+,quickly$/)
  })

  test('that still waits keeps no account from being disconnected, and is told to be lost with it', async () => {
    const { id, accountId } = await answered(keyed, inPublic('for tomorrow'), { inMs: 24 * hour })
    assert.equal(await publicationsAheadOf(world.db, { brandId: brand.brandId, accountId }), 0)
    await world.db.updateTable('account').set({ archivedAt: new Date() }).where('id', '=', accountId).execute()
    const gone = { type: 'account.disconnected', payload: { accountId }, ...brand }
    await whenAccountGone(world, { ...gone, cursor: '', at: new Date() })
    const { state, reason } = await seen(id)
    assert.deepEqual([state, reason?.code], ['rejected', 'publishing.answer.accountGone'])
  })

  test('is among no posts, and is neither moved, changed nor taken down as one', async () => {
    const { id } = await answered(keyed, inPublic('no post'))
    await until(id, 'published')
    const rows = await publicationsOf(world.db, { brandId: brand.brandId, limit: 1_000 })
    assert.ok(rows.every((row) => row.id !== id))
    const isNoPost = isTold('publishing.answer.notAPost')
    const plan = { wall: '2030-01-01T10:00', zone: 'Europe/Rome' }
    await assert.rejects(movePublication(world, by, brand.brandId, id, plan), isNoPost)
    await assert.rejects(editPublication(world, by, brand.brandId, id), isNoPost)
    await assert.rejects(removePublication(world, by, brand.brandId, id), isNoPost)
  })

  test('without words, from an account of nobody or with a file that is not there is refused at its field', async () => {
    const { accountId } = await answered(keyed, inPublic('fine'))
    const refused = [
      [inPublic('  '), accountId, 'publishing.answer.empty'],
      [inPublic('hello'), 'nobody', 'content.accountUnknown'],
      [inPublic('hello', ['none']), accountId, 'content.mediaUnknown'],
    ] as const
    for (const [way, account, code] of refused)
      await assert.rejects(answered(keyed, way, { accountId: account }), isTold(code))
  })
})

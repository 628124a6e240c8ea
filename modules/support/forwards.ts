import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, conflict, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { addNote, hrefOf } from '../inbox/index.ts'
import { type Caller, hashOf, namesOf, newToken, notify, recordAct, wordsIn } from '../team/index.ts'
import type { Asked, Forward, MakeForward, NewForward } from './api.ts'
import { closesCircle } from './closes-circle.ts'
import { type ExpertRow, expertOf } from './experts.ts'
import type { ForwardedLine } from './kept.ts'
import { conversationIn } from './store.ts'
import type { ForwardTable } from './tables.ts'

export type ForwardRow = Selectable<ForwardTable>
type OfConversation = { brandId: string; conversationId: string }

type Mailed = 'expertMail' | 'expertReminder'

const dayMs = 86_400_000
const standsForMs = 30 * dayMs
const remindAfterMs = dayMs
const mostReminders = 2
const shownLines = 30

/**
 * Asks an expert by mail. The link in it is the right: whoever has it reads these words of the conversation and answers, and
 * sees nothing else of the brand. Refuses a question that waits for the same expert already, and one that would come back to
 * who asks it.
 */
export async function forwardTo(
  world: World,
  caller: Caller,
  of: OfConversation,
  { expertId, question }: z.output<typeof MakeForward>,
): Promise<z.input<typeof NewForward>> {
  const madeAt = world.clock.now()
  const token = newToken()
  return inTransaction(world.db, async (tx) => {
    await conversationIn(tx, of.brandId, of.conversationId)
    await sql`select pg_advisory_xact_lock(hashtextextended(${of.conversationId}, 4042))`.execute(tx)
    const expert = await expertOf(tx, { brandId: of.brandId, expertId })
    await refuseCircle(world, tx, caller, of.conversationId, expert)
    const id = newId(madeAt)
    const row: ForwardRow = {
      ...{ id, ...of, expertId, askedBy: caller.userId, question, state: 'waiting', madeAt, answer: null },
      ...{ ...(await wordsSaid(tx, of.conversationId)), tokenHash: hashOf(token), token: sealed(world, id, token) },
      ...{ expiresAt: new Date(madeAt.getTime() + standsForMs), openedAt: null, remindedAt: null, reminders: 0 },
      ...{ remindAt: new Date(madeAt.getTime() + remindAfterMs), answeredAt: null },
    }
    await tx
      .insertInto('forward')
      .values({ ...row, excerpt: JSON.stringify(row.excerpt) })
      .execute()
    await mailQuestion(world, tx, row, expert, 'expertMail')
    await recordAct(tx, { by: caller, name: 'conversation.forwarded', ...actOf(row), at: madeAt })
    await announce(tx, 'forward.made', { conversationId: of.conversationId }, { brandId: of.brandId })
    const answer = await answerOf(tx, row, expert.name)
    return { ...answer, link: linkOf(world, token), mailed: world.mail.ready }
  })
}

const actOf = ({ brandId, id, conversationId }: ForwardRow) => ({ brandId, subject: id, details: { conversationId } })
const sealed = (world: World, id: string, token: string) => world.secrets.seal(token, `forward ${id}`)
const linkOf = ({ config }: World, token: string) => `${config.publicUrl}/asked/${token}`

async function refuseCircle(
  world: World,
  tx: Tx,
  caller: Caller,
  conversationId: string,
  expert: ExpertRow,
): Promise<void> {
  const { rows } = await sql<{ from: string; to: string; expertId: string }>`
    select u.email as "from", e.email as "to", e.id as expert_id from forward f
      join desk_user u on u.id = f.asked_by join expert e on e.id = f.expert_id
    where f.conversation_id = ${conversationId} and f.state = 'waiting'`.execute(tx)
  if (rows.some((one) => one.expertId === expert.id)) throw conflict('support.forwardedAlready', { name: expert.name })
  const ours = /<([^>]+)>/.exec(world.config.mailFrom)?.[1] ?? world.config.mailFrom
  const isOurs = expert.email.toLowerCase() === ours.toLowerCase()
  if (isOurs || closesCircle(rows, { from: caller.email, to: expert.email }))
    throw badField('expertId', 'support.forwardCircle', { name: expert.name })
}

async function wordsSaid(
  db: DbOrTx,
  conversationId: string,
): Promise<{ excerpt: ForwardedLine[]; identityIds: string[] }> {
  const rows = await db
    .selectFrom('interaction')
    .select(['at', 'author', 'own', 'text', 'identityId'])
    .where('conversationId', '=', conversationId)
    .where('edition', '<', 2)
    .where('kind', 'in', ['comment', 'reply', 'mention', 'message', 'review'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(shownLines)
    .execute()
  const excerpt = rows.reverse().map(({ at, author, own, text }) => ({
    ...{ at: at.toISOString(), who: author.name || author.handle, own, text: text.slice(0, 4000) },
  }))
  return { excerpt, identityIds: [...new Set(rows.flatMap((row) => row.identityId ?? []))] }
}

async function mailQuestion(world: World, tx: DbOrTx, row: ForwardRow, expert: ExpertRow, key: Mailed): Promise<void> {
  const { say } = wordsIn(expert.language)
  const asker = await tx
    .selectFrom('deskUser')
    .select(['name', 'email'])
    .where('id', '=', row.askedBy)
    .executeTakeFirstOrThrow()
  const brand = await tx.selectFrom('brand').select('name').where('id', '=', row.brandId).executeTakeFirstOrThrow()
  const token = world.secrets.open(row.token, `forward ${row.id}`)
  const values = {
    name: expert.name,
    asker: asker.name,
    brand: brand.name,
    question: row.question,
    link: linkOf(world, token),
  }
  await world.mail.queue(tx, {
    ...{ to: expert.email, subject: say(`support.${key}.subject`, values), text: say(`support.${key}.text`, values) },
    replyTo: asker.email,
  })
}

export async function forwardsOf(db: DbOrTx, of: OfConversation): Promise<z.input<typeof Forward>[]> {
  const rows = await db
    .selectFrom('forward')
    .innerJoin('expert', 'expert.id', 'forward.expertId')
    .selectAll('forward')
    .select('expert.name as expertName')
    .where('forward.brandId', '=', of.brandId)
    .where('conversationId', '=', of.conversationId)
    .orderBy('forward.id')
    .execute()
  return Promise.all(rows.map(({ expertName, ...row }) => answerOf(db, row, expertName)))
}

async function answerOf(db: DbOrTx, row: ForwardRow, expertName: string): Promise<z.input<typeof Forward>> {
  const iso = (moment: Date | null) => moment?.toISOString() ?? null
  return {
    ...{ id: row.id, expert: { id: row.expertId, name: expertName }, question: row.question, state: row.state },
    ...{ askedBy: (await namesOf(db, [row.askedBy])).get(row.askedBy) ?? '', madeAt: row.madeAt.toISOString() },
    ...{ expiresAt: row.expiresAt.toISOString(), openedAt: iso(row.openedAt), remindedAt: iso(row.remindedAt) },
    ...{ answer: row.answer, answeredAt: iso(row.answeredAt) },
  }
}

/** Reminds by hand. */
export async function remindNow(
  world: World,
  caller: Caller,
  of: { brandId: string; forwardId: string },
): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const row = await waitingForward(tx, of)
    await remind(world, tx, row)
    await recordAct(tx, { by: caller, name: 'conversation.forward-reminded', ...actOf(row), at: world.clock.now() })
  })
}

/** Who has not answered after a day is reminded, and after another; then it is for who asked to look after it. */
export async function remindExperts(world: World): Promise<void> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const due = await tx
      .selectFrom('forward')
      .selectAll()
      .where('state', '=', 'waiting')
      .where('remindAt', '<=', now)
      .orderBy('remindAt')
      .limit(50)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const row of due)
      if (row.reminders < mostReminders && row.expiresAt > now) await remind(world, tx, row)
      else await giveUp(tx, row, now)
  })
}

async function remind(world: World, tx: Tx, row: ForwardRow): Promise<void> {
  const now = world.clock.now()
  const expert = await expertOf(tx, row)
  await mailQuestion(world, tx, row, expert, 'expertReminder')
  const remindAt = new Date(now.getTime() + remindAfterMs * 2)
  await tx
    .updateTable('forward')
    .set({ remindedAt: now, reminders: row.reminders + 1, remindAt })
    .where('id', '=', row.id)
    .execute()
  await announce(tx, 'forward.reminded', { conversationId: row.conversationId }, { brandId: row.brandId })
}

async function giveUp(tx: Tx, row: ForwardRow, now: Date): Promise<void> {
  const { name } = await expertOf(tx, row)
  await tx.updateTable('forward').set({ remindAt: null }).where('id', '=', row.id).execute()
  await notify(tx, {
    ...{
      to: { userIds: [row.askedBy] },
      brandId: row.brandId,
      kind: 'support.expert-silent',
      severity: 'warning',
      at: now,
    },
    ...{ key: 'support.notice.expertSilent', values: { name }, about: `forward ${row.id}` },
    href: hrefOf({ brandId: row.brandId, id: row.conversationId }),
  })
}

export async function closeForward(
  world: World,
  caller: Caller,
  of: { brandId: string; forwardId: string },
): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const row = await waitingForward(tx, of)
    await tx.updateTable('forward').set({ state: 'closed', remindAt: null }).where('id', '=', row.id).execute()
    await recordAct(tx, { by: caller, name: 'conversation.forward-closed', ...actOf(row), at: world.clock.now() })
    await announce(tx, 'forward.closed', { conversationId: row.conversationId }, { brandId: of.brandId })
  })
}

async function waitingForward(
  tx: Tx,
  { brandId, forwardId }: { brandId: string; forwardId: string },
): Promise<ForwardRow> {
  const row = await tx
    .selectFrom('forward')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', forwardId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('support.noForward')
  if (row.state !== 'waiting') throw conflict('support.forwardEnded')
  return row
}

/** What the expert sees. A link that ended says no more than that. */
export async function askedBy(world: World, token: string): Promise<z.input<typeof Asked>> {
  const row = await behindLink(world.db, token, world.clock.now())
  await world.db
    .updateTable('forward')
    .set({ openedAt: world.clock.now() })
    .where('id', '=', row.id)
    .where('openedAt', 'is', null)
    .execute()
  return {
    ...{
      brandName: row.brandName,
      brandColor: row.color,
      zone: row.zone,
      expert: row.expertName,
      askedBy: row.askedByName,
    },
    ...{ question: row.question, lines: row.excerpt, answer: row.answer, expiresAt: row.expiresAt.toISOString() },
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }
}

/** The answer comes back as a note, and who asked is told. It may be given once. */
export async function answerAsked(world: World, token: string, text: string): Promise<z.input<typeof Asked>> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const row = await behindLink(tx, token, now, true)
    if (row.state !== 'waiting') throw conflict('support.answeredAlready')
    await tx
      .updateTable('forward')
      .set({ state: 'answered', answer: text, answeredAt: now, remindAt: null })
      .where('id', '=', row.id)
      .execute()
    const note = wordsIn(row.askerLocale).say('support.expertNote', { name: row.expertName, text })
    await addNote(tx, {
      id: row.conversationId,
      brandId: row.brandId,
      by: row.askedBy,
      text: note,
      at: now,
    })
    await notify(tx, {
      ...{
        to: { userIds: [row.askedBy] },
        brandId: row.brandId,
        kind: 'support.expert-answered',
        severity: 'info',
        at: now,
      },
      ...{ key: 'support.notice.expertAnswered', values: { name: row.expertName, text: text.slice(0, 140) } },
      ...{ href: hrefOf({ brandId: row.brandId, id: row.conversationId }), about: `forward ${row.id}` },
    })
    await announce(tx, 'forward.answered', { conversationId: row.conversationId }, { brandId: row.brandId })
  })
  return askedBy(world, token)
}

async function behindLink(db: DbOrTx, token: string, now: Date, toWrite = false) {
  let query = db
    .selectFrom('forward')
    .innerJoin('expert', 'expert.id', 'forward.expertId')
    .innerJoin('brand', 'brand.id', 'forward.brandId')
    .innerJoin('deskUser', 'deskUser.id', 'forward.askedBy')
    .selectAll('forward')
    .select(['expert.name as expertName', 'brand.name as brandName', 'brand.color', 'brand.zone'])
    .select(['deskUser.name as askedByName', 'deskUser.locale as askerLocale'])
    .where('tokenHash', '=', hashOf(token))
    .where('expiresAt', '>', now)
    .where('state', '<>', 'closed')
    .where('brand.deletedAt', 'is', null)
  if (toWrite) query = query.forUpdate('forward')
  const row = await query.executeTakeFirst()
  if (!row) throw notFound('support.linkGone')
  return row
}

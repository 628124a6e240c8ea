import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, conflict, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { hrefOf } from '../inbox/index.ts'
import { type Caller, hashOf, namesOf, newToken, notify, recordAct, wordsIn } from '../team/index.ts'
import type { Forward, MakeForward, NewForward } from './api.ts'
import { closesCircle } from './closes-circle.ts'
import { type ExpertRow, expertOf } from './experts.ts'
import type { ForwardedLine } from './kept.ts'
import { conversationIn } from './store.ts'
import type { ForwardTable } from './tables.ts'

export type ForwardRow = Selectable<ForwardTable>
type OfConversation = { brandId: string; conversationId: string }
/** What is asked about: a conversation, or what another room gathered, with the way back to it. */
export type Matter = { conversationId: string } | { href: string; conversationIds: string[]; lines: ForwardedLine[] }
export type Question = z.output<typeof MakeForward> & { brandId: string; about: Matter }

type Mailed = 'expertMail' | 'expertReminder'

const dayMs = 86_400_000
const standsForMs = 30 * dayMs
const remindAfterMs = dayMs
const mostReminders = 2
const shownLines = 30

export const forwardTo = (
  world: World,
  caller: Caller,
  { brandId, conversationId }: OfConversation,
  given: z.output<typeof MakeForward>,
): Promise<z.input<typeof NewForward>> =>
  inTransaction(world.db, async (tx) => {
    await conversationIn(tx, brandId, conversationId)
    return askExpert(world, tx, caller, { ...given, brandId, about: { conversationId } })
  })

/**
 * Asks an expert by mail. The link in it is the right: whoever has it reads these words and answers, and sees nothing else of
 * the brand. Refuses a question that waits for the same expert already, and one that would come back to who asks it. The answer
 * is told as `forward.answered`.
 */
export async function askExpert(
  world: World,
  tx: Tx,
  caller: Caller,
  { brandId, about, expertId, question }: Question,
): Promise<z.input<typeof NewForward>> {
  const madeAt = world.clock.now()
  const token = newToken()
  const place = placeOf(about)
  await sql`select pg_advisory_xact_lock(hashtextextended(${place.conversationId ?? place.href}, 4042))`.execute(tx)
  const expert = await expertOf(tx, { brandId, expertId })
  await refuseCircle(world, tx, caller, place, expert)
  const id = newId(madeAt)
  const row: ForwardRow = {
    ...{ id, brandId, ...place, expertId, askedBy: caller.userId, question, state: 'waiting', madeAt, answer: null },
    ...{ ...(await wordsSaid(tx, about)), tokenHash: hashOf(token), token: sealed(world, id, token) },
    ...{ expiresAt: new Date(madeAt.getTime() + standsForMs), openedAt: null, remindedAt: null, reminders: 0 },
    ...{ remindAt: new Date(madeAt.getTime() + remindAfterMs), answeredAt: null },
  }
  await tx
    .insertInto('forward')
    .values({ ...row, excerpt: JSON.stringify(row.excerpt) })
    .execute()
  await mailQuestion(world, tx, row, expert, 'expertMail')
  if (row.conversationId) await recordAct(tx, { by: caller, name: 'conversation.forwarded', ...actOf(row), at: madeAt })
  await announce(tx, 'forward.made', toldOf(row), { brandId })
  const answer = await answerOf(tx, row, expert.name)
  return { ...answer, link: linkOf(world, token), mailed: world.mail.ready }
}

type Place = Pick<ForwardRow, 'conversationId' | 'href'>

const placeOf = (about: Matter): Place =>
  'href' in about ? { conversationId: null, href: about.href } : { conversationId: about.conversationId, href: null }

/** For those who hear of it. */
export const toldOf = ({ id, conversationId }: ForwardRow) => ({ forwardId: id, conversationId })
/** Where what came of it is read. */
export const readAt = ({ brandId, conversationId, href }: ForwardRow): string =>
  conversationId ? hrefOf({ brandId, id: conversationId }) : (href ?? '/inbox')
const actOf = ({ brandId, id, conversationId, href }: ForwardRow) => ({
  ...{ brandId, subject: id },
  details: conversationId ? { conversationId } : { href },
})
const sealed = (world: World, id: string, token: string) => world.secrets.seal(token, `forward ${id}`)
const linkOf = ({ config }: World, token: string) => `${config.publicUrl}/asked/${token}`

async function refuseCircle(
  world: World,
  tx: Tx,
  caller: Caller,
  { conversationId, href }: Place,
  expert: ExpertRow,
): Promise<void> {
  const { rows } = await sql<{ from: string; to: string; expertId: string }>`
    select u.email as "from", e.email as "to", e.id as expert_id from forward f
      join desk_user u on u.id = f.asked_by join expert e on e.id = f.expert_id
    where (f.conversation_id = ${conversationId} or f.href = ${href}) and f.brand_id = ${expert.brandId}
      and f.state = 'waiting'`.execute(tx)
  if (rows.some((one) => one.expertId === expert.id)) throw conflict('support.forwardedAlready', { name: expert.name })
  const ours = /<([^>]+)>/.exec(world.config.mailFrom)?.[1] ?? world.config.mailFrom
  const isOurs = expert.email.toLowerCase() === ours.toLowerCase()
  if (isOurs || closesCircle(rows, { from: caller.email, to: expert.email }))
    throw badField('expertId', 'support.forwardCircle', { name: expert.name })
}

type Said = { excerpt: ForwardedLine[]; identityIds: string[] }

/** The last words, and whose they are. */
async function wordsSaid(db: DbOrTx, about: Matter): Promise<Said> {
  const ids = 'href' in about ? about.conversationIds : [about.conversationId]
  const rows = await db
    .selectFrom('interaction')
    .select(['at', 'author', 'own', 'text', 'identityId'])
    .where('conversationId', 'in', ids.length > 0 ? ids : [''])
    .where('edition', '<', 2)
    .where('kind', 'in', ['comment', 'reply', 'mention', 'message', 'review'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(shownLines)
    .execute()
  const said = rows.reverse().map(({ at, author, own, text }) => ({
    ...{ at: at.toISOString(), who: author.name || author.handle, own, text: text.slice(0, 4000) },
  }))
  const more = 'href' in about ? about.lines : []
  return { excerpt: [...more, ...said], identityIds: [...new Set(rows.flatMap((row) => row.identityId ?? []))] }
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
export async function remindNow(world: World, caller: Caller, of: OfForward): Promise<void> {
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
  await announce(tx, 'forward.reminded', toldOf(row), { brandId: row.brandId })
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
    href: readAt(row),
  })
}

type OfForward = { brandId: string; forwardId: string }

export const closeForward = (world: World, caller: Caller, of: OfForward): Promise<void> =>
  inTransaction(world.db, (tx) => withdrawQuestion(world, tx, caller, of))

/** The link leads nowhere then. Throws 404, 409 when it was answered or withdrawn already. */
export async function withdrawQuestion(world: World, tx: Tx, caller: Caller, of: OfForward): Promise<void> {
  const row = await waitingForward(tx, of)
  await tx.updateTable('forward').set({ state: 'closed', remindAt: null }).where('id', '=', row.id).execute()
  await recordAct(tx, { by: caller, name: 'conversation.forward-closed', ...actOf(row), at: world.clock.now() })
  await announce(tx, 'forward.closed', toldOf(row), { brandId: of.brandId })
}

export type ForwardFacts = { id: string; state: ForwardRow['state']; openedAt: Date | null; answer: string | null }

/** How it stands with questions that were asked. */
export async function forwardFacts(db: DbOrTx, ids: string[]): Promise<ForwardFacts[]> {
  if (ids.length === 0) return []
  return db.selectFrom('forward').select(['id', 'state', 'openedAt', 'answer']).where('id', 'in', ids).execute()
}

async function waitingForward(tx: Tx, { brandId, forwardId }: OfForward): Promise<ForwardRow> {
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

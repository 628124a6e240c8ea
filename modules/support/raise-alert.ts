import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue } from '../../kernel/jobs.ts'
import type { World } from '../../kernel/world.ts'
import { notify, peopleOf } from '../team/index.ts'
import { channelsHearing } from './channels.ts'
import { type ChosenBy, choicesOf } from './choices.ts'
import { type AlertEvent, burst, type Earlier, gravityOf, stormVerdict, waysFor } from './choose-ways.ts'
import { onDuty } from './duty.ts'
import { rosterOf } from './duty-store.ts'
import { hrefIn } from './say-alert.ts'
import type { AlertDeliveryTable, AlertSaid } from './tables.ts'

export type Alert = {
  event: AlertEvent
  brandId: string
  /** What it is about; null for what concerns the whole brand. */
  conversationId: string | null
  /** Told twice, it is raised once. */
  origin: string
  /** Certain people instead of those on duty. */
  to?: string[]
  /** Each of them has a notice of it already, which stands whatever they chose: they hear by their other ways only. */
  noticed?: true
  /** It was told to the whole brand before: only these people hear of it, and none of the brand's channels. */
  isRepeated?: boolean
  /** What to say where there is no conversation to say it of. */
  said?: Partial<AlertSaid>
}

export const deliverAlertJob = 'support.deliver-alert'

/**
 * Tells those it concerns within seconds: the assignee and who is on duty, else all who work in the brand; and the brand's
 * own channels. Each hears by the ways they chose, and no storm of alerts reaches anybody: see `stormVerdict`.
 */
export async function raiseAlert(world: World, tx: Tx, alert: Alert): Promise<void> {
  const at = world.clock.now()
  const about = alert.conversationId ? await aboutConversation(tx, alert.conversationId) : undefined
  if (alert.conversationId && !about) return
  const id = newId(at)
  const said = { who: about?.who ?? '', excerpt: about?.excerpt ?? '', account: about?.account ?? '', ...alert.said }
  const made = await tx
    .insertInto('alert')
    .values({
      ...{ id, brandId: alert.brandId, conversationId: alert.conversationId, origin: alert.origin, event: alert.event },
      ...{ gravity: gravityOf(alert.event), said: JSON.stringify(said), identityId: about?.identityId ?? null, at },
    })
    .onConflict((found) => found.column('origin').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return
  const people = alert.to ?? (await concernedBy(tx, alert, about?.assigneeId ?? null, at))
  await tellPeople(world, tx, { ...alert, id, at, said }, [...new Set(people)])
  if (!alert.isRepeated) await tellChannels(world, tx, { ...alert, id, at, said })
}

type Raised = Alert & { id: string; at: Date; said: AlertSaid }

async function aboutConversation(db: DbOrTx, conversationId: string) {
  const row = await db
    .selectFrom('conversation')
    .innerJoin('account', 'account.id', 'conversation.accountId')
    .select(['author', 'excerpt', 'assigneeId', 'identityId', 'account.name as account'])
    .where('conversation.id', '=', conversationId)
    .executeTakeFirst()
  if (!row) return undefined
  const who = row.author?.name || row.author?.handle || ''
  return { ...row, who, excerpt: row.excerpt.slice(0, 140) }
}

/** What is late is everybody's who leads the brand, when neither an assignee nor anybody on duty is there for it. */
async function concernedBy(
  db: DbOrTx,
  { event, brandId }: Alert,
  assigneeId: string | null,
  at: Date,
): Promise<string[]> {
  if (event === 'crisis') return peopleOf(db, brandId, 'author')
  const roster = await rosterOf(db, brandId)
  const there = [...(assigneeId ? [assigneeId] : []), ...onDuty(roster, at)]
  const mayWork = new Set(await peopleOf(db, brandId, 'author'))
  const able = [...new Set(there)].filter((userId) => mayWork.has(userId))
  if (able.length) return able
  const isRostered = roster.weekly.length > 0
  return isRostered ? peopleOf(db, brandId, 'manager') : [...mayWork]
}

async function tellPeople(world: World, tx: Tx, alert: Raised, userIds: string[]): Promise<void> {
  const chosen = await choicesOf(tx, alert.brandId, userIds)
  for (const one of chosen) {
    const ways = waysFor(one.choices, one.quiet, alert.event, alert.at)
    if (ways.length) await tellPerson(world, tx, alert, one, ways)
  }
}

async function tellPerson(
  world: World,
  tx: Tx,
  alert: Raised,
  { userId }: ChosenBy,
  ways: AlertDeliveryTable['ways'],
): Promise<void> {
  const verdict = stormVerdict(await earlierOf(tx, { userId }, alert.at), { ...alert, gravity: gravityOf(alert.event) })
  const isNow = verdict === 'send'
  const id = newId(alert.at)
  await tx
    .insertInto('alertDelivery')
    .values({
      ...{ id, alertId: alert.id, brandId: alert.brandId, userId, channelId: null, ways, sentAt: null },
      ...{ state: isNow ? 'waiting' : verdict === 'hold' ? 'held' : 'dropped', conversationId: alert.conversationId },
      ...{
        inDigest: ways.includes('mail') && verdict !== 'drop' && !isMailedAtOnce(alert, ways),
        gravity: gravityOf(alert.event),
        at: alert.at,
      },
    })
    .execute()
  if (ways.includes('desk') && isNow) await notice(tx, alert, userId)
  if (isNow && ways.includes('push')) await enqueue(tx, world.clock, deliverAlertJob, { deliveryId: id })
}

/** An urgent notice is mailed by itself. */
const isMailedAtOnce = ({ event, noticed }: Raised, ways: AlertDeliveryTable['ways']) =>
  event === 'crisis' && (noticed === true || ways.includes('desk'))

/** Of some whoever raised it has made a notice; then the desk only hears that there is something fresh. */
async function notice(tx: Tx, alert: Raised, userId: string): Promise<void> {
  const { event, brandId, conversationId, said, at } = alert
  const kind = `support.${event}`
  if (event === 'assigned' || event === 'mentioned' || alert.noticed)
    return announce(tx, 'notice.made', { userIds: [userId], kind }, { brandId })
  const href = hrefIn({ brandId, conversationId, said })
  const about = conversationId ? { about: `${event} ${conversationId}` } : {}
  await notify(tx, {
    ...{
      to: { userIds: [userId] },
      brandId,
      kind,
      at,
      key: `support.alert.${event}`,
      values: { ...said },
      href,
      ...about,
    },
    severity: event === 'crisis' ? 'urgent' : gravityOf(event) >= gravityOf('negative') ? 'warning' : 'info',
  })
}

async function tellChannels(world: World, tx: Tx, alert: Raised): Promise<void> {
  for (const { id: channelId } of await channelsHearing(tx, alert.brandId, alert.event)) {
    const gravity = gravityOf(alert.event)
    const verdict = stormVerdict(await earlierOf(tx, { channelId }, alert.at), { ...alert, gravity })
    const id = newId(alert.at)
    await tx
      .insertInto('alertDelivery')
      .values({
        ...{ id, alertId: alert.id, brandId: alert.brandId, userId: null, channelId, ways: [], sentAt: null },
        ...{ state: verdict === 'send' ? 'waiting' : verdict === 'hold' ? 'held' : 'dropped', inDigest: false },
        ...{ conversationId: alert.conversationId, gravity, at: alert.at },
      })
      .execute()
    if (verdict === 'send') await enqueue(tx, world.clock, deliverAlertJob, { deliveryId: id })
  }
}

/** What they were told within the longest window that matters. */
async function earlierOf(db: DbOrTx, who: { userId: string } | { channelId: string }, at: Date): Promise<Earlier[]> {
  const column = 'userId' in who ? 'userId' : 'channelId'
  const rows = await db
    .selectFrom('alertDelivery')
    .select(['conversationId', 'gravity', 'at', 'state'])
    .where(column, '=', 'userId' in who ? who.userId : who.channelId)
    .where('at', '>', new Date(at.getTime() - burst.withinMs))
    .where('state', 'in', ['waiting', 'sent', 'held', 'failed'])
    .orderBy('at', 'desc')
    .limit(500)
    .execute()
  return rows.map(({ state, ...one }) => ({ ...one, alone: state !== 'held' }))
}

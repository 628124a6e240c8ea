import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import { wordsIn } from '../team/index.ts'
import { choicesOf } from './choices.ts'
import type { AlertEvent } from './choose-ways.ts'
import { isQuiet } from './duty.ts'
import { hrefIn, textOf } from './say-alert.ts'
import type { AlertSaid } from './tables.ts'

type Waiting = { userId: string; brandId: string; since: Date }

/** Mails each person what waits for their digest, brand by brand, once the oldest of it is as old as they chose, and not in their quiet hours. */
export async function mailDigests(world: World): Promise<void> {
  if (!world.mail.ready) return
  const now = world.clock.now()
  const { rows } = await sql<Waiting>`
    select user_id, brand_id, min(at) as since from alert_delivery where in_digest group by user_id, brand_id`.execute(
    world.db,
  )
  for (const { userId, brandId, since } of rows) {
    const [own] = await choicesOf(world.db, brandId, [userId])
    if (!own || now.getTime() - since.getTime() < own.digestMinutes * 60_000 || isQuiet(own.quiet, now)) continue
    await inTransaction(world.db, (tx) => mailDigest(world, tx, { userId, brandId }))
  }
}

type Line = {
  event: AlertEvent
  said: AlertSaid
  conversationId: string | null
  name: string
  email: string
  locale: string
  brand: string
}
const mostLines = 30

async function mailDigest(world: World, tx: Tx, of: { userId: string; brandId: string }): Promise<void> {
  const { rows } = await sql<Line>`
    with taken as (
      update alert_delivery set in_digest = false where user_id = ${of.userId} and brand_id = ${of.brandId} and in_digest
      returning id, alert_id, conversation_id)
    select a.event, a.said, taken.conversation_id, u.name, u.email, u.locale, b.name as brand
    from taken join alert a on a.id = taken.alert_id join desk_user u on u.id = ${of.userId} join brand b on b.id = ${of.brandId}
      join member m on m.user_id = u.id and m.workspace_id = b.workspace_id
      left join brand_role r on r.brand_id = b.id and r.user_id = u.id
    where b.deleted_at is null and (m.role = 'owner' or r.role is not null) order by taken.id desc`.execute(tx)
  const [first] = rows
  if (!first) return
  const { say } = wordsIn(first.locale)
  const lines = rows.slice(0, mostLines).map((one) => {
    const link = `${world.config.publicUrl}${hrefIn({ ...one, brandId: of.brandId })}`
    return `• ${textOf({ ...one, held: 0, locale: first.locale })}\n  ${link}`
  })
  const rest = rows.length - lines.length
  if (rest > 0) lines.push(say('support.alert.more', { count: rest }))
  const values = { count: rows.length, brand: first.brand, name: first.name }
  await world.mail.queue(tx, {
    to: first.email,
    subject: say('support.digest.subject', values),
    text: `${say('support.digest.opening', values)}\n\n${lines.join('\n\n')}\n\n${say('support.digest.closing', values)}\n`,
  })
}

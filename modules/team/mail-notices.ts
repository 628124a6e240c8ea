import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { MessageValues } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import { wordsIn } from './words.ts'

const bundleMs = 3600_000

/** Mails each person's urgent, unseen notices: the first at once, the following at most once an hour, together. */
export async function mailUrgentNotices(world: World): Promise<void> {
  if (!world.mail.ready) return
  const now = world.clock.now()
  for (const userId of await peopleToMail(world.db, new Date(now.getTime() - bundleMs)))
    await inTransaction(world.db, async (tx) => {
      const notices = await takeUrgent(tx, userId, now)
      const first = notices[0]
      if (!first) return
      const { say } = wordsIn(first.locale)
      const lines = notices.map((one) => {
        const link = one.href ? `\n  ${world.config.publicUrl}${one.href}` : ''
        return `• ${say(one.messageKey, one.messageValues)}${link}`
      })
      const values = { count: notices.length, name: first.name, link: world.config.publicUrl }
      await world.mail.queue(tx, {
        to: first.email,
        subject: say('team.mail.notices.subject', values),
        text: `${say('team.mail.notices.opening', values)}\n\n${lines.join('\n\n')}\n\n${say('team.mail.notices.closing', values)}\n`,
      })
    })
}

async function peopleToMail(db: DbOrTx, mailedBefore: Date): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    select distinct n.user_id from notice n
    where n.severity = 'urgent' and n.mailed_at is null and n.seen_at is null
      and not exists (select 1 from notice o where o.user_id = n.user_id and o.mailed_at > ${mailedBefore})`.execute(db)
  return rows.map((row) => row.userId)
}

type Urgent = {
  messageKey: string
  messageValues: MessageValues
  href: string | null
  email: string
  name: string
  locale: string
}

/** Marks them in the same transaction in which the mail is written, so that none is mailed twice. */
async function takeUrgent(tx: DbOrTx, userId: string, now: Date): Promise<Urgent[]> {
  const { rows } = await sql<Urgent>`
    with taken as (
      update notice set mailed_at = ${now}
      where user_id = ${userId} and severity = 'urgent' and mailed_at is null and seen_at is null
      returning id, user_id, message_key, message_values, href
    )
    select taken.message_key, taken.message_values, taken.href, u.email, u.name, u.locale
    from taken join desk_user u on u.id = taken.user_id join member m on m.user_id = u.id order by taken.id`.execute(tx)
  return rows
}

import type { World } from '../../kernel/world.ts'
import { wordsIn } from './words.ts'

/** The link by which a person sets a new password. */
export async function mailForgottenPassword(world: World, userId: string, token: string): Promise<void> {
  const member = await world.db
    .selectFrom('deskUser')
    .innerJoin('member', 'member.userId', 'deskUser.id')
    .select(['email', 'name', 'locale'])
    .where('deskUser.id', '=', userId)
    .executeTakeFirst()
  if (!member) return
  const { say } = wordsIn(member.locale)
  const values = {
    name: member.name,
    link: `${world.config.publicUrl}/password/reset?token=${encodeURIComponent(token)}`,
  }
  const text = say('team.mail.forgotten.text', values)
  await world.mail.queue(world.db, { to: member.email, subject: say('team.mail.forgotten.subject'), text })
}

import { isAPIError } from 'better-auth/api'
import { inTransaction } from '../../kernel/db/connect.ts'
import { notFound, Refusal } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import { countCall } from './count-calls.ts'
import { hashPassword, setPasswordHash } from './people.ts'
import { signInOf } from './sign-in.ts'

const hourMs = 3600_000

/** Mails a link to set a new password. The answer is the same whether the address is known or not. */
export async function forgotPassword(world: World, email: string, ip: string): Promise<void> {
  if (!world.mail.ready) throw new Refusal(409, 'team.noMail')
  await countCall(world, { bucket: `forgotten address ${ip}`, calls: 20, everyMs: hourMs })
  await countCall(world, { bucket: `forgotten account ${email.toLowerCase()}`, calls: 3, everyMs: hourMs })
  await signInOf(world).api.requestPasswordReset({ body: { email: email.toLowerCase() } })
}

/** Sets the password by the link of the mail, once; every session ends. Throws `team.resetGone`. */
export async function setForgottenPassword(world: World, token: string, password: string): Promise<void> {
  try {
    await signInOf(world).api.resetPassword({ body: { token, newPassword: password } })
  } catch (cause) {
    throw isAPIError(cause) ? new Refusal(409, 'team.resetGone', { cause }) : cause
  }
}

/** For an operator at the machine itself: sets a member's password and ends their sessions. Throws `team.noMember`. */
export async function resetPassword(world: World, email: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(world, password)
  await inTransaction(world.db, async (tx) => {
    const member = await tx
      .selectFrom('deskUser')
      .innerJoin('member', 'member.userId', 'deskUser.id')
      .select('deskUser.id')
      .where('email', '=', email.toLowerCase())
      .executeTakeFirst()
    if (!member) throw notFound('team.noMember')
    await setPasswordHash(tx, member.id, passwordHash, world.clock.now())
    await tx.deleteFrom('deskSession').where('userId', '=', member.id).execute()
  })
}

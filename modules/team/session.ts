import { isAPIError } from 'better-auth/api'
import { sql } from 'kysely'
import { badField, Refusal } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import { countCall } from './count-calls.ts'
import { countSignIn, forgetSignIns } from './count-sign-ins.ts'
import { addressHeader, signInOf } from './sign-in.ts'

/** What the edge knows of a visitor, as better-auth reads it. */
export function visitor(request: { headers: Record<string, string | undefined>; ip: string }): Headers {
  const headers = new Headers({ [addressHeader]: request.ip })
  for (const name of ['cookie', 'user-agent']) {
    const value = request.headers[name]
    if (value) headers.set(name, value)
  }
  return headers
}

/** Opens a session; returns the cookies that carry it. Throws 401 `team.wrongPassword`, 429 `request.tooMany`. */
export async function signInWithPassword(
  world: World,
  given: { email: string; password: string },
  from: { headers: Headers; ip: string },
): Promise<string[]> {
  const email = given.email.toLowerCase()
  await countSignIn(world, email, from.ip)
  try {
    const opened = await signInOf(world).api.signInEmail({
      body: { email, password: given.password },
      headers: from.headers,
      returnHeaders: true,
    })
    await forgetSignIns(world, email, from.ip)
    return opened.headers.getSetCookie()
  } catch (cause) {
    throw isAPIError(cause) ? new Refusal(401, 'team.wrongPassword', { cause }) : cause
  }
}

/** Ends the session of these headers; returns the cookies that forget it. */
export async function signOut(world: World, headers: Headers): Promise<string[]> {
  const ended = await signInOf(world).api.signOut({ headers, returnHeaders: true })
  return ended.headers.getSetCookie()
}

/** Ends every other session, and renews this one. Throws `team.wrongPassword` at `current`. */
export async function changePassword(
  world: World,
  userId: string,
  given: { current: string; next: string },
  headers: Headers,
): Promise<string[]> {
  await countCall(world, { bucket: `password of ${userId}`, calls: 10, everyMs: 15 * 60_000 })
  try {
    const changed = await signInOf(world).api.changePassword({
      body: { currentPassword: given.current, newPassword: given.next, revokeOtherSessions: true },
      headers,
      returnHeaders: true,
    })
    return changed.headers.getSetCookie()
  } catch (cause) {
    throw isAPIError(cause) ? badField('current', 'team.wrongPassword') : cause
  }
}

export async function sessionsOf(world: World, userId: string) {
  return world.db
    .selectFrom('deskSession')
    .select(['id', 'userAgent', 'ipAddress', 'createdAt', 'updatedAt'])
    .where('userId', '=', userId)
    .where('expiresAt', '>', sql<Date>`now()`)
    .orderBy('updatedAt', 'desc')
    .execute()
}

/** Is there one less now? */
export async function endSession(world: World, userId: string, sessionId: string): Promise<boolean> {
  const ended = await world.db
    .deleteFrom('deskSession')
    .where('userId', '=', userId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  return ended.numDeletedRows > 0n
}

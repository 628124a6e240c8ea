import ipaddr from 'ipaddr.js'
import type { World } from '../../kernel/world.ts'
import { countCall, forgetCalls } from './count-calls.ts'

const everyMs = 15 * 60_000
const perPlace = 40
const perAccountAndPlace = 10
const perAccountElsewhere = 20

/**
 * Counts an attempt to sign in. Throws 429 `request.tooMany` for too many from one place, on one account from one place, and
 * on one account from all places where it has no session: guesses of strangers do not keep out who comes from where they are known.
 */
export async function countSignIn(world: World, email: string, ip: string): Promise<void> {
  const place = placeOf(ip)
  await countCall(world, { bucket: `sign-in address ${place}`, calls: perPlace, everyMs })
  await countCall(world, { bucket: bucketOf(email, place), calls: perAccountAndPlace, everyMs })
  if (!(await isKnownAt(world, email, place)))
    await countCall(world, { bucket: `sign-in account ${email}`, calls: perAccountElsewhere, everyMs })
}

/** The right password was given: the wrong ones before it no longer count there. */
export const forgetSignIns = (world: World, email: string, ip: string) =>
  forgetCalls(world.db, bucketOf(email, placeOf(ip)))

const bucketOf = (email: string, place: string) => `sign-in account ${email} from ${place}`

async function isKnownAt(world: World, email: string, place: string): Promise<boolean> {
  const sessions = await world.db
    .selectFrom('deskSession')
    .innerJoin('deskUser', 'deskUser.id', 'deskSession.userId')
    .select('ipAddress')
    .distinct()
    .where('email', '=', email)
    .where('expiresAt', '>', world.clock.now())
    .execute()
  return sessions.some(({ ipAddress }) => ipAddress && placeOf(ipAddress) === place)
}

/** Whoever has one address of the sixth version has all that begin like it. */
function placeOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip
  const address = ipaddr.process(ip)
  return address.kind() === 'ipv4' ? address.toString() : `${address.toByteArray().slice(0, 8)}`
}

import { z } from 'zod'
import { inTransaction } from '../../../../kernel/db/connect.ts'
import { conflict, notFound, Refusal } from '../../../../kernel/failure.ts'
import type { NetworkedWorld } from '../../../../networks/world.ts'
import { takeTold } from '../../pipeline/take-told.ts'
import type { Heard } from '../heard.ts'
import { heardOf, InletDeletion, InletPost, keyOf } from './inlet-post.ts'
import { refuseUnsigned, type Signed } from './signature.ts'

export const mostAtOnce = 1_000

/** `refused`: what is wrong with those that were not taken, by their place; the others were. */
export type Received = { taken: number; refused: { at: number; given: unknown; error: z.ZodError }[] }

/**
 * Takes what was told to an inlet: one post, a list, or `{ posts: […] }`. Telling the same again changes nothing. Throws 404 for
 * an inlet that is not there, 403 for what its secret did not sign just now, 409 while it is paused, 400 for what is no JSON,
 * 413 for more than `mostAtOnce`.
 */
export async function receiveTold(world: NetworkedWorld, inletId: string, signed: Signed): Promise<Received> {
  const key = `inlet ${inletId}`
  const inlet = await inletOf(world, key)
  refuseUnsigned(inlet.secret, signed, world.clock.now())
  if (!inlet.isOn) throw conflict('listening.inlet.paused')
  const items = itemsIn(signed.body)
  const heard: Heard[] = []
  const refused: Received['refused'] = []
  for (const [at, given] of items.entries()) {
    const read = readItem(world, key, given)
    if (read instanceof z.ZodError) refused.push({ at, given, error: read })
    else heard.push(read)
  }
  if (heard.length > 0) await inTransaction(world.db, (tx) => takeTold(tx, world, key, { heard }))
  return { taken: heard.length, refused }
}

async function inletOf({ db, secrets }: NetworkedWorld, key: string): Promise<{ secret: string; isOn: boolean }> {
  const row = await db
    .selectFrom('listeningSource as source')
    .innerJoin('listeningIntake as intake', 'intake.key', 'source.intakeKey')
    .innerJoin('brand', 'brand.id', 'source.brandId')
    .select(['intake.secrets', 'source.isOn'])
    .where('intake.key', '=', key)
    .where('source.deletedAt', 'is', null)
    .where('brand.deletedAt', 'is', null)
    .executeTakeFirst()
  if (!row?.secrets) throw notFound()
  const { secret } = z.object({ secret: z.string() }).parse(JSON.parse(secrets.open(row.secrets, `intake ${key}`)))
  return { secret, isOn: row.isOn }
}

function itemsIn(body: Buffer): unknown[] {
  const given = parsed(body)
  const items = Array.isArray(given) ? given : hasPosts(given) ? given.posts : [given]
  if (items.length > mostAtOnce) throw new Refusal(413, 'listening.inlet.tooMany', { values: { most: mostAtOnce } })
  return items
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (cause) {
    throw new Refusal(400, 'request.notJson', { cause })
  }
}

const hasPosts = (given: unknown): given is { posts: unknown[] } =>
  typeof given === 'object' && given !== null && 'posts' in given && Array.isArray(given.posts)

function readItem(world: NetworkedWorld, key: string, given: unknown): Heard | z.ZodError {
  const isDeletion = typeof given === 'object' && given !== null && 'deleted' in given && given.deleted === true
  if (isDeletion) {
    const gone = InletDeletion.safeParse(given)
    return gone.success ? { what: 'deleted', key: keyOf(key, gone.data.id) } : gone.error
  }
  const post = InletPost.safeParse(given)
  return post.success ? heardOf(world, key, post.data) : post.error
}

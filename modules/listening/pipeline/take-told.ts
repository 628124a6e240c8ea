import type { DbOrTx } from '../../../kernel/db/tables.ts'
import { newId } from '../../../kernel/id.ts'
import { storableJson } from '../../../kernel/storable.ts'
import type { World } from '../../../kernel/world.ts'
import type { Heard, HeardPost, Told } from '../sources/heard.ts'

const atOnce = 500

/** Takes what others tell, to be judged within a second. It is kept in the caller's transaction: once there, nothing is lost. */
export async function takeTold(tx: DbOrTx, world: Pick<World, 'clock'>, intakeKey: string, told: Told): Promise<void> {
  const at = world.clock.now()
  for (let from = 0; from < told.heard.length; from += atOnce) {
    const heard = storableJson(told.heard.slice(from, from + atOnce))
    await tx
      .insertInto('listeningTold')
      .values({ id: newId(at), intakeKey, heard, at, trouble: null })
      .execute()
  }
}

export const readHeard = (kept: KeptHeard[]): Heard[] =>
  kept.map((one) => ('post' in one ? { ...one, post: { ...one.post, at: new Date(one.post.at ?? Number.NaN) } } : one))

/** As JSON keeps it. */
export type KeptHeard = Exclude<Heard, { post: HeardPost }> | { what: 'said' | 'edited'; post: KeptPost }
export type KeptPost = Omit<HeardPost, 'at'> & { at: string | null }

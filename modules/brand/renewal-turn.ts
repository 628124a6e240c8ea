import { randomUUID } from 'node:crypto'
import type { World } from '../../kernel/world.ts'

const renewEveryMs = 5_000

/** By the clock of the database, since several processes take turns. */
const aWhileFromNow = `clock_timestamp() + interval '20 seconds'`

/**
 * Takes the turn to renew the access of an account, or of all that one sign-in brought, or tells that somebody else has it. It is held by a row, not by a
 * connection: a network that thinks for long would else take the connections of the whole desk, one an account.
 * The turn of a process that was killed is free again after twenty seconds.
 */
export async function takeTurn(world: World, whose: string): Promise<{ giveBack: () => Promise<void> } | undefined> {
  const { pool, log } = world
  const mine = [whose, randomUUID()]
  const { rowCount } = await pool.query(
    `insert into account_renewal as r (account_id, holder, held_until) values ($1, $2, ${aWhileFromNow})
     on conflict (account_id) do update set holder = excluded.holder, held_until = excluded.held_until
      where r.held_until < clock_timestamp()`,
    mine,
  )
  if (!rowCount) return undefined
  const failed = (error: unknown) =>
    log.warn({ err: error }, 'the turn to renew access could not be held or given back')
  const keep = () =>
    pool
      .query(`update account_renewal set held_until = ${aWhileFromNow} where account_id = $1 and holder = $2`, mine)
      .catch(failed)
  const keeping = setInterval(keep, renewEveryMs)
  return {
    giveBack: async () => {
      clearInterval(keeping)
      await pool.query('delete from account_renewal where account_id = $1 and holder = $2', mine).catch(failed)
    },
  }
}

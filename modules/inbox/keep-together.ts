import { inTransaction } from '../../kernel/db/connect.ts'
import type { Db } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import { keepHeard, type Told } from './keep.ts'

type Waiting = { told: Told[]; kept: () => void; failed: (error: unknown) => void }

const mostAtOnce = 500
const keepers = new WeakMap<Db, Waiting[]>()

/**
 * Keeps a delivery, and returns once it is safe. What comes while another is being kept goes together with all that waits into
 * the next transaction, so that a crowd of deliveries waits no longer than a few. One that cannot be kept fails alone.
 */
export function keepTogether(world: World, told: Told[]): Promise<void> {
  if (told.length === 0) return Promise.resolve()
  return new Promise((kept, failed) => {
    const waiting = keepers.get(world.db)
    if (waiting) {
      waiting.push({ told, kept, failed })
      return
    }
    const begun = [{ told, kept, failed }]
    keepers.set(world.db, begun)
    void keepAll(world, begun)
  })
}

async function keepAll(world: World, waiting: Waiting[]): Promise<void> {
  while (waiting.length > 0) await keepSome(world, taken(waiting))
  keepers.delete(world.db)
}

function taken(waiting: Waiting[]): Waiting[] {
  let count = 0
  const fit = waiting.findIndex((one, at) => {
    count += one.told.length
    return at > 0 && count > mostAtOnce
  })
  return waiting.splice(0, fit < 0 ? waiting.length : fit)
}

async function keepSome(world: World, some: Waiting[]): Promise<void> {
  try {
    await keep(
      world,
      some.flatMap((one) => one.told),
    )
    for (const one of some) one.kept()
  } catch (error) {
    world.log.warn({ err: error, deliveries: some.length }, 'what was delivered is kept one by one')
    for (const one of some) await keep(world, one.told).then(one.kept, one.failed)
  }
}

const keep = (world: World, told: Told[]): Promise<void> =>
  inTransaction(world.db, (tx) => keepHeard(tx, told, world.clock.now()))

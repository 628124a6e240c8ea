import { inTransaction } from '../../../../kernel/db/connect.ts'
import { newId } from '../../../../kernel/id.ts'
import type { JsonObject } from '../../../../kernel/json.ts'
import type { NetworkedWorld } from '../../../../networks/world.ts'
import { takeTold } from '../../pipeline/take-told.ts'
import type { Heard } from '../heard.ts'
import { understoodRows } from './check-rows.ts'
import type { ImportRecord } from './import-store.ts'

const atOnce = 500

/**
 * Takes the good rows of an import, a few hundred in one transaction with how far it came: a process killed in it takes none twice,
 * and a file that is imported again gives the same mentions.
 */
export async function takeImport(world: NetworkedWorld, { importId }: JsonObject): Promise<void> {
  const record = await world.db
    .selectFrom('listeningImport')
    .selectAll()
    .where('id', '=', String(importId))
    .where('state', '=', 'taking')
    .executeTakeFirst()
  if (!record) return
  const key = await sourceFor(world, record)
  let heard: Heard[] = []
  for await (const one of understoodRows(world, record)) {
    if (one.row <= record.taken) continue
    if ('post' in one) heard.push({ what: 'said', post: one.post })
    if (one.row % atOnce > 0) continue
    if (!(await keep(world, record.id, key, heard, one.row))) return
    heard = []
  }
  if (await keep(world, record.id, key, heard, record.rows)) await finish(world, record)
}

/** False when it was cancelled meanwhile. */
async function keep(world: NetworkedWorld, id: string, key: string, heard: Heard[], taken: number): Promise<boolean> {
  return inTransaction(world.db, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('listeningImport')
      .set({ taken })
      .where('id', '=', id)
      .where('state', '=', 'taking')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await takeTold(tx, world, key, { heard })
    return true
  })
}

async function finish({ db, files }: NetworkedWorld, { id, fileKey }: ImportRecord): Promise<void> {
  await db.updateTable('listeningImport').set({ state: 'done', fileKey: null }).where('id', '=', id).execute()
  if (fileKey) await files.remove(fileKey)
}

/** Each import is a source of its own, so that what it gave can be looked at alone. */
async function sourceFor({ db, clock }: NetworkedWorld, record: ImportRecord): Promise<string> {
  const key = `import ${record.id}`
  const now = clock.now()
  await inTransaction(db, async (tx) => {
    const made = await tx
      .insertInto('listeningIntake')
      .values({ key, kind: 'import', settings: '{}', wakeAt: now, madeAt: now })
      .onConflict((known) => known.doNothing())
      .returning('key')
      .executeTakeFirst()
    if (!made) return
    const whose = { madeAt: now, madeBy: record.madeBy }
    await tx
      .insertInto('listeningSource')
      .values({
        ...{ id: newId(now), brandId: record.brandId, intakeKey: key, name: record.fileName.slice(0, 120) },
        ...{ takes: 'all', isOn: true, daily: null, ...whose },
      })
      .execute()
  })
  return key
}

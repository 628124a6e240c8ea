import type { z } from 'zod'
import { inTransaction } from '../../../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../../../kernel/db/tables.ts'
import { badField } from '../../../../kernel/failure.ts'
import { newId } from '../../../../kernel/id.ts'
import type { NetworkedWorld } from '../../../../networks/world.ts'
import { type Caller, recordAct } from '../../../team/index.ts'
import type { AddSource } from '../api.ts'
import { checkMailbox } from '../mailbox/check-mailbox.ts'
import { type IntakeWanted, intakeOf } from './intake-of.ts'

const mostSources = 500

export type SourceSaid = { name: string; takes: 'matching' | 'all'; daily: number | null }

/** Listens to one more. `secret`: of an inlet, told this once. Throws 422 at the field for what cannot be read, or is known already. */
export async function addSource(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  given: z.output<typeof AddSource>,
): Promise<{ sourceId: string; secret: string | null }> {
  const intake = intakeOf(world, brandId, given)
  if (given.kind === 'mailbox') await checkMailbox(world, given)
  const said = { name: given.name ?? intake.name, takes: given.takes ?? intake.takes, daily: given.daily }
  const sourceId = await inTransaction(world.db, async (tx) => {
    await refuseKnown(tx, brandId, intake.key, 'url' in given ? 'url' : 'user')
    return keepSource(tx, world, { brandId, caller, intake, said })
  })
  return { sourceId, secret: intake.secrets?.secret ?? null }
}

async function refuseKnown(tx: DbOrTx, brandId: string, intakeKey: string, field: string): Promise<void> {
  const own = await tx
    .selectFrom('listeningSource')
    .select(['intakeKey', 'name'])
    .where('brandId', '=', brandId)
    .where('deletedAt', 'is', null)
    .execute()
  const known = own.find((one) => one.intakeKey === intakeKey)
  if (known) throw badField(field, 'listening.source.known', { name: known.name })
  if (own.length >= mostSources) throw badField(field, 'listening.source.tooMany', { most: mostSources })
}

type Keeping = { brandId: string; caller: Caller; intake: IntakeWanted; said: SourceSaid }

/** The intake is made if nobody reads it yet; of one that is read what it told before is not told again. */
export async function keepSource(
  tx: Tx,
  world: NetworkedWorld,
  { brandId, caller, intake, said }: Keeping,
): Promise<string> {
  const now = world.clock.now()
  const secrets = intake.secrets && world.secrets.seal(JSON.stringify(intake.secrets), `intake ${intake.key}`)
  await tx
    .insertInto('listeningIntake')
    .values({
      ...{ key: intake.key, kind: intake.kind, settings: JSON.stringify(intake.settings), wakeAt: now, madeAt: now },
      ...(secrets && { secrets }),
    })
    .onConflict((known) =>
      secrets
        ? known.column('key').doUpdateSet({ secrets, wakeAt: now, trouble: null, troubleSince: null })
        : known.doNothing(),
    )
    .execute()
  const id = newId(now)
  const whose = { madeAt: now, madeBy: caller.userId }
  await tx
    .insertInto('listeningSource')
    .values({ id, brandId, intakeKey: intake.key, isOn: true, ...said, ...whose })
    .execute()
  const details = { name: said.name, kind: intake.kind }
  await recordAct(tx, { by: caller, name: 'listening.source-added', brandId, subject: id, details, at: now })
  return id
}

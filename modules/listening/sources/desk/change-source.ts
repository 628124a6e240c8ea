import type { z } from 'zod'
import { inTransaction } from '../../../../kernel/db/connect.ts'
import type { Tx } from '../../../../kernel/db/tables.ts'
import { badField } from '../../../../kernel/failure.ts'
import type { NetworkedWorld } from '../../../../networks/world.ts'
import { type Caller, recordAct } from '../../../team/index.ts'
import { type ChangeSource, MailboxAt } from '../api.ts'
import { newInletSecret } from '../inlet/signature.ts'
import { checkMailbox } from '../mailbox/check-mailbox.ts'
import { type SourceRow, sourceOf } from './source-store.ts'

type Of = { brandId: string; sourceId: string }

export async function changeSource(
  world: NetworkedWorld,
  caller: Caller,
  of: Of,
  { password, ...given }: z.output<typeof ChangeSource>,
): Promise<void> {
  const known = await sourceOf(world.db, of.brandId, of.sourceId)
  if (password !== undefined) await refuseWrongPassword(world, known, password)
  await inTransaction(world.db, async (tx) => {
    if (Object.keys(given).length > 0)
      await tx.updateTable('listeningSource').set(given).where('id', '=', known.id).execute()
    if (password !== undefined) await keepSecrets(tx, world, known.intakeKey, { password })
    if (given.isOn === true) await wake(tx, world, known.intakeKey)
    await told(tx, world, caller, 'listening.source-changed', known)
  })
}

/** What it told stays with the mentions; an inlet or mailbox that nobody uses any more is forgotten with its secrets. */
export async function removeSource(world: NetworkedWorld, caller: Caller, of: Of): Promise<void> {
  const known = await sourceOf(world.db, of.brandId, of.sourceId)
  await inTransaction(world.db, async (tx) => {
    const deletedAt = world.clock.now()
    await tx.updateTable('listeningSource').set({ deletedAt, isOn: false }).where('id', '=', known.id).execute()
    if (known.kind === 'mailbox' || known.kind === 'inlet')
      await tx.updateTable('listeningIntake').set({ secrets: null }).where('key', '=', known.intakeKey).execute()
    await told(tx, world, caller, 'listening.source-removed', known)
  })
}

export async function askNow(world: NetworkedWorld, of: Of): Promise<void> {
  const { intakeKey } = await sourceOf(world.db, of.brandId, of.sourceId)
  await inTransaction(world.db, (tx) => wake(tx, world, intakeKey))
}

/** Throws 422 for what is no inlet. */
export async function renewSecret(world: NetworkedWorld, caller: Caller, of: Of): Promise<string> {
  const known = await sourceOf(world.db, of.brandId, of.sourceId)
  if (known.kind !== 'inlet') throw badField('sourceId', 'listening.source.noInlet')
  const secret = newInletSecret()
  await inTransaction(world.db, async (tx) => {
    await keepSecrets(tx, world, known.intakeKey, { secret })
    await told(tx, world, caller, 'listening.source-changed', known)
  })
  return secret
}

async function refuseWrongPassword(world: NetworkedWorld, known: SourceRow, password: string): Promise<void> {
  if (known.kind !== 'mailbox') throw badField('password', 'listening.source.noMailbox')
  await checkMailbox(world, MailboxAt.parse({ ...known.settings, password }))
}

async function keepSecrets(tx: Tx, world: NetworkedWorld, key: string, secrets: Record<string, string>): Promise<void> {
  const sealed = world.secrets.seal(JSON.stringify(secrets), `intake ${key}`)
  await tx.updateTable('listeningIntake').set({ secrets: sealed }).where('key', '=', key).execute()
  await wake(tx, world, key)
}

const wake = (tx: Tx, { clock }: NetworkedWorld, key: string) =>
  tx.updateTable('listeningIntake').set({ wakeAt: clock.now() }).where('key', '=', key).execute()

const told = (tx: Tx, { clock }: NetworkedWorld, caller: Caller, name: string, { id, brandId, ...row }: SourceRow) =>
  recordAct(tx, {
    by: caller,
    name,
    brandId,
    subject: id,
    details: { name: row.name, kind: row.kind },
    at: clock.now(),
  })

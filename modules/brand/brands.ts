import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, conflict } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { allow, type Caller, canGiveAnyRole, recordAct } from '../team/index.ts'
import type { Brand, ChangeBrand, MakeBrand } from './api.ts'
import { leaveDeliveries } from './deliveries.ts'
import { publicationsAhead } from './ports.ts'
import { accountIdsOf, type BrandRow, brandOf, brandsByIds } from './store.ts'

const colors = ['#8a1c2b', '#1f5c5a', '#b4632a', '#2f4b8f', '#6a3d7d', '#3f6b2e', '#9a7b1c', '#4a4a55']

/** Makes a brand; its maker owns it. Owners of the workspace and of a brand in it may make one. */
export async function makeBrand(world: World, caller: Caller, given: z.output<typeof MakeBrand>): Promise<string> {
  allow(canGiveAnyRole(caller), 'brand.mayNotMake')
  const now = world.clock.now()
  const id = newId(now)
  await inTransaction(world.db, async (tx) => {
    await tx
      .insertInto('brand')
      .values({
        ...{ id, workspaceId: caller.workspaceId, createdAt: now, quietFrom: null, quietTo: null },
        color: colors[caller.brands.size % colors.length] ?? '#8a1c2b',
        ...columnsOf(given),
        ...{ name: given.name, zone: given.zone },
      })
      .execute()
    await tx.insertInto('brandRole').values({ brandId: id, userId: caller.userId, role: 'owner' }).execute()
    await recordAct(tx, { by: caller, name: 'brand.made', brandId: id, details: { name: given.name }, at: now })
    await announce(tx, 'brand.made', { brandId: id }, { workspaceId: caller.workspaceId, brandId: id })
  })
  return id
}

export async function changeBrand(
  world: World,
  caller: Caller,
  brandId: string,
  changes: z.output<typeof ChangeBrand>,
): Promise<void> {
  const columns = columnsOf(changes)
  await inTransaction(world.db, async (tx) => {
    const before = await brandOf(tx, brandId)
    if (Object.keys(columns).length) await tx.updateTable('brand').set(columns).where('id', '=', brandId).execute()
    const at = world.clock.now()
    await recordAct(tx, { by: caller, name: 'brand.changed', brandId, details: changes, at })
    const zoneChanged = changes.zone !== undefined && changes.zone !== before.zone
    await announce(tx, 'brand.changed', { brandId, zoneChanged }, { workspaceId: caller.workspaceId, brandId })
  })
}

/** Deletes a brand whose name was given as proof. Throws `brand.stillPlanned` while something of it waits to be sent or taken down. */
export async function deleteBrand(world: World, caller: Caller, brandId: string, name: string): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    await tx.selectFrom('brand').select('id').where('id', '=', brandId).forUpdate().execute()
    const brand = await brandOf(tx, brandId)
    if (brand.name.trim() !== name.trim()) throw badField('name', 'brand.otherName')
    const ahead = await publicationsAhead.ask()(tx, { brandId })
    if (ahead > 0) throw conflict('brand.stillPlanned', { count: ahead })
    await forgetBrand(tx, world, brandId)
    await recordAct(tx, { by: caller, name: 'brand.deleted', brandId, details: { name }, at: world.clock.now() })
    await announce(tx, 'brand.deleted', { brandId }, { workspaceId: caller.workspaceId })
  })
}

/** Nobody sees it any more, and no access to an account is kept. */
async function forgetBrand(tx: Tx, world: World, brandId: string): Promise<void> {
  const now = world.clock.now()
  await leaveDeliveries(tx, world, [...(await accountIdsOf(tx, brandId))])
  await tx.updateTable('brand').set({ deletedAt: now }).where('id', '=', brandId).execute()
  await tx
    .updateTable('account')
    .set({ secrets: null, health: 'disconnected', archivedAt: now })
    .where('brandId', '=', brandId)
    .where('archivedAt', 'is', null)
    .execute()
}

function columnsOf({ quietHours, ...same }: z.output<typeof ChangeBrand>) {
  const quiet = quietHours && { quietFrom: quietHours.from, quietTo: quietHours.to }
  return { ...same, ...(quietHours === null ? { quietFrom: null, quietTo: null } : quiet) }
}

/** The brands a caller may see, by name. */
export async function brandsSeenBy(world: World, caller: Caller): Promise<z.input<typeof Brand>[]> {
  const rows = await brandsByIds(world.db, [...caller.brands.keys()])
  return rows.map((row) => brandAnswer(row, caller))
}

export async function brandSeenBy(world: World, caller: Caller, brandId: string): Promise<z.input<typeof Brand>> {
  const [row] = await brandsByIds(world.db, [brandId])
  return brandAnswer(row ?? { ...(await brandOf(world.db, brandId)), accounts: 0 }, caller)
}

function brandAnswer(row: BrandRow & { accounts: number }, caller: Caller): z.input<typeof Brand> {
  const { quietFrom: from, quietTo: to } = row
  return {
    ...{ id: row.id, name: row.name, color: row.color, zone: row.zone, language: row.language },
    ...{ approvalRequired: row.approvalRequired, missed: row.missed, missedAfterMinutes: row.missedAfterMinutes },
    ...{ quietHours: from && to ? { from, to } : null, minimumDistanceMinutes: row.minimumDistanceMinutes },
    ...{ createdAt: row.createdAt.toISOString(), accounts: row.accounts },
    role: caller.brands.get(row.id) ?? 'owner',
  }
}

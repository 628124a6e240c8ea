import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { announce } from '../../kernel/events.ts'
import { badField, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type Caller, recordAct } from '../team/index.ts'
import type { ChangeRule, MakeRule } from './api.ts'
import { refuseTooWide } from './how-wide.ts'
import { refuseUnclear } from './refuse-unclear.ts'
import { keepVersion, placeRules, type RuleRow, ruleOf, rulesOf } from './rule-store.ts'

const mostRules = 200

/** Throws at its field what cannot be meant, and 409 `rules.hitsMost` until `confirmed` when it would hit more than half. */
export async function makeRule(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  given: z.output<typeof MakeRule>,
): Promise<RuleRow> {
  await refuseUnclear(world, brandId, given)
  if (given.isOn && !given.confirmed) await refuseTooWide(world.db, brandId, given.match)
  const now = world.clock.now()
  return inTransaction(world.db, async (tx) => {
    const others = await rulesOf(tx, brandId)
    if (others.length >= mostRules) throw badField('name', 'rules.tooMany', { most: mostRules })
    const row = {
      ...{ id: newId(now), brandId, place: (others.at(-1)?.place ?? -1) + 1, name: given.name, isOn: given.isOn },
      ...{ stops: given.stops, match: given.match, actions: given.actions, version: 1 },
      ...{ changedAt: now, changedBy: caller.userId, deletedAt: null },
    }
    const { match, actions, ...plain } = row
    await tx
      .insertInto('rule')
      .values({ ...plain, match: JSON.stringify(match), actions: JSON.stringify(actions) })
      .execute()
    await keepVersion(tx, row)
    await told(tx, caller, 'rule.made', row)
    return row
  })
}

/** What it says makes a new version; being switched on or off does not. */
export async function changeRule(
  world: NetworkedWorld,
  caller: Caller,
  of: { brandId: string; ruleId: string },
  { confirmed = false, ...given }: z.output<typeof ChangeRule>,
): Promise<RuleRow> {
  const known = await ruleOf(world.db, of.brandId, of.ruleId)
  const wanted = { ...known, ...given }
  await refuseUnclear(world, of.brandId, wanted)
  const widens = wanted.isOn && (given.match !== undefined || !known.isOn)
  if (widens && !confirmed) await refuseTooWide(world.db, of.brandId, wanted.match)
  const now = world.clock.now()
  return inTransaction(world.db, async (tx) => {
    await tx.selectFrom('rule').select('id').where('id', '=', of.ruleId).forUpdate().execute()
    const before = await ruleOf(tx, of.brandId, of.ruleId)
    const saysMore = given.name !== undefined || given.match !== undefined || given.actions !== undefined
    const version = before.version + (saysMore ? 1 : 0)
    const row = { ...before, ...given, version, changedAt: now, changedBy: caller.userId }
    const { name, isOn, stops } = row
    await tx
      .updateTable('rule')
      .set({ name, isOn, stops, version, changedAt: now, changedBy: caller.userId })
      .set({ match: JSON.stringify(row.match), actions: JSON.stringify(row.actions) })
      .where('id', '=', of.ruleId)
      .execute()
    if (saysMore) await keepVersion(tx, row)
    await told(tx, caller, 'rule.changed', row)
    return row
  })
}

export async function deleteRule(world: NetworkedWorld, caller: Caller, of: { brandId: string; ruleId: string }) {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const row = await ruleOf(tx, of.brandId, of.ruleId)
    await tx.updateTable('rule').set({ deletedAt: now, isOn: false }).where('id', '=', row.id).execute()
    await told(tx, caller, 'rule.deleted', { ...row, changedAt: now })
  })
}

/** All of them, the first to be judged first. */
export async function orderRules(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  ruleIds: string[],
): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    await tx.selectFrom('brand').select('id').where('id', '=', brandId).forUpdate().execute()
    const known = await rulesOf(tx, brandId)
    if (ruleIds.some((id) => !known.some((one) => one.id === id))) throw notFound('rules.noRule')
    if (new Set(ruleIds).size !== known.length) throw badField('ruleIds', 'rules.notAll')
    await placeRules(tx, ruleIds)
    const at = world.clock.now()
    await recordAct(tx, { by: caller, name: 'rules.ordered', brandId, at })
    await announce(tx, 'rule.changed', {}, { brandId })
  })
}

async function told(tx: Parameters<typeof announce>[0], caller: Caller, name: string, row: RuleRow): Promise<void> {
  const { id, brandId, version, changedAt } = row
  await recordAct(tx, { by: caller, name, brandId, subject: id, details: { name: row.name, version }, at: changedAt })
  await announce(tx, name === 'rule.made' ? 'rule.changed' : name, { ruleId: id }, { brandId })
}

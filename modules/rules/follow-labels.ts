import { inTransaction } from '../../kernel/db/connect.ts'
import type { DeskEvent } from '../../kernel/events.ts'
import { announce } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'
import { keepVersion, rulesOf } from './rule-store.ts'

/** A label was given another name: rules that put it on put on the same one. */
export async function followLabel(world: World, { payload: { label, to }, brandId }: DeskEvent): Promise<void> {
  if (!brandId || typeof label !== 'string' || typeof to !== 'string') return
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    await tx.selectFrom('brand').select('id').where('id', '=', brandId).forUpdate().execute()
    for (const rule of await rulesOf(tx, brandId)) {
      if (!rule.actions.some((one) => one.kind === 'label' && one.labels.includes(label))) continue
      const actions = rule.actions.map((one) =>
        one.kind === 'label'
          ? { ...one, labels: [...new Set(one.labels.map((old) => (old === label ? to : old)))] }
          : one,
      )
      const row = { ...rule, actions, version: rule.version + 1, changedAt: now, changedBy: null }
      await tx
        .updateTable('rule')
        .set({ actions: JSON.stringify(actions), version: row.version, changedAt: now, changedBy: null })
        .where('id', '=', rule.id)
        .execute()
      await keepVersion(tx, row)
    }
    await announce(tx, 'rule.changed', {}, { brandId })
  })
}

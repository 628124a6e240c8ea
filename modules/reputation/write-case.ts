import type { Selectable } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { storableJson } from '../../kernel/storable.ts'
import type { World } from '../../kernel/world.ts'
import { type Caller, recordAct } from '../team/index.ts'
import type { ReputationCaseTable } from './tables.ts'

export type CaseRow = Selectable<ReputationCaseTable>
export type OfCase = { brandId: string; caseId: string }
/** Nothing of it was said in public yet. */
export const isUnderWay = ({ status }: CaseRow): boolean => status === 'open' || status === 'working'
type Told<T> = { result: T; line: { kind: string; payload?: JsonObject } | null }

/** One write to a case: the case is held meanwhile, what was done stands in its log and in the audit, others hear of it. */
export function writeCase<T>(
  world: World,
  caller: Caller,
  of: OfCase,
  act: (tx: Tx, row: CaseRow, now: Date) => Promise<Told<T>>,
): Promise<T> {
  const at = world.clock.now()
  return inTransaction(world.db, async (tx) => {
    const row = await heldCase(tx, of)
    const { result, line } = await act(tx, row, at)
    if (!line) return result
    await tx.updateTable('reputationCase').set({ changedAt: at }).where('id', '=', row.id).execute()
    await tellCase(tx, { ...of, by: caller, at }, line.kind, line.payload ?? {})
    return result
  })
}

async function heldCase(tx: Tx, { brandId, caseId }: OfCase): Promise<CaseRow> {
  const row = await tx
    .selectFrom('reputationCase')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('reputation.noCase')
  return row
}

/** `kind` is a past fact of the case, such as `made`. */
export async function tellCase(
  tx: Tx,
  { brandId, caseId, by, at }: OfCase & { by: Caller | null; at: Date },
  kind: string,
  payload: JsonObject,
): Promise<void> {
  await tx
    .insertInto('caseLine')
    .values({ id: newId(at), caseId, brandId, at, kind, by: by?.userId ?? null, payload: storableJson(payload) })
    .execute()
  const details = await toldWith(tx, caseId, payload)
  if (by) await recordAct(tx, { by, name: `case.${kind}`, brandId, subject: caseId, details, at })
  await announce(tx, 'case.changed', { caseId }, { brandId })
}

/** Enough to know in the audit trail what was done to which case. */
async function toldWith(tx: Tx, caseId: string, { name: expert, ...payload }: JsonObject): Promise<JsonObject> {
  const { title } = await tx
    .selectFrom('reputationCase')
    .select('title')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  return { ...payload, ...(expert !== undefined && { expert }), name: title }
}

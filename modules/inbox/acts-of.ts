import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Words } from '../../kernel/i18n.ts'
import type { Moderate } from '../../networks/contract.ts'
import { iso, namesOf } from '../team/index.ts'
import type { ActDone, ActKind } from './api.ts'
import { coworker } from './brief.ts'
import type { InteractionActTable } from './tables.ts'

export type ActRow = Selectable<InteractionActTable>
type Kind = z.output<typeof ActKind>

/** What takes back what. */
export const inverse: Partial<Record<Kind, Kind>> = {
  ...{ hide: 'unhide', unhide: 'hide', like: 'unlike', unlike: 'like' },
  ...{ block: 'unblock', unblock: 'block', mute: 'unmute', unmute: 'mute' },
}

export const canUndo = (row: Pick<ActRow, 'state' | 'kind'>, moderate: Moderate | undefined): boolean => {
  const back = inverse[row.kind]
  return row.state === 'done' && back !== undefined && moderate?.[back] !== undefined
}

/** What was done with each of these interactions, oldest first. */
export async function actsOf(db: DbOrTx, interactionIds: string[], moderate: Moderate | undefined, words: Words) {
  const rows = await db
    .selectFrom('interactionAct')
    .selectAll()
    .where('interactionId', 'in', interactionIds)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const names = await namesOf(
    db,
    rows.flatMap((row) => row.by ?? []),
  )
  return new Map(
    [...Map.groupBy(rows, (row) => row.interactionId)].map(([id, acts]) => [
      id,
      acts.map((row) => presentAct(row, { names, moderate, words })),
    ]),
  )
}

type With = { names: Map<string, string>; moderate: Moderate | undefined; words: Words }

export function presentAct(row: ActRow, { names, moderate, words }: With): z.input<typeof ActDone> {
  const { id, kind, state, kept, failure } = row
  return {
    ...{ id, kind, state, at: iso(row.at), by: coworker(row.by, names), rule: row.byRule },
    kept: kind === 'hide' || kind === 'delete' ? (kept.text ?? null) : null,
    failure: failure && state !== 'done' ? words.say(failure.code, failure.values) : null,
    canUndo: canUndo(row, moderate),
  }
}

import type { MessageValues } from '../../kernel/failure.ts'
import type { Words } from '../../kernel/i18n.ts'
import type { JsonObject } from '../../kernel/json.ts'

/** What was done with a case (`line`) or in a crisis (`crisis`), in words; who did it stands beside it. */
export function sayLine(
  { say }: Words,
  of: 'line' | 'crisis',
  { kind, payload }: { kind: string; payload: JsonObject },
): string {
  const values: MessageValues = {}
  for (const [key, value] of Object.entries(payload))
    if (typeof value === 'string' || typeof value === 'number') values[key] = value
  if (typeof payload.status === 'string') values.status = say(`reputation.status.${payload.status}`)
  if (typeof payload.kind === 'string') values.kind = say(`reputation.placement.${payload.kind}`)
  return say(`reputation.${of}.${kind}`, values)
}

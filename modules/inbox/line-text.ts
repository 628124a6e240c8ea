import type { Selectable } from 'kysely'
import type { MessageValues } from '../../kernel/failure.ts'
import type { Words } from '../../kernel/i18n.ts'
import type { ConversationLineTable } from './tables.ts'

type Line = Selectable<ConversationLineTable>

export const peopleIn = ({ by, payload }: Line): string[] =>
  [by, payload.assigneeId].filter((one) => typeof one === 'string')

/** A line of what was done, whole: "Ada assigned it to Boris". What later rooms keep here has its words by its whole kind. */
export function lineText(line: Line, names: Map<string, string>, { say, has }: Words): string {
  const { kind, by, byRule, payload } = line
  const who = by === null ? (byRule === null ? '' : say('inbox.rule', { name: byRule })) : (names.get(by) ?? '')
  const itself = `inbox.itself.${kind}`
  return say(who === '' && has(itself) ? itself : codeOf(line), { who, ...valuesOf(line, names), ...simple(payload) })
}

function codeOf({ kind, payload }: Line): string {
  if (kind === 'acted') return `inbox.moderated.${payload.act}`
  if (kind === 'toned') return `inbox.toned.${payload.tone ?? 'none'}`
  return kind.includes('.') ? kind : `inbox.line.${kind}`
}

function valuesOf({ payload }: Line, names: Map<string, string>): MessageValues {
  const values: MessageValues = {}
  if (typeof payload.assigneeId === 'string') values.to = names.get(payload.assigneeId) ?? ''
  if (Array.isArray(payload.labels)) values.labels = payload.labels.join(', ')
  if (typeof payload.until === 'string') values.until = Date.parse(payload.until)
  return values
}

const simple = (payload: Line['payload']): MessageValues =>
  Object.fromEntries(
    Object.entries(payload).flatMap(([name, value]): [string, string | number][] =>
      ['count', 'priority', 'name', 'author'].includes(name) && (typeof value === 'string' || typeof value === 'number')
        ? [[name, value]]
        : [],
    ),
  )

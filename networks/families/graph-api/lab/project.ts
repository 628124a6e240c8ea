import { type Selected, selectionIn } from './selection.ts'

/** A value, or one computed when asked for, by what was asked of it. */
export type Told = { [name: string]: unknown | ((asked: Selected) => unknown) }

/** Of everything a node could tell, what `fields` asks for, and always its id. */
export function projected(node: Told, asked: Selected[]): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const selected of asked) {
    const value = valueAsked(node[selected.name], selected)
    if (value !== undefined) out[selected.name] = value
  }
  return node.id === undefined ? out : { ...out, id: node.id }
}

function valueAsked(member: unknown, selected: Selected): unknown {
  const value = typeof member === 'function' ? member(selected) : member
  if (!selected.inner || typeof value !== 'object' || value === null) return value
  return inside(value, selected.inner)
}

function inside(value: object, asked: Selected[]): unknown {
  if (Array.isArray(value)) return value.map((one) => inside(one, asked))
  if ('data' in value && Array.isArray(value.data))
    return { ...value, data: value.data.map((one) => inside(one, asked)) }
  if ('data' in value && typeof value.data === 'object' && value.data !== null)
    return { data: inside(value.data, asked) }
  return projected(value as Told, asked)
}

export const askedIn = (fields: unknown, usual: string): Selected[] =>
  selectionIn(typeof fields === 'string' ? fields : usual)

/** One page of rows known by ids, as the graph pages: a cursor, and `next` while there is more. */
export function pageOf<T extends { id: string }>(rows: T[], query: Record<string, unknown>, url: string, usual = 25) {
  const limit = Math.min(100, Math.max(0, Number(query.limit ?? usual)))
  const after = typeof query.after === 'string' ? Buffer.from(query.after, 'base64url').toString() : undefined
  const from = after === undefined ? 0 : rows.findIndex((one) => one.id === after) + 1
  const data = rows.slice(from, from + limit)
  const last = data.at(-1)
  if (!last) return { data }
  const cursors = { before: cursorOf(data[0]?.id ?? ''), after: cursorOf(last.id) }
  return from + limit < rows.length
    ? { data, paging: { cursors, next: `${url}?after=${cursors.after}` } }
    : { data, paging: { cursors } }
}

const cursorOf = (id: string) => Buffer.from(id).toString('base64url')

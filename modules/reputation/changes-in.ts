import type { z } from 'zod'
import type { JsonObject } from '../../kernel/json.ts'
import type { Change } from './api.ts'

type Told = z.output<typeof Change>
/** Of what is long only that it was rewritten is told: both texts would fill the trail. */
const long = new Set(['problem', 'outcome', 'note', 'texts'])

/** What of a row becomes another: each field with what it was and what it is. */
export function changesIn<T extends object>(before: T, change: Partial<T>): Told[] {
  return Object.entries(change).flatMap(([field, to]) => {
    if (to === undefined) return []
    const [was, is] = [plain(Reflect.get(before, field)), plain(to)]
    if (was === is) return []
    return long.has(field) ? [{ field, from: null, to: null }] : [{ field, from: was, to: is }]
  })
}

function plain(value: unknown): Told['to'] {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)
}

/** Those that a line of the log tells; none in what is told otherwise. */
export const changesOf = ({ changes }: JsonObject): Told[] => (Array.isArray(changes) ? (changes as Told[]) : [])

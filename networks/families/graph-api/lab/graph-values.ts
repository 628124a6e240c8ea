import type { GraphBook } from './graph-book.ts'

/** Why a value sent as text is not of the described type; undefined when it is. `Object` is whatever the graph made of it. */
export function misfit(book: GraphBook, type: string, value: string): string | undefined {
  const values = book.enums[type]
  if (values) return values.includes(value) ? undefined : `is none of ${values.slice(0, 12).join(', ')}`
  if (type.startsWith('list')) return listMisfit(book, type, value)
  return fits(type, value) ? undefined : `is not ${type}`
}

function listMisfit(book: GraphBook, type: string, value: string): string | undefined {
  const inner = /^list<(.+)>$/.exec(type)?.[1]
  const items = /^[[{]/.test(value) ? asJson(value) : value.split(',')
  if (!Array.isArray(items)) return `is not ${type}`
  for (const item of inner ? items : []) {
    const wrong = misfit(book, inner ?? '', typeof item === 'string' ? item : JSON.stringify(item))
    if (wrong) return wrong
  }
  return undefined
}

function fits(type: string, value: string): boolean {
  if (type === 'unsigned int') return /^\d+$/.test(value)
  if (type === 'int') return /^-?\d+$/.test(value)
  if (type === 'float') return /^-?\d+(\.\d+)?$/.test(value)
  if (type === 'bool') return ['true', 'false', '1', '0'].includes(value)
  if (type === 'datetime') return /^\d+$/.test(value) || !Number.isNaN(Date.parse(value))
  if (type.startsWith('map')) return isRecord(asJson(value))
  return true
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

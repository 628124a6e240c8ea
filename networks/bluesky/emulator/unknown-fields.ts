import type { Lexicons } from '@atproto/lexicon'
import { isObject } from './answers.ts'

type Shape = {
  type: string
  ref?: string
  refs?: string[]
  properties?: Record<string, unknown>
  items?: unknown
  record?: unknown
}

/** Fields that a lexicon does not name. Lexicons leave objects open; here a field nobody described is a mistake. */
export function unknownFields(lexicons: Lexicons, home: string, shape: unknown, value: unknown, at: string): string[] {
  if (!isShape(shape)) return []
  if (shape.type === 'ref' && shape.ref) return followed(lexicons, absolute(home, shape.ref), value, at)
  if (shape.type === 'union') return inUnion(lexicons, home, shape.refs ?? [], value, at)
  if (shape.type === 'array' && Array.isArray(value))
    return value.flatMap((one, index) => unknownFields(lexicons, home, shape.items, one, `${at}[${index}]`))
  if (shape.type !== 'object' || !isObject(value)) return []
  const known = shape.properties ?? {}
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === '$type') return []
    if (!(name in known)) return [`${at} has an unknown field: ${name}`]
    return unknownFields(lexicons, home, known[name], inner, `${at}.${name}`)
  })
}

function inUnion(lexicons: Lexicons, home: string, refs: string[], value: unknown, at: string): string[] {
  const named = isObject(value) ? String(value.$type ?? '') : ''
  const uri = refs
    .map((ref) => absolute(home, ref))
    .find((ref) => ref === `lex:${named}` || ref === `lex:${named}#main`)
  return uri ? followed(lexicons, uri, value, at) : [`${at} is of no known kind: ${named || 'unnamed'}`]
}

function followed(lexicons: Lexicons, uri: string, value: unknown, at: string): string[] {
  const def: unknown = lexicons.getDef(uri)
  const shape = isShape(def) && def.type === 'record' ? def.record : def
  return unknownFields(lexicons, uri.split('#')[0] ?? uri, shape, value, at)
}

const absolute = (home: string, ref: string): string => {
  const base = home.split('#')[0] ?? home
  return ref.startsWith('#') ? `${base}${ref}` : ref.startsWith('lex:') ? ref : `lex:${ref}`
}

const isShape = (value: unknown): value is Shape => isObject(value) && typeof value.type === 'string'

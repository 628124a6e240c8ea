import type { ChoiceField, Comparison, MeasureField, Query, Span } from '../matcher/query.ts'
import { isProblem } from '../matcher/read-atom.ts'
import { readChoice, readMeasure } from '../matcher/read-field.ts'
import type { Field } from './dialect.ts'

/** The same field here, under whatever name. */
export const same =
  (field: ChoiceField): Field =>
  (value, span) => {
    const query = choice(field, value, span)
    return query && { query }
  }

/** A field that finds nearly the same. */
export const nearly =
  (field: ChoiceField, said: (value: string) => string = (value) => value): Field =>
  (value, span) => {
    const query = choice(field, said(value), span)
    return query && { query, nearest: true }
  }

/** One of a few values, each with its own meaning; those that are not named have none. */
export const oneOf =
  (meanings: Record<string, readonly [ChoiceField, string]>): Field =>
  (value, span) => {
    const [field, said] = meanings[value.toLowerCase()] ?? []
    const query = field && said !== undefined ? choice(field, said, span) : undefined
    return query && { query }
  }

/** A number, a comparison, or a range with both its ends. */
export const measured =
  (field: MeasureField): Field =>
  (value, span) => {
    const [, least, most] = /^\[\s*(\d{1,15}|\*)\s+TO\s+(\d{1,15}|\*)\s*\]$/i.exec(value) ?? []
    if (least === undefined || most === undefined) {
      const read = readMeasure(field, value, span)
      return isProblem(read) ? undefined : { query: read }
    }
    const ends: [Comparison, string][] = [
      ['>=', least],
      ['<=', most],
    ]
    const of = ends
      .filter(([, number]) => number !== '*')
      .map(([is, number]): Query => ({ ...span, kind: 'measure', field, is, number: Number(number) }))
    const [only] = of
    if (!only) return undefined
    return { query: of.length > 1 ? { ...span, kind: 'and', of } : only }
  }

/** A host stands as `site:`; what has a path is a part of an address. */
export const site: Field = (value, span) => {
  const bare = withoutScheme(value).replace(/\/$/, '')
  const query = bare.includes('/') ? choice('url', bare, span) : choice('site', bare, span)
  return query && { query }
}

export const address = (field: 'url' | 'link'): Field => {
  const read = same(field)
  return (value, span) => read(withoutScheme(value), span)
}

/** A name said in the text, with its sign. */
export const said =
  (sign: '@' | '#', isNearest: boolean): Field =>
  (value, span) => {
    const name = value.replace(/^[@#]/, '')
    if (!/^[\p{L}\p{N}_][\p{L}\p{N}_]{0,58}$/u.test(name)) return undefined
    const query: Query = { ...span, kind: 'tag', sign, text: name }
    return isNearest ? { query, nearest: true } : { query }
  }

export const withoutScheme = (written: string) => written.trim().replace(/^(https?:\/\/)?(www\.)?/i, '')

function choice(field: ChoiceField, value: string, span: Span): Query | undefined {
  const read = readChoice(field, value.replace(/["“”„«»]/g, ''), span)
  return isProblem(read) ? undefined : { ...read, from: span.from, to: span.to }
}

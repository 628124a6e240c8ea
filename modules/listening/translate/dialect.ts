import type { Distance, Query, Span, Word } from '../matcher/query.ts'
import type { Note, NoteCode } from './note.ts'
import type { Vendor } from './vendors.ts'

/** How one vendor writes queries, as far as its public documentation says. */
export type Dialect = {
  vendor: Vendor
  /** What a word by itself finds, and a word between quotation marks. */
  word: Word['mode']
  phrase: Word['mode']
  /** Operators that are words of their own, and those that are signs and may touch what they join. */
  operators: Readonly<Record<string, Join>>
  signs: readonly (readonly [sign: string, join: Join])[]
  /** What a run such as NEAR/5 asks for; undefined for any other run. */
  distanceOf: (run: string) => Reach | undefined
  /** Other words allowed among `words` of them by ~n. */
  looseness: (n: number, words: number) => number
  /** Names in small letters. */
  fields: Readonly<Record<string, Field>>
  /** {Case}; + and ++ before a word; ! and = before a word. */
  has: { braces?: true; raw?: true; modes?: true; lines?: true; fuzzy?: true; foldsAccents?: true }
}

export type Join = 'and' | 'or' | 'not' | 'andnot'
export type Reach = { distance: Distance; told?: NoteCode }

/** Values as written, without quotation marks. Undefined when there is nothing like it here. */
export type Field = (value: string, span: Span) => FieldRead | undefined
export type FieldRead = { query: Query; nearest?: true }

export type Tell = (note: Note) => void

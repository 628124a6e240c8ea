import type { ChoiceField, Comparison, Distance, MeasureField, TagSign, Word } from '../matcher/query.ts'

/**
 * A query as a visual builder shows it. `all` of them, `any` of them, `none` of them; groups may stand within groups.
 * `comments` are said before a block. Every query can be shown so: what has no block of its own is one `text`.
 */
export type Block = (Group | NearBlock | Chip) & { comments?: readonly string[] }
export type Group = Of<'all'> | Of<'any'> | Of<'none'>
type Of<Kind extends string> = { kind: Kind; of: readonly Block[] }
/** Each is near the next one; `distances` has one fewer than `of`. An operand is one chip, or any of several. */
export type NearBlock = { kind: 'near'; of: readonly (readonly WordChip[])[]; distances: readonly Distance[] }

export type Chip = WordChip | LoosePhraseChip | TitleChip | FieldChip | MeasureChip | TextChip
/** What has a place in a text. */
export type WordChip =
  | { kind: 'word'; text: string; mode: Word['mode'] }
  | { kind: 'wildcard'; pattern: string }
  | { kind: 'tag'; sign: TagSign; text: string }
  | { kind: 'phrase'; text: string; mode: Word['mode'] }
  | TextChip
/** The words in any order, with at most `within` others among them. */
export type LoosePhraseChip = { kind: 'loose'; text: string; mode: Word['mode']; within: number }
export type TitleChip = { kind: 'title'; text: string; mode: Word['mode']; isPhrase: boolean }
/** One of the values. */
export type FieldChip = { kind: 'field'; field: ChoiceField; values: readonly string[] }
export type MeasureChip = { kind: 'measure'; field: MeasureField; is: Comparison; number: number }
/** A part of a query in the query language itself. */
export type TextChip = { kind: 'text'; text: string }

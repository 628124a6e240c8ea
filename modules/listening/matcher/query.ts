/** Where something stands in what a person wrote, in UTF-16 units; `to` is behind its last. */
export type Span = { from: number; to: number }

/**
 * What a query is, as a tree. Words side by side are `and`. Groups stay as they were written, so that a builder shows
 * what its author meant.
 */
export type Query = And | Or | Not | Near | Leaf
export type And = Span & { kind: 'and'; of: Query[] }
export type Or = Span & { kind: 'or'; of: Query[] }
export type Not = Span & { kind: 'not'; of: Query }
/** Each operand stands near the next one; `distances` has one fewer than `of`. */
export type Near = Span & { kind: 'near'; of: Operand[]; distances: Distance[] }
export type Leaf = Atom | Phrase | Title | Choice | Measure

/** At most `words` others between the two, in this order or in any; or both in one sentence. */
export type Distance = { words: number; inOrder: boolean } | 'sentence'
/** What can stand near something: it has a place in the text. */
export type Operand = Atom | Phrase | OperandGroup
export type OperandGroup = Span & { kind: 'or'; of: Operand[] }

export type Atom = Word | Wildcard | Tag
/** `forms`: all forms of the word; `form`: this one, in any case; `case`: this one, letter for letter. */
export type Word = Span & { kind: 'word'; text: string; mode: 'forms' | 'form' | 'case' }
/** `*` stands for any letters or none, `?` for exactly one. */
export type Wildcard = Span & { kind: 'wildcard'; pattern: string }
export type Tag = Span & { kind: 'tag'; sign: TagSign; text: string }
export type TagSign = '#' | '@' | '$'

/** One after another; with `within`, in any order with at most that many other words among them. */
export type Phrase = Span & { kind: 'phrase'; of: Atom[]; within: number | null }
export type Title = Span & { kind: 'title'; of: Atom | Phrase }
export type Choice = Span & { kind: 'choice'; field: ChoiceField; value: string }
export type Measure = Span & { kind: 'measure'; field: MeasureField; is: Comparison; number: number }
export type Comparison = '>' | '>=' | '<' | '<=' | '='

export const choiceFields = [
  ...['from', 'to', 'author', 'lang', 'site', 'url', 'link', 'source', 'type', 'has', 'country', 'sentiment', 'list'],
] as const
export type ChoiceField = (typeof choiceFields)[number]
export const measureFields = ['followers', 'likes', 'reposts', 'reach'] as const
export type MeasureField = (typeof measureFields)[number]

/** Fields that take one of a few values. */
export const closedValues: Partial<Record<ChoiceField, readonly string[]>> = {
  type: ['post', 'comment', 'reply', 'repost', 'quote', 'review', 'message', 'story', 'video', 'article', 'topic'],
  has: ['link', 'image', 'video', 'audio', 'poll', 'quote', 'location', 'file'],
  sentiment: ['negative', 'neutral', 'positive', 'unsure'],
}

/** What one query may cost. */
export const limits = {
  characters: 100_000,
  terms: 10_000,
  depth: 100,
  phrase: 50,
  distance: 100,
  word: 60,
  operands: 8,
}

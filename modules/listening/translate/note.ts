import type { Problem, ProblemCode } from '../matcher/problem.ts'
import type { Span } from '../matcher/query.ts'

/**
 * What became of something that has no exact equal, at its characters in what was pasted. `kept`: it means the same but
 * is written otherwise; `approximated`: the nearest there is; `dropped`: left out. `code` is the key of its words.
 */
export type Note = Span & { code: NoteCode; kind: NoteKind; values: Record<string, string | number> }
export type NoteKind = 'kept' | 'approximated' | 'dropped'

const kinds = {
  'listening.translation.asWritten': 'kept',
  'listening.translation.stepsCounted': 'kept',
  'listening.translation.linesAreChoices': 'kept',
  'listening.translation.noOperators': 'kept',
  'listening.translation.accents': 'approximated',
  'listening.translation.mixed': 'approximated',
  'listening.translation.sideBySide': 'approximated',
  'listening.translation.distanceUnclear': 'approximated',
  'listening.translation.tooFar': 'approximated',
  'listening.translation.nearNested': 'approximated',
  'listening.translation.nearLoosened': 'approximated',
  'listening.translation.orderLost': 'approximated',
  'listening.translation.shortWildcard': 'approximated',
  'listening.translation.signsLost': 'approximated',
  'listening.translation.similar': 'approximated',
  'listening.translation.nearest': 'approximated',
  'listening.translation.choiceNarrowed': 'approximated',
  'listening.translation.requiredAny': 'approximated',
  'listening.translation.signsDropped': 'dropped',
  'listening.translation.fieldDropped': 'dropped',
  'listening.translation.valueDropped': 'dropped',
  'listening.translation.commentsDropped': 'dropped',
} as const satisfies Record<string, NoteKind>
export type NoteCode = keyof typeof kinds
export const noteCodes: readonly string[] = Object.keys(kinds)

export const note = (code: NoteCode, { from, to }: Span, values: Note['values'] = {}): Note => ({
  ...{ code, kind: kinds[code], from, to, values },
})

/** Why there is no translation: a mistake in what was pasted, its size, or not knowing whose language it is. */
export type TranslationProblem = Omit<Problem, 'code'> & { code: ProblemCode | TranslationProblemCode }
export type TranslationProblemCode = (typeof translationProblemCodes)[number]
export const translationProblemCodes = [
  'listening.translation.whichVendor',
  'listening.translation.nothingLeft',
] as const

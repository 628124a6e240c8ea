import type { Word } from './treebank.ts'

export type Score = { found: number; wrong: number; missed: number }

/** Names, things, doings and qualities: what people listen for. */
const content = new Set(['NOUN', 'PROPN', 'VERB', 'ADJ'])

/**
 * Every word that occurs is asked for once. Right is what is a form of it and found, wrong what is found and is a form of
 * another word, missed what is a form of it and not found: of all words of the text, each time they occur.
 */
export function scoreForms(
  words: Word[],
  formsOf: (lemma: string) => Iterable<string>,
  only: 'content' | 'all',
): Score {
  const asked = words.filter((word) => only === 'all' || content.has(word.part)).map((word) => word.lemma)
  const score = { found: 0, wrong: 0, missed: 0 }
  const index = placesByKey(words)
  const relevant = Map.groupBy(words.keys(), (n) => words[n]?.lemma)
  for (const lemma of new Set(asked)) {
    const forms = new Set([lemma, ...formsOf(lemma)])
    const hits = new Set([...forms].flatMap((form) => index.get(form) ?? []))
    const right = [...hits].filter((n) => words[n]?.lemma === lemma).length
    score.found += right
    score.wrong += hits.size - right
    score.missed += (relevant.get(lemma)?.length ?? 0) - right
  }
  return score
}

function placesByKey(words: Word[]): Map<string, number[]> {
  const index = new Map<string, number[]>()
  for (const [n, { keys }] of words.entries()) for (const key of keys) index.set(key, [...(index.get(key) ?? []), n])
  return index
}

export const precision = ({ found, wrong }: Score) => (100 * found) / (found + wrong || 1)
export const recall = ({ found, missed }: Score) => (100 * found) / (found + missed || 1)
export const f1 = ({ found, wrong, missed }: Score) => (200 * found) / (2 * found + wrong + missed || 1)

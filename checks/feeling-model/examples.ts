import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { feelingWordsOf } from '../../modules/listening/feeling/word-classes.ts'
import { root } from '../read-sources.ts'

/** `weight`: how far what it says is taken for what posts about brands say. */
export type Example = { text: string; language: string; sentiment?: string; intent?: string; weight: number }
export type Part = 'learn' | 'try' | 'held'

export const corpusLanguages = ['bg', 'cs', 'en', 'pl', 'ru', 'sv', 'uk']
const folder = join(root, '../shared/data/text/sentiment')

/** Lines stand in pairs, and languages mirror each other line by line: whole blocks of lines are held out, alike in all. */
const block = 40
const margin = 4

/** Of our own corpora; `held` is never learnt from, `try` only once everything is settled. */
export function ownExamples(language: string, part: Part): Example[] {
  return linesOf(join(root, `modules/listening/corpus/${language}.jsonl`))
    .filter((_, at) => partOf(at) === part)
    .map((line) => ({
      ...(JSON.parse(line) as { text: string; sentiment: string; intent: string }),
      language,
      weight: 1,
    }))
}

function partOf(line: number): Part | undefined {
  const of = Math.floor(line / block) % 8
  const within = line % block
  if (of !== 3 && of !== 7) return 'learn'
  if (within < margin || within >= block - margin) return undefined
  return of === 3 ? 'try' : 'held'
}

/** Each word of feeling as a comment by itself, so that its letters say something of words like it. */
export function wordExamples(language: string): Example[] {
  const { good, bad } = feelingWordsOf(language)
  const of = (words: string, sentiment: string) =>
    words
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => ({ text: word.replace('*', ''), language, sentiment, weight: 0.3 }))
  return [...of(good, 'positive'), ...of(bad, 'negative')]
}

/** What others labelled and let a shipped model learn from (NOTICE); nothing where it is not there. */
export function lentExamples(say: (line: string) => void): Example[] {
  if (!existsSync(folder)) {
    say(`${folder} is not there: the model is built from our own corpora alone`)
    return []
  }
  return [...english(), ...swedish(), ...bulgarian(), ...ukrainian()]
}

const sentimentOf = ['negative', 'neutral', 'positive']

function english(): Example[] {
  const labels = linesOf(join(folder, 'en-umsab-train_labels.txt'))
  return linesOf(join(folder, 'en-umsab-train_text.txt')).map((text, at) => ({
    ...{ text: unescaped(text), language: 'en', weight: 0.7 },
    ...{ sentiment: sentimentOf[Number(labels[at])] },
  }))
}

/** The set writes other characters than ASCII as `\u2019`. */
export const unescaped = (text: string) =>
  text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Graded 1 to 5 on what is felt about immigration: only what is clear, and little of it. */
function swedish(): Example[] {
  return linesOf(join(folder, 'sv-absabank-train.jsonl')).flatMap((line) => {
    const { text, label } = JSON.parse(line) as { text: string; label: number }
    const sentiment = label <= 2 ? 'negative' : label >= 4 ? 'positive' : label === 3 ? 'neutral' : undefined
    return sentiment ? [{ text, language: 'sv', sentiment, weight: 0.25 }] : []
  })
}

/** Three stars are no neutral comment: they are left out, and of the many fives every fourth is taken. */
function bulgarian(): Example[] {
  return linesOf(join(folder, 'bg-cinexio-train.jsonl')).flatMap((line, at) => {
    const { Comment: text, Category: category } = JSON.parse(line) as { Comment: string; Category: number }
    if (category === 1 || (category === 2 && at % 4 > 0)) return []
    return [{ text, language: 'bg', sentiment: sentimentOf[category], weight: 0.4 }]
  })
}

/** 0 negative, 1 positive, 2 neutral. */
function ukrainian(): Example[] {
  const rows = parse(readFileSync(join(folder, 'uk-sent_anal_ukr_multi-train.csv'), 'utf8'), {
    columns: true,
  }) as { text: string; labels: string }[]
  return rows.map(({ text, labels }) => ({
    ...{ text, language: 'uk', weight: 0.7 },
    ...{ sentiment: ['negative', 'positive', 'neutral'][Number(labels)] },
  }))
}

export const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n').filter(Boolean)

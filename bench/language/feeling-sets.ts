import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

/** A text and what it was labelled: `negative`, `neutral`, `positive`. */
export type Labelled = { text: string; language: string; sentiment: string; intent?: string }
export type LabelledSet = { id: string; texts: Labelled[] }

const folder = join(import.meta.dirname, '../../../shared/data/text/sentiment')

/** Sets of others that nothing is learnt from; only those that are there. */
export function setsOfOthers(): LabelledSet[] {
  if (!existsSync(folder)) return []
  return [
    { id: 'en-tweets', texts: english() },
    { id: 'cs-facebook', texts: czech() },
    { id: 'ru-tweets', texts: russian() },
    { id: 'pl-medicine', texts: polish() },
  ]
}

/** The validation part: 0 negative, 1 neutral, 2 positive. */
function english(): Labelled[] {
  const labels = lines('en-umsab-val_labels.txt')
  const unescaped = (text: string) =>
    text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return lines('en-umsab-val_text.txt').flatMap((text, at) =>
    labelled(unescaped(text), 'en', ['negative', 'neutral', 'positive'][Number(labels[at])]),
  )
}

/** n negative, 0 neutral, p positive; b, both, is left out. */
function czech(): Labelled[] {
  const labels = lines('evaluate-only/cs-facebook-labels.txt')
  const names: Record<string, string> = { n: 'negative', '0': 'neutral', p: 'positive' }
  return lines('evaluate-only/cs-facebook-posts.txt').flatMap((text, at) =>
    labelled(text, 'cs', names[labels[at] ?? '']),
  )
}

/** `speech` (greetings, thanks, wishes) and `skip` are left out. */
function russian(): Labelled[] {
  const file = readFileSync(join(folder, 'evaluate-only/ru-rusentitweet-train.csv'), 'utf8')
  const rows = parse(file, { columns: true }) as { text: string; label: string }[]
  const names = ['negative', 'neutral', 'positive']
  return rows.flatMap(({ text, label }) => labelled(text, 'ru', names.includes(label) ? label : undefined))
}

/** 0 neutral, 2 positive, 3 negative; 1, ambiguous, is left out. */
function polish(): Labelled[] {
  const names: Record<string, string> = { 0: 'neutral', 2: 'positive', 3: 'negative' }
  return lines('evaluate-only/pl-wccrs-medicine-test.txt').flatMap((line) =>
    labelled(line.slice(2), 'pl', names[line.charAt(0)]),
  )
}

const labelled = (text: string, language: string, sentiment: string | undefined): Labelled[] =>
  sentiment ? [{ text, language, sentiment }] : []

const lines = (path: string) => readFileSync(join(folder, path), 'utf8').trimEnd().split(/\r?\n/)

const languages = ['bg', 'cs', 'en', 'pl', 'ru', 'sv', 'uk']
const corpus = join(import.meta.dirname, '../../modules/listening/corpus')

/** The blocks of lines of our own corpora that the model never learnt from, as checks/feeling-model/examples.ts cuts them. */
export function heldSets(): LabelledSet[] {
  return languages.map((language) => ({
    id: `${language}-held`,
    texts: readFileSync(join(corpus, `${language}.jsonl`), 'utf8')
      .split('\n')
      .filter((line, at) => line && isHeld(at))
      .map((line) => ({ ...(JSON.parse(line) as { text: string; sentiment: string; intent: string }), language })),
  }))
}

const isHeld = (line: number) => Math.floor(line / 40) % 8 === 7 && line % 40 >= 4 && line % 40 < 36

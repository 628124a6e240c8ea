import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eld } from 'eld/large'
import { identify } from '../modules/listening/index.ts'
import { defineFigure, type Measured, percentile } from './figure.ts'

/** Labelled text kept beside the repository; it is no part of it, and nothing is learnt from it. */
const folder = join(import.meta.dirname, '../../shared/data/text/language')
const languages = 'be bg bs cs da de en hr mk nb nl pl ru sk sl sr sv uk'.split(' ')
const seven = new Set(['en', 'bg', 'uk', 'ru', 'pl', 'cs', 'sv'])
const kinds = ['sentences', 'word-pairs', 'single-words']
const rounds = 5

type Detect = (text: string) => string | null

/** ELD says Norwegian, of which our name is that of its commoner way of writing. */
const ofEld: Detect = (text) => {
  const { language } = eld.detect(text)
  return language === 'no' ? 'nb' : language
}
const ofOurs: Detect = (text) => identify(text).language

export default defineFigure({
  id: 'language.identify',
  about:
    'Language of short posts, all languages candidates: per cent right (at least 98 on sentences, 92 on word pairs of seven), posts a second on one core (at least 50,000)',
  run: async (say) => {
    if (!existsSync(folder)) say('skipped: the labelled text is not there')
    return existsSync(folder) ? [...kinds.flatMap((kind) => accuracies(kind, say)), rate(say)] : []
  },
})

function accuracies(kind: string, say: (line: string) => void): Measured[] {
  const found = languages.map((language) => {
    const texts = textsOf(language, kind)
    return { language, ours: shareRight(texts, language, ofOurs), eld: shareRight(texts, language, ofEld) }
  })
  say(`${kind} (ours, ELD): ${found.map((one) => `${one.language} ${one.ours} ${one.eld}`).join(', ')}`)
  const measured = (id: string, of: typeof found): Measured => ({
    ...{ id: `language.identify.${kind}.${id}`, value: mean(of.map((one) => one.ours)), unit: '%' },
    ...{ baseline: mean(of.map((one) => one.eld)), beside: 'ELD 2 large', n: of.length * 1_000 },
  })
  const ofSeven = found.filter(({ language }) => seven.has(language))
  return [measured('seven', ofSeven), measured('all', found)]
}

const textsOf = (language: string, kind: string) =>
  readFileSync(join(folder, `${language}-${kind}.txt`), 'utf8')
    .split('\n')
    .filter(Boolean)

const shareRight = (texts: readonly string[], language: string, detect: Detect) =>
  (100 * texts.filter((text) => detect(text) === language).length) / texts.length

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

/** In turn, so that whatever else the machine does weighs on both; by the processor's time, not the clock's. */
function rate(say: (line: string) => void): Measured {
  const sentences = languages.flatMap((language) => textsOf(language, 'sentences'))
  const [ours, beside]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    ours.push(perSecond(sentences, ofOurs))
    beside.push(perSecond(sentences, ofEld))
    say(`${ours.at(-1)?.toFixed(0)} sentences a second of processor, ELD ${beside.at(-1)?.toFixed(0)}`)
  }
  return {
    ...{ id: 'language.identify.rate', value: percentile(ours, 0.5), unit: 'posts/s' },
    ...{ baseline: percentile(beside, 0.5), beside: 'ELD 2 large', n: sentences.length * rounds },
  }
}

function perSecond(texts: readonly string[], detect: Detect): number {
  const used = process.cpuUsage()
  for (const text of texts) detect(text)
  const { user, system } = process.cpuUsage(used)
  return (texts.length * 1_000_000) / (user + system)
}

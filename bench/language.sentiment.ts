import { feel } from '../modules/listening/index.ts'
import { defineFigure, type Measured, percentile } from './figure.ts'
import { feelByWords } from './language/feel-by-words.ts'
import { heldSets, type Labelled, type LabelledSet, setsOfOthers } from './language/feeling-sets.ts'
import { type Answer, bootstrap, macroF1 } from './language/score-feelings.ts'

const names = ['negative', 'neutral', 'positive']
const intents = ['question', 'complaint', 'praise', 'purchase', 'spam', 'vacancy', 'promotion', 'other']
const rounds = 5

export default defineFigure({
  id: 'language.sentiment',
  about:
    'Sentiment of posts nothing was learnt from: macro-F1 of negative, neutral and positive by language, how often sure answers are right, intent, posts a second on one core (at least 20,000)',
  run: async (say) => {
    const [held, others] = [heldSets(), setsOfOthers()]
    if (others.length === 0) say('sets of others: skipped, they are not there')
    const measured = [...held, ...others].flatMap((set) => sentimentOf(set, say))
    return [
      ...measured,
      ...held.map((set) => intentOf(set, say)),
      rate(
        held.flatMap(({ texts }) => texts),
        say,
      ),
    ]
  },
})

function sentimentOf({ id, texts }: LabelledSet, say: (line: string) => void): Measured[] {
  const clear = texts.filter(({ sentiment }) => names.includes(sentiment))
  const felt = clear.map((one) => ({ ...one, felt: feel(one.text, one) }))
  const scored = (answer: (one: (typeof felt)[number]) => string) =>
    felt.map((one): Answer => ({ label: one.sentiment, answer: answer(one) }))
  const f1 = (answers: readonly Answer[]) => macroF1(answers, names)
  const likeliest = scored(({ felt: { chances } }) => mostOf(chances))
  const words = f1(scored(({ text, language }) => feelByWords(text, language)))
  const majority = Math.max(...names.map((name) => f1(scored(() => name))))
  const [low, high] = bootstrap(likeliest, f1)
  const sure = felt.filter((one) => one.felt.sentiment !== 'unsure')
  const very = felt.filter((one) => one.felt.confidence >= 0.8)
  say(
    `${id}: macro-F1 ${fixed(f1(likeliest))} (${fixed(low)}–${fixed(high)}), list of words ${fixed(words)}, one class ${fixed(majority)}; ` +
      `sure of ${share(sure, felt)} %, right in ${right(sure)} %; at 0.8 and more ${share(very, felt)} %, right in ${right(very)} %`,
  )
  const common = { unit: '%', n: clear.length }
  return [
    { id: `language.sentiment.${id}`, value: f1(likeliest), baseline: words, beside: 'list of words', ...common },
    { id: `language.sentiment.${id}.sure`, value: Number(right(sure)), baseline: null, ...common, n: sure.length },
  ]
}

const mostOf = (chances: Record<string, number>) =>
  Object.entries(chances).reduce((one, other) => (other[1] > one[1] ? other : one))[0]
const fixed = (value: number) => value.toFixed(1)
const share = (part: readonly unknown[], of: readonly unknown[]) => fixed((100 * part.length) / of.length)
const right = (of: readonly (Labelled & { felt: { chances: Record<string, number> } })[]) =>
  share(
    of.filter((one) => mostOf(one.felt.chances) === one.sentiment),
    of,
  )

function intentOf({ id, texts }: LabelledSet, say: (line: string) => void): Measured {
  const answers = texts.map((one): Answer => ({ label: one.intent ?? '', answer: feel(one.text, one).intent }))
  const f1 = (of: readonly Answer[]) => macroF1(of, intents)
  const [low, high] = bootstrap(answers, f1)
  const majority = Math.max(...intents.map((name) => f1(answers.map(({ label }) => ({ label, answer: name })))))
  say(`${id}: intent macro-F1 ${fixed(f1(answers))} (${fixed(low)}–${fixed(high)}), one class ${fixed(majority)}`)
  return {
    ...{ id: `language.sentiment.intent.${id}`, value: f1(answers), unit: '%' },
    ...{ baseline: majority, beside: 'one class', n: answers.length },
  }
}

/** By the processor's time, not the clock's. */
function rate(texts: readonly Labelled[], say: (line: string) => void): Measured {
  const [ours, beside]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    ours.push(perSecond(texts, (one) => feel(one.text, one)))
    beside.push(perSecond(texts, (one) => feelByWords(one.text, one.language)))
  }
  say(`${fixed(percentile(ours, 0.5))} posts a second of processor, a list of words ${fixed(percentile(beside, 0.5))}`)
  return {
    ...{ id: 'language.sentiment.rate', value: percentile(ours, 0.5), unit: 'posts/s' },
    ...{ baseline: percentile(beside, 0.5), beside: 'list of words', n: texts.length * rounds },
  }
}

function perSecond(texts: readonly Labelled[], read: (one: Labelled) => unknown): number {
  const used = process.cpuUsage()
  for (const one of texts) read(one)
  const { user, system } = process.cpuUsage(used)
  return (texts.length * 1_000_000) / (user + system)
}

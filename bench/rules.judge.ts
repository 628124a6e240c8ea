import { z } from 'zod'
import { Condition } from '../modules/rules/api.ts'
import type { Desk, Facts } from '../modules/rules/facts.ts'
import { judge, readyRules } from '../modules/rules/judge.ts'
import { Reading } from '../modules/rules/reading.ts'
import { spamFeatures, spamScoreOf, unlearnt } from '../modules/rules/spam.ts'
import { plantStopWords, untouched } from '../modules/rules/word-packs.ts'
import { defineFigure, percentile } from './figure.ts'

const count = 100
const texts = 2_000
const stopWords = plantStopWords(untouched)

export default defineFigure({
  id: 'rules.judge',
  about: 'One comment judged by 100 rules of every kind, stop-words of seven languages among them (at most 1 ms)',
  run: async (say) => {
    const rules = readyRules(madeRules())
    const said = Array.from({ length: texts }, (_, n) => factsOf(n))
    for (const one of said.slice(0, 300)) judge(rules, new Reading(one, desk))
    let hits = 0
    const judged = said.map((one) =>
      timed(() => {
        hits += judge(rules, new Reading(one, desk)).length
      }),
    )
    const patterns = madeRules().map((rule) => new RegExp(wordsIn(rule.match.conditions).join('|') || 'rare', 'iu'))
    const bare = said.map((one) => timed(() => patterns.filter((pattern) => pattern.test(one.text)).length))
    say(`${hits} hits in ${texts} comments; p95 ${percentile(judged, 0.95).toFixed(3)} ms`)
    const [value, baseline] = [percentile(judged, 0.5), percentile(bare, 0.5)]
    return [{ id: 'rules.judge', value, unit: 'ms', baseline, n: texts, beside: 'a bare regular expression a rule' }]
  },
})

const desk: Desk = {
  ...{ zone: 'Europe/Sofia', stopWords, isOpen: () => true, flood: () => 1 },
  spamScore: (facts, found) => spamScoreOf(spamFeatures(facts, found), unlearnt),
}

function madeRules() {
  const kinds: z.input<typeof Condition>[] = [
    { kind: 'stopWords', categories: ['profanity', 'hate'] },
    { kind: 'links', to: 'others', domains: ['north.example.com'] },
    { kind: 'language', languages: ['bg', 'uk'] },
    { kind: 'spam', least: 80 },
    { kind: 'capitals', percent: 70 },
    { kind: 'emojiOnly' },
    { kind: 'time', days: [6, 7], from: '22:00', to: '06:00' },
    { kind: 'length', least: null, most: 3 },
  ]
  return Array.from({ length: count }, (_, n) => {
    const words = { kind: 'words' as const, words: [`term${n}`, `слово${n}*`, `rare phrase ${n}`] }
    const conditions = z.array(Condition).parse(n % 2 ? [words] : [words, kinds[(n / 2) % kinds.length]])
    return { id: `${n}`, isOn: true, stops: false, match: { all: n % 4 === 0, conditions } }
  })
}

const wordsIn = (conditions: z.output<typeof Condition>[]) =>
  conditions.flatMap((one) => (one.kind === 'words' ? one.words.map((word) => word.replace('*', '\\p{L}*')) : []))

const sentences = [
  'How much is the delivery to Plovdiv, and when would it arrive if I ordered today? 😊',
  'Поръчах миналата седмица, а още няма нищо. Някой ще ми отговори ли най-сетне?!',
  'Дуже смачна кава, дякую! Чи буде ще такий набір до свят?',
  'Заработок в интернете от 5000 рублей в день, пишите в телеграм t.me/xx',
  'Zarabiaj z domu! Kliknij tutaj: kasa.xyz — to jest d0bra okazja term7',
  'Jävla skit, mitt paket har inte kommit och ingen svarar i telefonen',
  'Proč mi nikdo neodpovídá? Objednávka 12345, zaplaceno kartou minulý týden.',
]
const at = new Date('2026-11-22T21:00:00Z')

const factsOf = (n: number): Facts => ({
  ...{ interactionId: `${n}`, conversationId: null, accountId: 'a', network: 'practice', kind: 'comment', at },
  text: `${sentences[n % sentences.length]} ${n % 5 ? '' : sentences[(n * 3) % sentences.length]} ${n}`,
  ...{ hasMedia: false, rating: null, tone: null, rubricId: null },
  author: { key: `${n}`, handle: `@p${n}`, name: 'P', bot: false, followers: n, firstAt: at, tags: [] },
})

function timed(act: () => void): number {
  const began = performance.now()
  act()
  return performance.now() - began
}

import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Facts } from './facts.ts'
import { languageOf } from './language-of.ts'
import { type Counts, spamFeatures, spamScoreOf, unlearnt } from './spam.ts'
import { findStopWords, plantStopWords, untouched } from './word-packs.ts'

const stopWords = plantStopWords(untouched)
const at = new Date('2026-11-23T10:00:00Z')
const old = new Date('2026-01-01T10:00:00Z')
const said = (text: string, firstAt: Date | null = at): Facts => ({
  ...{ interactionId: 'i1', conversationId: 'c1', accountId: 'a1', network: 'practice', kind: 'comment', at, text },
  ...{ hasMedia: false, rating: null, tone: null, rubricId: null },
  author: { key: 'p1', handle: '@ada', name: 'Ada', bot: false, followers: null, firstAt, tags: [] },
})
const features = (facts: Facts) => spamFeatures(facts, findStopWords(stopWords, facts.text, languageOf(facts.text)))
const score = (facts: Facts) => spamScoreOf(features(facts), unlearnt)

test('before anybody taught anything, plain spam of every language is above 70', () => {
  for (const text of [
    'Make money fast! Click here: bit.ly/xx 💰💰💰💰',
    'Заработок в интернете от 5000 руб в день, пишите в телеграм t.me/money',
    'Заробіток в інтернеті, пишіть в телеграм +380 44 123 45 67, дохід 20000 грн',
    'Работа от вкъщи, доход до 3000 лв, пишете на вайбър',
    'Tjäna pengar hemifrån, klicka här: billig.shop',
    'Práce z domova, výdělek 5000 kč denně, napište mi na WhatsApp +420 777 123 456',
    'Zarabiaj z domu, kliknij tutaj: kasa.xyz, kasyno online',
    'C1aim y0ur prize: cl4im-now.top',
  ])
    ok(score(said(text)) >= 70, `${score(said(text))}: ${text}`)
})

test('what customers ask and praise stays below 30, also with a link or a price', () => {
  for (const text of [
    'How much is delivery to Plovdiv?',
    'Поръчах миналата седмица за 35 лв, къде е пратката?',
    'Дуже смачна кава, дякую!',
    'Mitt paket har inte kommit, vad kan jag göra?',
    'Hezký den, máte otevřeno v sobotu?',
    'Czy można zapłacić kartą 50 zł?',
    'Спасибо, всё понравилось',
  ])
    ok(score(said(text)) < 30, `${score(said(text))}: ${text}`)
  ok(score(said('I wrote about you: https://blog.example.com/coffee', old)) < 30)
})

/** Counts as the store keeps them. */
function taught(lessons: { text: string; isSpam: boolean }[]) {
  const of = new Map<string, Counts>()
  const total = { spam: 0, honest: 0 }
  for (const { text, isSpam } of lessons) {
    const side = isSpam ? 'spam' : 'honest'
    total[side]++
    for (const feature of features(said(text))) {
      const counts = of.get(feature) ?? { spam: 0, honest: 0 }
      counts[side]++
      of.set(feature, counts)
    }
  }
  return { total, of }
}

test('one correction teaches at once, in both directions, and does not spill over to other texts', () => {
  const trick = 'Greetings from crystal healers of moonlight valley'
  ok(score(said(trick)) < 30)
  const spam = taught([{ text: trick, isSpam: true }])
  ok(spamScoreOf(features(said('Gr33tings fr0m crystal healers of mооnlight valley!')), spam) >= 50)
  ok(spamScoreOf(features(said('How much is delivery to Plovdiv?')), spam) < 30)

  const promo = 'Our own giveaway: click here, free spins of the coffee wheel at wheel.shop'
  const before = score(said(promo))
  ok(before >= 70)
  ok(spamScoreOf(features(said(promo)), taught([{ text: promo, isSpam: false }])) < before - 25)
})

test('a correction taken back leaves nothing behind', () => {
  const facts = said('Crystal healers of moonlight valley')
  equal(
    spamScoreOf(features(facts), {
      total: { spam: 0, honest: 0 },
      of: new Map([['word:xyz', { spam: 0, honest: 0 }]]),
    }),
    score(facts),
  )
})

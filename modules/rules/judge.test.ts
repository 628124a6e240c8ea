import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { Condition } from './api.ts'
import type { Desk, Facts } from './facts.ts'
import { Lately, printOf } from './flood.ts'
import { type Judgeable, judge, readyRules } from './judge.ts'
import { isWithinHours } from './meets.ts'
import { Reading } from './reading.ts'
import { spamFeatures, spamScoreOf, unlearnt } from './spam.ts'
import { plantStopWords, untouched } from './word-packs.ts'

const stopWords = plantStopWords(untouched)
const noon = new Date('2026-11-23T10:00:00Z')
const said = (more: Partial<Facts> = {}): Facts => ({
  ...{ interactionId: 'i1', conversationId: 'c1', accountId: 'a1', network: 'practice', kind: 'comment', at: noon },
  ...{ text: 'Hello', hasMedia: false, rating: null, tone: null, rubricId: null },
  author: { key: 'p1', handle: '@ada', name: 'Ada', bot: false, followers: null, firstAt: noon, tags: [] },
  ...more,
})
const desk: Desk = {
  ...{ zone: 'Europe/Sofia', stopWords, isOpen: () => true, flood: () => 1 },
  spamScore: (facts, found) => spamScoreOf(spamFeatures(facts, found), unlearnt),
}
const conditions = z.array(Condition)
const rule = (all: boolean, given: z.input<typeof conditions>, more: Partial<Judgeable> = {}): Judgeable => ({
  ...{ id: 'r', isOn: true, stops: false, match: { all, conditions: conditions.parse(given) } },
  ...more,
})
const hits = (rules: Judgeable[], facts: Partial<Facts>, on: Partial<Desk> = {}) =>
  judge(readyRules(rules), new Reading(said(facts), { ...desk, ...on })).map((one) => one.rule.id)
const meets = (condition: z.input<typeof Condition>, facts: Partial<Facts>, on: Partial<Desk> = {}) =>
  hits([rule(true, [condition])], facts, on).length > 0
type Given = z.input<typeof Condition>
const author = (more: Partial<Facts['author']>) => ({ author: { ...said().author, ...more } })

test('all conditions, any of them, and what is not so', () => {
  const [long, link] = [
    { kind: 'length', least: 3, most: null },
    { kind: 'links', to: 'any' },
  ] as const
  equal(hits([rule(true, [long, link])], { text: 'Hello' }).length, 0)
  equal(hits([rule(false, [long, link])], { text: 'Hello' }).length, 1)
  equal(hits([rule(true, [long, { ...link, not: true }])], { text: 'Hello' }).length, 1)
  equal(hits([rule(true, [long, { ...link, not: true }])], { text: 'Hello a.example/x https://b.example' }).length, 0)
})

test('a rule that asks for nothing, or is off, hits nothing', () => {
  equal(hits([rule(true, []), rule(false, [])], {}).length, 0)
  equal(hits([rule(true, [{ kind: 'empty', not: true }], { isOn: false })], {}).length, 0)
})

test('rules are judged in their order, and one that stops ends it', () => {
  const every = [{ kind: 'empty', not: true }] as const
  const rules = [
    rule(true, [...every], { id: '1' }),
    rule(true, [...every], { id: '2', stops: true }),
    rule(true, [...every], { id: '3' }),
  ]
  deepEqual(hits(rules, {}), ['1', '2'])
})

test('every find is shown where it stands, and finds that touch are one', () => {
  const text = 'See shop.example.com and sh1t, fuck'
  const any = rule(false, [
    { kind: 'stopWords', categories: [] },
    { kind: 'links', to: 'any' },
  ])
  const [hit] = judge(readyRules([any]), new Reading(said({ text }), desk))
  deepEqual(
    hit?.places.map(({ from, to }) => text.slice(from, to)),
    ['shop.example.com', 'sh1t', 'fuck'],
  )
})

test('words are found masked or exactly as they are written', () => {
  const list = (masked: boolean): Given => ({ kind: 'words', words: ['Конкурент', 'b2', 'cold brew'], masked })
  equal(meets(list(true), { text: 'k о н к у р е н т' }), true)
  equal(meets(list(false), { text: 'Кoнкурент' }), false)
  equal(meets(list(false), { text: 'КОНКУРЕНТ!' }), true)
  equal(meets(list(true), { text: 'level B2 please' }), true)
  equal(meets(list(true), { text: 'COLD\u00a0BREW' }), true)
  equal(meets({ kind: 'words', words: ['на'], masked: true }, { text: 'на дворе' }), true)
  equal(meets({ kind: 'stopWords', categories: ['hate'] }, { text: 'sh1t' }), false)
})

test('links count as links also without https, and those to our own domains are told apart', () => {
  const others: Given = { kind: 'links', to: 'others', domains: ['north.example.com', 'https://www.north.shop/x'] }
  equal(meets(others, { text: 'Look at https://www.north.example.com/beans and shop.north.example.com' }), false)
  equal(meets(others, { text: 'north.shop, but also cheap-likes.shop' }), true)
  equal(meets(others, { text: 'evil-north.shop' }), true)
  equal(meets({ kind: 'links', to: 'these', domains: ['bit.ly'] }, { text: 'bit.ly/x' }), true)
  equal(meets({ kind: 'links', to: 'any' }, { text: 'visit cheap-likes[.]shop or hxxps://x.example' }), true)
  equal(meets({ kind: 'links', to: 'any' }, { text: 'It ended.Then we went. a@b.com wrote, 3.5 km, etc.' }), false)
})

test('what a text is made of', () => {
  equal(meets({ kind: 'emojiOnly' }, { text: '🔥 👍🏽 👨‍👩‍👧 🇧🇬 1️⃣' }), true)
  for (const text of ['🔥 ok', '123', '', '***']) equal(meets({ kind: 'emojiOnly' }, { text }), false, text)
  equal(meets({ kind: 'empty' }, { text: ' \u200b\u2060\u3164 ' }), true)
  equal(meets({ kind: 'empty' }, { text: '', hasMedia: true }), false)
  equal(meets({ kind: 'capitals', percent: 70 }, { text: 'КЪДЕ МИ Е ПОРЪЧКАТА' }), true)
  equal(meets({ kind: 'capitals', percent: 70 }, { text: 'OK, WOW' }), false)
  equal(meets({ kind: 'length', least: null, most: 3 }, { text: '👨‍👩‍👧🇧🇬é' }), true)
  equal(meets({ kind: 'language', languages: ['sv', 'unknown'] }, { text: 'Vad kostar det att skicka?' }), true)
  equal(meets({ kind: 'language', languages: ['unknown'] }, { text: 'Wie viel kostet das und wann kommt es?' }), true)
})

test('who says it', () => {
  equal(meets({ kind: 'author', handles: ['ADA'] }, {}), true)
  equal(meets({ kind: 'bot' }, author({ bot: true })), true)
  equal(meets({ kind: 'newcomer', days: 1 }, author({ firstAt: new Date(noon.getTime() - 86_400_000) })), true)
  equal(meets({ kind: 'newcomer', days: 1 }, author({ firstAt: new Date(noon.getTime() - 86_400_001) })), false)
  equal(meets({ kind: 'newcomer', days: 1 }, author({ firstAt: null })), false)
  equal(meets({ kind: 'tag', tags: ['VIP'] }, author({ tags: ['vip'] })), true)
  equal(meets({ kind: 'followers', least: 1000, most: null }, author({ followers: 1000 })), true)
  equal(meets({ kind: 'followers', least: null, most: 10 }, author({ followers: null })), false)
  equal(meets({ kind: 'rating', least: null, most: 2 }, { rating: 1 }), true)
  equal(meets({ kind: 'tone', tones: ['negative'] }, { tone: null }), false)
})

test('hours are those of the brand’s clock, and may reach over midnight', () => {
  const night: Given = { kind: 'time', days: [7], from: '22:00', to: '06:00' }
  equal(meets(night, { at: new Date('2026-11-22T20:30:00Z') }), true)
  equal(meets(night, { at: new Date('2026-11-23T03:59:00Z') }), true)
  equal(meets(night, { at: new Date('2026-11-23T04:00:00Z') }), false)
  equal(meets(night, { at: new Date('2026-11-23T20:30:00Z') }), false)
  equal(isWithinHours('2026-11-23T23:59', [1], '00:00', '24:00'), true)
})

test('a flood is counted by one author, or by texts that are alike', () => {
  const lately = new Lately(60)
  const at = (minute: number) => new Date(noon.getTime() + minute * 60_000)
  const one = (n: number, text: string, by: string) => ({ id: `${n}`, at: at(n), author: by, print: printOf(text) })
  const all = [
    one(0, 'Boycott this shop now 111', 'a'),
    one(1, 'B0YCOTT this SHOP now!!!', 'b'),
    one(2, 'Воусоtt this shоp nоw', 'c'),
    one(3, 'ok', 'c'),
    one(4, 'ok', 'c'),
  ]
  for (const each of all) lately.add(each)
  const [, , third, , last] = all
  if (!third || !last) throw new Error('five were said')
  equal(lately.count('alike', third, 10), 3)
  equal(lately.count('alike', third, 1), 2)
  equal(lately.count('author', last, 10), 3)
  equal(lately.count('alike', last, 10), 0)
})

test('a flood among many thousands is counted the same however many were said before it', () => {
  const lately = new Lately(10)
  const at = (second: number) => new Date(Date.UTC(2026, 10, 22) + second * 1_000)
  const said = (second: number) => ({
    ...{
      id: `id${second}`,
      at: at(second),
      author: `author${second % 100}`,
      print: second % 7 ? `print${second}` : 'same',
    },
  })
  for (let from = 0; from < 45_000; from += 250) {
    lately.forgetBefore(at(from))
    for (let second = from; second < from + 250; second++) lately.add(said(second))
    if (from % 5_000) continue
    equal(lately.count('author', said(from), 10), Math.min(6, from / 100) + 1, `${from}`)
    const first = Math.max(0, from - 600)
    const alike = Math.floor(from / 7) - Math.ceil(first / 7) + 1
    equal(lately.count('alike', { ...said(from), print: 'same' }, 10), alike, `${from}`)
  }
})

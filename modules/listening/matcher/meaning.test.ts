import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluateNaively } from './evaluate-naively.ts'
import { Matcher } from './matcher.ts'
import { parseQuery } from './parse-query.ts'
import type { Post, Reason } from './post.ts'
import type { Query } from './query.ts'
import { tableForms } from './testing-queries.ts'

/** Query, text, and what of the text makes it hold; undefined where it does not. */
const said: [query: string, text: string, found: string[] | undefined][] = [
  ['coffee', 'My Coffees, their COFFEE', ['Coffees', 'COFFEE']],
  ['!coffee', 'coffees', undefined],
  ['=Nike', 'nike NIKE Nike', ['Nike']],
  ['кафе', 'в Кафето и кафетата', ['Кафето', 'кафетата']],
  ['елка', 'Ёлки!', ['Ёлки']],
  ['coffee nike', 'only coffee', undefined],
  ['coffee | nike', 'only coffee', ['coffee']],
  ['coffee -nike', 'coffee by Nike', undefined],
  ['coffee (bank OR NOT nike)', 'coffee', ['coffee']],
  ['"coffee bank"', 'a bank, coffee; banks', ['coffee', 'banks']],
  ['"coffee bank"', 'coffee at a bank', undefined],
  ['"coffee bank"~2', 'bank of the coffee', ['bank', 'coffee']],
  ['"coffee bank"~2', 'bank of the best coffee', undefined],
  ['"run run"~1', 'run', undefined],
  ['"run run"~1', 'ran and runs', ['ran', 'runs']],
  ['e-mail', 'Send an e-mail', ['e', 'mail']],
  ['coffee NEAR/2 bank', 'bank one two coffee', ['bank', 'coffee']],
  ['coffee NEAR/1 bank', 'bank one two coffee', undefined],
  ['coffee NEAR/2f bank', 'bank one coffee', undefined],
  ['coffee NEAR/2f bank', 'coffee one bank', ['coffee', 'bank']],
  ['coffee /0 bank /0f nike', 'bank coffee bank nike coffee', ['coffee', 'bank', 'nike']],
  ['coffee NEAR/1 ("big bank" | nike)', 'coffee at big bank. nike', ['coffee', 'big', 'bank']],
  ['coffee NEAR/s nike', 'Coffee by a long way of nike. Nike', ['Coffee', 'nike']],
  ['coffee /s nike', 'Coffee. Nike', undefined],
  ['coff*', 'coffin, COFFEE and coff; cof', ['coffin', 'COFFEE', 'coff']],
  ['r?n', 'run ran roon rn', ['run', 'ran']],
  ['#coffee', 'coffee #Coffee', ['#Coffee']],
  ['coffee', '#Coffee @coffee $COFFEE', ['#Coffee', '@coffee', '$COFFEE']],
  ['@alice.example.com', 'by @Alice.example.com.', ['@Alice.example.com']],
  ['👍', 'so 👍🏿', ['👍🏿']],
  ['"so 👍"', 'so 👍🏿', ['so', '👍🏿']],
  ['コーヒー', 'コーヒーが好き', ['コーヒー']],
  ['example', 'see https://example.com/example', undefined],
  ['don’t', "I DON'T", ["DON'T"]],
]

for (const [query, text, found] of said)
  test(`${query} ${found ? `finds ${found.join(', ') || 'nothing to show'} in` : 'does not find'} “${text}”`, () => {
    assert.deepEqual(placesOf(reasonsFor(query, { text }), { text }), found)
  })

const post: Post = {
  title: 'Big coffee sale',
  text: 'At our bank, see https://example.com/Offer',
  author: { handle: 'Jane.Doe', name: 'Jane Doe', followers: 1_500 },
  to: ['@Nike'],
  ...{ language: 'en', site: 'shop.example.com', url: 'https://shop.example.com/p/1', links: ['https://example.org'] },
  ...{ source: 'web', type: 'post', has: ['image'], country: 'BG', sentiment: 'positive', lists: ['VIP authors'] },
  ...{ likes: 10, reposts: 0 },
}
const met = [
  ...['from:@jane.doe', 'author:"jane doe"', 'author:jane.doe', 'to:nike', 'lang:en', 'site:example.com', 'url:/P/1'],
  ...['link:example.org', 'link:offer', 'source:web', 'type:post', 'has:image', 'country:bg', 'sentiment:positive'],
  ...[
    'list:"VIP Authors"',
    'followers:>1k',
    'likes:>=10',
    'likes:<=10',
    'reposts:<1',
    'title:sale',
    'title:"coffee sale"',
  ],
]
const unmet = [
  ...[
    'from:jane',
    'author:doe',
    'to:jane.doe',
    'lang:bg',
    'site:ample.com',
    'url:offer',
    'has:video',
    'followers:>1500',
  ],
  ...['reach:<100', 'title:bank', 'title:"sale at"', '"sale at"', 'coffee NEAR/100 bank', 'coffee /s bank'],
]

for (const query of met) test(`${query} holds for a post that has it`, () => assert.ok(reasonsFor(query, post)))
for (const query of unmet)
  test(`${query} does not hold for a post that has it not`, () => assert.equal(reasonsFor(query, post), undefined))

test('a title and a text are shown each in its own', () => {
  const places = reasonsFor('coffee bank', post)?.flatMap((one) => one.places)
  assert.deepEqual(places, [
    { in: 'title', from: 4, to: 10 },
    { in: 'text', from: 7, to: 11 },
  ])
})

test('each reason names the part of the query that was met', () => {
  const query = '(nike | coffee) lang:en -tea'
  const parts = reasonsFor(query, post)?.map(({ from, to }) => query.slice(from, to))
  assert.deepEqual(parts, ['coffee', 'lang:en'])
})

/** What both say, who must say the same. */
function reasonsFor(text: string, about: Post): Reason[] | undefined {
  const query = treeOf(text)
  const matcher = new Matcher({ formsOf: tableForms })
  matcher.set('one', query)
  const reasons = evaluateNaively(query, about, tableForms)
  assert.deepEqual(matcher.match(about), reasons ? ['one'] : [])
  assert.deepEqual(matcher.explain('one', about), reasons)
  return reasons
}

function treeOf(text: string): Query {
  const parsed = parseQuery(text)
  assert.ok(parsed.ok, text)
  return parsed.query
}

function placesOf(reasons: Reason[] | undefined, { text }: Post): string[] | undefined {
  const places = reasons?.flatMap((one) => one.places).sort((a, b) => a.from - b.from)
  return places?.map(({ from, to }) => text.slice(from, to))
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadWords, locales } from '../../../kernel/i18n.ts'
import { type Parsed, parseQuery } from './parse-query.ts'
import { printQuery } from './print-query.ts'
import { applyMend, type Problem } from './problem.ts'
import { Maker, withoutPlaces } from './testing-queries.ts'

test('a tree printed and read again is the same tree', () => {
  const maker = new Maker(1)
  for (let n = 0; n < 20_000; n++) {
    const tree = maker.query(4)
    const printed = printQuery(tree)
    const read = parseQuery(printed)
    assert.ok(read.ok, `${printed}: ${told(read)}`)
    assert.deepEqual(withoutPlaces(read.query), withoutPlaces(tree), printed)
  }
})

test('words side by side must all be there; AND binds tighter than OR, NOT and minus tightest', () => {
  assert.equal(read('coffee shop OR tea -cold'), '(coffee AND shop) OR (tea AND NOT cold)')
  assert.equal(read('a | b c'), 'a OR (b AND c)')
  assert.equal(read('a AND NOT (b OR c)'), 'a AND NOT (b OR c)')
  assert.equal(read('a NEAR/3 b NEAR/0f (c | "d e") NEAR/s f'), 'a NEAR/3 b NEAR/0f (c OR "d e") NEAR/s f')
  assert.equal(read('a /2 b c'), 'a NEAR/2 b AND c')
})

test('operators in small letters, and in quotation marks, are words', () => {
  assert.equal(read('rock and roll'), 'rock AND and AND roll')
  assert.equal(read('"AND" near'), '"AND" AND near')
})

test('comments are passed over, wherever they stand', () => {
  assert.equal(read('<<< our brand >>> coffee <<<(>>> OR tea<<<"'.concat('>>>')), 'coffee OR tea')
})

test('quotation marks of word processors are quotation marks', () => {
  for (const quoted of ['“flat white”', '„flat white“', '«flat white»', '”flat white”'])
    assert.equal(read(quoted), '"flat white"')
})

test('a sign before a quotation is meant for each of its words', () => {
  assert.equal(read('="Flat White"'), '"=Flat =White"')
  assert.equal(read('!"flat #white =Now"~2'), '"!flat #white =Now"~2')
})

test('fields take a word, a quotation, a number or a choice', () => {
  assert.equal(read('from:@nike Lang:BG'), 'from:nike AND lang:bg')
  assert.equal(read('author:"Jane  Doe"'), 'author:"Jane Doe"')
  assert.equal(read('followers:>10k likes:≥1,5k reach:5'), 'followers:>10000 AND likes:>=1500 AND reach:=5')
  assert.equal(read('coffee lang:(bg | uk OR "en")'), 'coffee AND (lang:bg OR lang:uk OR lang:en)')
  assert.equal(read('title:coffee title:!"big sale"'), 'title:coffee AND title:"!big !sale"')
})

test('each part knows where it stands in what was written', () => {
  const text = '  coffee -(#tag | "flat white"~2)'
  const parsed = parseQuery(text)
  assert.ok(parsed.ok && parsed.query.kind === 'and')
  const [word, not] = parsed.query.of
  assert.ok(word && not?.kind === 'not' && not.of.kind === 'or')
  const parts = [word, ...not.of.of].map(({ from, to }) => text.slice(from, to))
  assert.deepEqual(parts, ['coffee', '#tag', '"flat white"~2'])
})

const wordsIn = loadWords()

const wrong: [text: string, code: string, at: string, mended?: string][] = [
  ['', 'empty', ''],
  ['-coffee', 'onlyNegative', '-coffee'],
  ['NOT coffee -tea', 'onlyNegative', 'NOT coffee -tea'],
  ['coffee OR -tea', 'negativeChoice', '-tea'],
  ['coffee "flat white', 'openQuote', '"', 'coffee "flat white"'],
  ['coffee <<< note', 'openComment', '<<<', 'coffee <<< note>>>'],
  ['(coffee OR tea', 'openBracket', '(', '(coffee OR tea)'],
  ['coffee) tea', 'strayBracket', ')', 'coffee tea'],
  ['coffee ( ) tea', 'emptyBrackets', '( )', 'coffee  tea'],
  ['coffee " " tea', 'emptyQuotes', '" "', 'coffee  tea'],
  ['OR coffee', 'operatorFirst', 'OR', ' coffee'],
  ['coffee AND', 'operatorLast', 'AND', 'coffee '],
  ['coffee AND OR tea', 'operatorTwice', 'OR', 'coffee AND  tea'],
  ['coffee - tea', 'loneSign', '-', 'coffee  tea'],
  ['coffee & tea', 'nothingToFind', '&', 'coffee  tea'],
  ['co*', 'starTooEarly', 'co*', 'co'],
  ['coffee *', 'starTooEarly', '*', 'coffee '],
  ['c?', 'tooFewLetters', 'c?', 'c'],
  ['e-mail*', 'wildcardAcrossWords', 'e-mail*', '"e mail*"'],
  ['#flat-white', 'badTag', '#flat-white', '"flat-white"'],
  ['=Coff*', 'exactWildcard', '=Coff*', 'Coff*'],
  ['a NEAR b', 'badDistance', 'NEAR', 'a NEAR/5 b'],
  ['a NEAR/500 b', 'distanceTooLong', 'NEAR/500', 'a NEAR/100 b'],
  ['"a b"~many', 'badDistance', '~many', '"a b"~5'],
  ['a NEAR/3 (b c)', 'hasNoPlace', 'b c', 'a AND (b c)'],
  ['a NEAR/3 lang:bg', 'hasNoPlace', 'lang:bg', 'a AND lang:bg'],
  ['a NEAR/3 -b', 'hasNoPlace', '-b', 'a AND -b'],
  ['langauge:bg', 'unknownField', 'langauge:bg', 'lang:bg'],
  ['coffee authr:jane', 'unknownField', 'authr:jane', 'coffee author:jane'],
  ['внимание:кафе', 'unknownField', 'внимание:кафе', '"внимание:кафе"'],
  ['https://example.com/a', 'address', 'https://example.com/a', 'link:"https://example.com/a"'],
  ['coffee lang:', 'noValue', 'lang:'],
  ['coffee sentiment:negativ', 'unknownValue', 'negativ', 'coffee sentiment:negative'],
  ['site:https://example.com/a', 'badValue', 'https://example.com/a', 'site:example.com'],
  ['lang:bg-BG', 'badValue', 'bg-BG', 'lang:bg'],
  ['followers:many', 'badNumber', 'many', 'followers:>100'],
]

for (const [text, code, at, mended] of wrong)
  test(`“${text}” is refused as ${code}, at its characters${mended === undefined ? '' : ', with a mend'}`, () => {
    const [first] = problemsOf(text)
    assert.equal(first?.code, `listening.query.${code}`)
    assert.equal(text.slice(first.from, first.to), at)
    assert.equal(first.mend && applyMend(text, first.mend), mended)
    for (const locale of locales) {
      const said = wordsIn(locale).say(first.code, first.values)
      assert.notEqual(said, first.code)
      assert.doesNotMatch(said, /undefined|[{}]/)
    }
  })

test('a limit is told with its number', () => {
  const [first] = problemsOf('a '.repeat(10_001))
  assert.match(wordsIn('uk').say(first?.code ?? '', first?.values), /10\s000 слів/)
})

test('all that is wrong is told at once, in order', () => {
  const codes = problemsOf('co* AND lang: ( ) "x').map((one) => one.code.replace('listening.query.', ''))
  assert.deepEqual(codes, ['starTooEarly', 'noValue', 'emptyBrackets', 'openQuote'])
})

test('queries that would cost too much are refused, and cost little to refuse', () => {
  const began = performance.now()
  assert.equal(problemsOf(`${'('.repeat(1_000)}a${')'.repeat(1_000)}`)[0]?.code, 'listening.query.tooDeep')
  assert.equal(problemsOf(`${'NOT '.repeat(1_000)}a`)[0]?.code, 'listening.query.tooDeep')
  assert.equal(problemsOf('a '.repeat(10_001))[0]?.code, 'listening.query.tooManyTerms')
  assert.equal(problemsOf('a'.repeat(100_001))[0]?.code, 'listening.query.tooLong')
  assert.equal(problemsOf(`"${'a '.repeat(51)}"`)[0]?.code, 'listening.query.phraseTooLong')
  assert.equal(problemsOf('a'.repeat(61))[0]?.code, 'listening.query.wordTooLong')
  assert.equal(problemsOf(Array(9).fill('a').join(' /1 '))[0]?.code, 'listening.query.tooManyNear')
  assert.ok(parseQuery(`${'a OR '.repeat(9_999)}a`).ok)
  assert.ok(performance.now() - began < 2_000)
})

test('whatever is typed is either read or refused within its characters, and taking mends ends', () => {
  const pieces = [
    '(',
    ')',
    '"',
    '“',
    '-',
    '!',
    '=',
    ' ',
    ' ',
    ' ',
    'a',
    'кафе',
    '*',
    '?',
    'cof',
    ':',
    'lang',
    'from',
    'followers',
    '>',
    '10',
  ]
  pieces.push(
    'AND',
    'OR',
    'NOT',
    ' NEAR/2 ',
    '/s',
    '~3',
    '|',
    '<<<',
    '>>>',
    '#',
    '@',
    '$',
    '😀',
    '\ud83d',
    '\u0301',
    '\0',
    'title',
    '&',
    '.',
  )
  const maker = new Maker(2)
  for (let n = 0; n < 20_000; n++) {
    let text = Array.from({ length: maker.below(14) }, () => maker.pick(pieces)).join('')
    for (let round = 0; ; round++) {
      const [first] = problemsOf(text)
      if (!first?.mend) break
      assert.ok(round < 60, `the mends of ${JSON.stringify(text)} never end`)
      text = applyMend(text, first.mend)
    }
  }
})

function problemsOf(text: string): Problem[] {
  const parsed = parseQuery(text)
  if (parsed.ok) return []
  assert.ok(parsed.problems.length > 0)
  for (const { from, to } of parsed.problems) assert.ok(from >= 0 && from <= to && to <= text.length)
  return parsed.problems
}

/** A query in one form, with brackets where the tree has a part of its own. */
function read(text: string): string {
  const parsed = parseQuery(text)
  assert.ok(parsed.ok, told(parsed))
  return printQuery(parsed.query)
}

const told = (parsed: Parsed) => (parsed.ok ? '' : JSON.stringify(parsed.problems))

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadWords, locales } from '../../../kernel/i18n.ts'
import { parseQuery } from '../matcher/parse-query.ts'
import { Maker, withoutPlaces } from '../matcher/testing-queries.ts'
import { type NoteCode, noteCodes, translationProblemCodes } from './note.ts'
import { type Translation, translate } from './translate.ts'
import { type Vendor, vendors } from './vendors.ts'

/** Constructs without an exact equal, what became of them, and where that is told. */
const told: [vendor: Vendor, query: string, ours: string, code: string, at: string][] = [
  ['brandwatch', 'juice AND region:usa.fl', '!juice', 'fieldDropped', 'region:usa.fl'],
  ['brandwatch', 'juice NOT authorGender:F', '!juice', 'fieldDropped', 'authorGender:F'],
  ['brandwatch', 'juice AND engagementType:LIKE', '!juice', 'valueDropped', 'engagementType:LIKE'],
  ['brandwatch', 'juice AND tags:photography', '!juice AND #photography', 'nearest', 'tags:photography'],
  ['brandwatch', 'juice AND engagingWith:nike', '!juice AND to:nike', 'nearest', 'engagingWith:nike'],
  ['brandwatch', 'AI* AND juice', 'AI AND !juice', 'shortWildcard', 'AI*'],
  ['brandwatch', 'raw:Google+', '=Google', 'signsLost', 'Google+'],
  ['brandwatch', 'AT&T', '"!AT !T"', 'signsLost', 'AT&T'],
  ['brandwatch', 'juice AND %', '!juice', 'signsDropped', '%'],
  ['brandwatch', 'a NEAR/300 b', '!a NEAR/100 !b', 'tooFar', 'NEAR/300'],
  ['brandwatch', '(a NEAR/5 b) NEAR/3 c', '!a NEAR/5 !b NEAR/3 !c', 'nearNested', 'a NEAR/5 b) NEAR/3 c'],
  ['brandwatch', 'a NEAR/5 (b AND c)', '!a AND (!b AND !c)', 'nearLoosened', 'a NEAR/5 (b AND c'],
  ['brandwatch', 'a OR b c', '!a OR (!b AND !c)', 'mixed', 'a OR b c'],
  ['brandwatch', 'nike', '!nike', 'accents', 'nike'],
  ['brandwatch', 'a AND (b OR city:london)', '!a AND !b', 'choiceNarrowed', 'b OR city:london'],
  ['brandwatch', 'a - b', '!a AND !b', 'signsDropped', '-'],
  ['brandwatch', 'a ] AND b', '!a AND !b', 'signsDropped', ']'],
  ['brandwatch', '~5 a', '!a', 'signsDropped', '~5'],
  ['brandwatch', 'nike', '!nike', 'asWritten', 'nike'],
  ['youscan', 'a /3 b', 'a NEAR/2 b', 'stepsCounted', '/3'],
  ['youscan', 'puma AND author:"John"', 'puma', 'fieldDropped', 'author:"John"'],
  ['talkwalker', 'a NEAR/4 b', '!a NEAR/4 !b', 'distanceUnclear', 'NEAR/4'],
  ['talkwalker', 'a ONEAR/4 b', '!a NEAR/4f !b', 'distanceUnclear', 'ONEAR/4'],
  ['talkwalker', 'a OSENTENCE b', '!a NEAR/s !b', 'orderLost', 'OSENTENCE'],
  ['talkwalker', 'a AND roam~1', '!a AND !roam', 'similar', 'roam~1'],
  ['talkwalker', 'a AND engagement:>5', '!a', 'fieldDropped', 'engagement:>5'],
  ['talkwalker', 'a AND hosturl:x.example.com', '!a AND site:x.example.com', 'nearest', 'hosturl:x.example.com'],
  ['talkwalker', 'a AND "b c" d', '!a AND "!b !c" AND !d', 'sideBySide', 'd'],
  ['talkwalker', 'a AND b\nc AND d', '(!a AND !b) OR (!c AND !d)', 'linesAreChoices', '\n'],
  ['talkwalker', 'cat dog', '"!cat !dog"~9', 'noOperators', 'cat dog'],
  ['brand24', 'Keywords: a\nRequired: b, c', '!a AND (!b OR !c)', 'requiredAny', 'Keywords: a\nRequired: b, c'],
]

const wordsOf = loadWords()

for (const [vendor, query, ours, code, at] of told)
  test(`${vendor}: of ${JSON.stringify(query)} is told ${code}, at its characters`, () => {
    const translation = translate(query, vendor)
    assert.equal(translation.query, ours, JSON.stringify(translation.problems))
    const note = translation.notes.find((one) => one.code === `listening.translation.${code}`)
    assert.ok(note, JSON.stringify(translation.notes))
    assert.equal(query.slice(note.from, note.to), at)
    for (const locale of locales) saidWell(wordsOf(locale).say(note.code, note.values), note.code)
  })

test('every note and problem of a translation has been met by an example, and has words in every language', () => {
  const met = new Set(told.map(([, , , code]) => `listening.translation.${code}`))
  const rare: NoteCode[] = ['listening.translation.commentsDropped']
  assert.deepEqual(
    noteCodes.filter((code) => !met.has(code) && !rare.some((one) => one === code)),
    [],
  )
  for (const locale of locales)
    for (const code of [...translationProblemCodes, ...rare]) saidWell(wordsOf(locale).say(code, {}), code)
})

function saidWell(said: string, code: string): void {
  assert.notEqual(said, code)
  assert.doesNotMatch(said, /undefined|[{}]/)
}

test('whose query it is, is told by what only one of them writes, and asked otherwise', () => {
  const whose: [string, Vendor | undefined][] = [
    ['(logitech NEAR/2f keyboard)', 'brandwatch'],
    ['apple AND {BT}', 'brandwatch'],
    ['(a AND b)~5', 'brandwatch'],
    ['nike AND authorFollowers:[1 TO 5]', 'brandwatch'],
    ['coca /1 cola', 'youscan'],
    ['a && b', 'youscan'],
    ['a ONEAR/3 b', 'talkwalker'],
    ['tesla AND sourcetype:ONLINENEWS', 'talkwalker'],
    ['++"BMW"', 'talkwalker'],
    ['Keywords: nike\nExcluded: fake', 'brand24'],
    ['apple AND juice', undefined],
    ['a NEAR/5 b', undefined],
    ['"a && b" OR <<< {BT} >>> c', undefined],
    ['{BT} && x', undefined],
    ['', undefined],
  ]
  for (const [text, vendor] of whose) assert.equal(translate(text).vendor, vendor, text)
  const asked = translate('apple AND juice')
  assert.equal(asked.problems[0]?.code, 'listening.translation.whichVendor')
})

test('comments stay where they were said', () => {
  const { query } = translate('<<<fruit>>> (apple OR <<<the drink>>> juice) NOT <<<company>>> {Apple}', 'brandwatch')
  assert.equal(query, '<<< fruit >>> (!apple OR <<< the drink >>> !juice) AND NOT <<< company >>> =Apple')
})

test('a mistake in what was pasted is told at its characters', () => {
  const wrong: [text: string, code: string, at: string][] = [
    ['(apple OR juice', 'listening.query.openBracket', '('],
    ['apple) AND juice', 'listening.query.strayBracket', ')'],
    ['apple AND "juice', 'listening.query.openQuote', '"'],
    ['apple <<< why', 'listening.query.openComment', '<<<'],
    ['apple AND', 'listening.query.operatorLast', 'AND'],
    ['apple AND OR juice', 'listening.query.operatorTwice', 'OR'],
    ['apple () juice', 'listening.query.emptyBrackets', '()'],
    ['apple NEAR juice', 'listening.query.badDistance', 'NEAR'],
    ['apple AND site:', 'listening.query.noValue', 'site:'],
    ['NOT apple', 'listening.query.onlyNegative', 'NOT apple'],
    ['region:usa.fl', 'listening.translation.nothingLeft', 'region:usa.fl'],
    ['  ', 'listening.query.empty', '  '],
  ]
  for (const [text, code, at] of wrong) {
    const { query, problems } = translate(text, 'brandwatch')
    assert.equal(query, '')
    const [first] = problems
    assert.deepEqual([first?.code, text.slice(first?.from, first?.to)], [code, at], text)
  }
})

test('any text is either translated into a query that can be read, or refused within its characters', () => {
  const maker = new Maker(21)
  const pieces = [
    ...[
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
      '\n',
      'a',
      'кафе',
      '*',
      '?',
      'cof',
      ':',
      '[1 TO 5]',
      '{',
      '}',
    ],
    ...[
      'AND',
      'OR',
      'NOT',
      ' NEAR/2 ',
      ' NEAR/3f ',
      ' ONEAR/2 ',
      ' /2 ',
      '~3',
      '~',
      '&&',
      '||',
      '~~',
      '|',
      '<<<',
      '>>>',
    ],
    ...[
      '#',
      '@',
      '$',
      '+',
      '++',
      '😀',
      '\ud83d',
      '\u0301',
      '\0',
      'title:',
      'site:',
      'lang:',
      'raw:',
      'Keywords:',
      ',',
      '&',
    ],
    ...[
      'https://a.example/b',
      'www.',
      'region:',
      'constructor:',
      '__proto__:',
      'SENTENCE',
      'is:',
      'x.org',
      '>>',
      '<',
      '/',
    ],
  ]
  for (let n = 0; n < 3_000; n++) {
    const text = Array.from({ length: maker.below(14) }, () => maker.pick(pieces)).join('')
    for (const vendor of [...vendors, 'detect'] as const) holdsItsPromises(text, translate(text, vendor))
  }
})

function holdsItsPromises(text: string, { query, notes, problems }: Translation): void {
  for (const { from, to } of [...notes, ...problems])
    assert.ok(from >= 0 && from <= to && to <= text.length, JSON.stringify({ text, from, to }))
  assert.equal(query === '', problems.length > 0, JSON.stringify({ text, query, problems }))
  if (query) assert.ok(parseQuery(query).ok, JSON.stringify({ text, query }))
}

test('what is written alike in Brandwatch and here means the same after translation', () => {
  const query = '(=BT OR "=Flat =White") AND NOT #tag AND "=a =b"~3 AND =x NEAR/4f =y'
  const { query: ours } = translate(
    '({BT} OR {Flat White}) AND NOT #tag AND ({a} AND {b})~3 AND ({x} NEAR/4f {y})',
    'brandwatch',
  )
  const [one, other] = [parseQuery(ours), parseQuery(query.replace('"=a =b"~3', '=a NEAR/3 =b'))]
  assert.ok(one.ok && other.ok)
  assert.deepEqual(withoutPlaces(one.query), withoutPlaces(other.query))
})

test('long, deep and hostile queries take little time', () => {
  const began = performance.now()
  const deep = (open: string, close: string, levels = 1_000) => `${open.repeat(levels)}a${close.repeat(levels)}`
  assert.equal(translate(deep('(', ')', 300), 'brandwatch').query, '!a')
  assert.equal(translate(deep('(', ')'), 'brandwatch').problems[0]?.code, 'listening.query.tooDeep')
  assert.equal(translate(deep('title:(', ')', 300), 'brandwatch').query, 'title:!a')
  assert.equal(translate(`${'('.repeat(50_000)}a`, 'brandwatch').problems.at(0)?.code, 'listening.query.tooDeep')
  assert.equal(translate(deep('(b OR ', ')', 200), 'brandwatch').problems[0]?.code, 'listening.query.tooDeep')
  assert.equal(translate(`a ${'NOT '.repeat(20_000)}b`, 'brandwatch').query, '!a AND !b')
  assert.equal(translate(`a${' OR a'.repeat(9_999)}`, 'youscan').problems.length, 0)
  assert.equal(translate(`a${' OR a'.repeat(10_001)}`, 'youscan').problems[0]?.code, 'listening.query.tooManyTerms')
  assert.equal(translate('a '.repeat(60_000), 'brandwatch').problems[0]?.code, 'listening.query.tooLong')
  for (const hostile of [
    '{',
    '<<<',
    '"',
    '~',
    '[',
    '(a AND b)~1',
    'x:[',
    '<<<c>>>a OR ',
    'title:(',
    '/1 ',
    'a NEAR/1 ',
  ])
    for (const vendor of vendors) holdsItsPromises(hostile.repeat(3_000), translate(hostile.repeat(3_000), vendor))
  const took = performance.now() - began
  assert.ok(took < 10_000, `${took} ms`)
})

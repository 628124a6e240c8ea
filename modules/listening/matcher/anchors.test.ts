import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alone, anchorsOf } from './anchors.ts'
import { compileQuery } from './compile-query.ts'
import { Conditions } from './conditions.ts'
import { parseQuery } from './parse-query.ts'
import { everyPost, Presence } from './presence.ts'
import { Terms } from './terms.ts'
import { likelyForms } from './word-forms.ts'

/** Each word here is rarer than the one before. */
const words = ['the', 'good', 'coffee', 'roastery', 'zanzibar']

const cases: [query: string, found: string[]][] = [
  ['the roastery coffee', ['roastery with coffee']],
  ['"the coffee"', ['coffee with the']],
  ['zanzibar | good', ['zanzibar', 'good']],
  ['(zanzibar | coffee) the', ['zanzibar with the', 'coffee with the']],
  ['the (roastery coffee | zanzibar good)', ['roastery with coffee', 'zanzibar with good']],
  ['the -zanzibar', ['the']],
  ['the NEAR/3 (good | coffee)', ['good with the', 'coffee with the']],
  ['likes:>3 coffee', ['coffee']],
  ['likes:>3', ['every post']],
  ['coffee | likes:>3', ['every post']],
  ['the (zanzibar | -good)', ['the']],
]

for (const [query, found] of cases)
  test(`${query} is found by ${found.join(', ')}`, () => assert.deepEqual(foundBy(query), found.sort()))

function foundBy(text: string): string[] {
  const presence = new Presence()
  const terms = new Terms(presence)
  const known = new Map(words.map((word) => [termOf(word, terms), word]))
  for (let n = 0; n < 4_000; n++) terms.read({ text: words.filter((_, rank) => n % 4 ** rank === 0).join(' ') })
  const nameOf = (term = alone) => (term === everyPost ? 'every post' : (known.get(term) ?? ''))
  const program = Int32Array.from(programOf(text, terms))
  const pairs = anchorsOf(program, 0, presence)
  const named = pairs.flatMap((term, n) => {
    const companion = pairs[n + 1] ?? alone
    return n % 2 === 1 ? [] : [nameOf(term) + (companion === alone ? '' : ` with ${nameOf(companion)}`)]
  })
  return named.sort()
}

function programOf(text: string, terms: Terms): number[] {
  const parsed = parseQuery(text)
  assert.ok(parsed.ok)
  return compileQuery(parsed.query, terms, new Conditions(), { formsOf: likelyForms, languages: [] })
}

const termOf = (word: string, terms: Terms) => programOf(word, terms).at(-1) ?? alone

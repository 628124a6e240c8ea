import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseQuery } from '../matcher/parse-query.ts'
import { printQuery } from '../matcher/print-query.ts'
import type { Operand, Query, Word } from '../matcher/query.ts'
import { Maker, withoutPlaces } from '../matcher/testing-queries.ts'
import { translate } from './translate.ts'

const nowhere = { from: 0, to: 0 }
const words = ['nike', 'кафе', 'e-mail', "don't", 'łódź', 'run']

/** A tree of what a vendor can say, its words meant as the vendor means them. */
class Sayable {
  private readonly maker: Maker
  private readonly mode: Word['mode']

  constructor(seed: number, mode: Word['mode']) {
    this.maker = new Maker(seed)
    this.mode = mode
  }

  query(deep: number): Query {
    const kind = deep === 0 ? 0 : this.maker.below(8)
    if (kind < 3) return this.leaf()
    if (kind === 3) return this.near()
    const of = this.several(() => this.query(deep - 1))
    if (kind < 6) return { kind: 'or', of, ...nowhere }
    const not: Query = { kind: 'not', of: this.query(deep - 1), ...nowhere }
    return { kind: 'and', of: this.maker.below(2) ? of : [...of, not], ...nowhere }
  }

  private leaf(): Query {
    if (this.maker.below(3)) return this.operand()
    const of = this.several(() => this.word('form'))
    return { kind: 'phrase', of, within: this.maker.below(9), ...nowhere }
  }

  private operand(): Operand {
    const kind = this.maker.below(8)
    if (kind === 0) return { kind: 'wildcard', pattern: this.maker.pick(['comp*', 'customi?e']), ...nowhere }
    if (kind === 1) return { kind: 'tag', sign: this.maker.pick(['#', '@']), text: 'nike_bg', ...nowhere }
    if (kind === 2) return { kind: 'phrase', of: this.several(() => this.word('form')), within: null, ...nowhere }
    return this.word(kind === 3 ? 'case' : this.mode)
  }

  private near(): Query {
    const of = this.several((): Operand => {
      const choice = this.maker.below(3) === 0
      return choice ? { kind: 'or', of: this.several(() => this.operand()), ...nowhere } : this.operand()
    })
    const distances = of.slice(1).map(() => ({ words: this.maker.below(9), inOrder: this.maker.below(2) === 0 }))
    return { kind: 'near', of, distances, ...nowhere }
  }

  private word = (mode: Word['mode']): Word => ({ kind: 'word', text: this.maker.pick(words), mode, ...nowhere })

  private several<T>(make: () => T): T[] {
    return Array.from({ length: 2 + this.maker.below(2) }, make)
  }
}

type Tongue = { caseOf: (text: string) => string; near: (words: number, inOrder: boolean) => string }

const brandwatch: Tongue = {
  caseOf: (text) => `{${text}}`,
  near: (words, inOrder) => `NEAR/${words}${inOrder ? 'f' : ''}`,
}
const youscan: Tongue = { caseOf: (text) => `=${text}`, near: (words) => `/${words + 1}` }
const talkwalker: Tongue = {
  caseOf: (text) => `++"${text}"`,
  near: (words, inOrder) => `${inOrder ? 'O' : ''}NEAR/${words}`,
}

/** Said as the vendor's documentation would, brackets around every group. */
function said(query: Query, tongue: Tongue): string {
  const all = (of: Query[], join: string) => `(${of.map((one) => said(one, tongue)).join(join)})`
  switch (query.kind) {
    case 'and':
      return all(query.of, ' AND ')
    case 'or':
      return all(query.of, ' OR ')
    case 'not':
      return `NOT ${said(query.of, tongue)}`
    case 'near':
      return `(${query.of.map((one, n) => `${distanceBefore(query, n, tongue)}${said(one, tongue)}`).join(' ')})`
    case 'phrase':
      return `"${query.of.map((atom) => (atom.kind === 'word' ? atom.text : '')).join(' ')}"${looseness(query, tongue)}`
    case 'word':
      return query.mode === 'case' ? tongue.caseOf(query.text) : query.text
    default:
      return printQuery(query)
  }
}

function distanceBefore(near: Query & { kind: 'near' }, n: number, tongue: Tongue): string {
  const distance = near.distances[n - 1]
  return distance && distance !== 'sentence' ? `${tongue.near(distance.words, distance.inOrder)} ` : ''
}

/** Talkwalker counts steps from the first to the last: `within` others among `n` words are `within + n - 1` steps. */
const looseness = ({ of, within }: Query & { kind: 'phrase' }, tongue: Tongue) =>
  within === null ? '' : `~${tongue === talkwalker ? within + of.length - 1 : within}`

const cases = {
  brandwatch: ['form', brandwatch],
  talkwalker: ['form', talkwalker],
  youscan: ['forms', youscan],
} as const

for (const [vendor, [mode, tongue]] of Object.entries(cases))
  test(`whatever ${vendor} and Rialto can both say is the same query after translation`, () => {
    const sayable = new Sayable(31, mode)
    for (let n = 0; n < 2_000; n++) {
      const query = vendor === 'youscan' ? inAnyOrder(sayable.query(3)) : sayable.query(3)
      const text = said(query, tongue)
      const ours = parseQuery(printQuery(query))
      const { query: translated, problems } = translate(text, vendor as keyof typeof cases)
      if (!ours.ok) assert.ok(problems.length > 0, text)
      else assert.deepEqual(again(translated, text), withoutPlaces(ours.query), text)
    }
  })

function again(translated: string, text: string): unknown {
  const read = parseQuery(translated)
  assert.ok(read.ok, `${text} → ${translated}`)
  return withoutPlaces(read.query)
}

/** YouScan's distances have no order. */
function inAnyOrder(query: Query): Query {
  if (query.kind === 'near') {
    const distances = query.distances.map((one) => (one === 'sentence' ? one : { ...one, inOrder: false }))
    return { ...query, distances }
  }
  if (query.kind === 'not') return { ...query, of: inAnyOrder(query.of) }
  return query.kind === 'and' || query.kind === 'or' ? { ...query, of: query.of.map(inAnyOrder) } : query
}

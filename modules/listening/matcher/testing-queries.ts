import type { Post } from './post.ts'
import type { Atom, Distance, Leaf, Operand, Phrase, Query } from './query.ts'
import { foldWord } from './read-word.ts'
import type { FormsOf } from './word-forms.ts'

/** The same numbers for the same seed, in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Words and all their forms; some forms are of two words. */
const classes = [
  ...[
    'run runs running ran',
    'кафе кафета кафето кафетата',
    'кава кави каву кавою',
    'm’ята м’яти м’яту',
    'ёлка елки ёлку',
  ],
  ...['kaffe kaffet kaffer', 'káva kávy kávu', 'bank banks banking', 'банк банка банку', 'банка банки банку банкою'],
  ...['åka åker åkte', 'łódź łodzi łodzią', 'coffee coffees', 'co coin coffin', 'nike', 'Æsir', 'İzmir izmirli'],
].map((line) => line.split(' '))
const names = ['nike', 'кафе_тук', 'alice.example.com', '_bob_', 'coffee', '2026', 'コーヒー']
const pictures = ['😀', '👍🏽', '👍', '❤️', '👨‍👩‍👧', '🇧🇬', '☕']
const others = [
  'a',
  'the',
  'и',
  'e-mail',
  "don't",
  'dont',
  '3.5',
  'コーヒーが好き',
  'กาแฟดี',
  'ca\u0301va',
  'ко\u0301фе',
  'й'.normalize('NFD'),
  '𝐜𝐨𝐟𝐟𝐞𝐞',
  'soft\u00adly',
]

const foldedClasses = classes.map((forms) => forms.map(foldWord))

const formsAmong = (of: string[][]) =>
  new Map(of.flat().map((word) => [word, of.filter((forms) => forms.includes(word)).flat()]))
const anyLanguage = formsAmong(foldedClasses)
const cyrillic = formsAmong(foldedClasses.filter(([first = '']) => /\p{Script=Cyrillic}/u.test(first)))

/** Ukrainian knows the forms of Cyrillic words alone. */
export const tableForms: FormsOf = (word, language) => (language === 'uk' ? cyrillic : anyLanguage).get(word) ?? []

export class Maker {
  private readonly random: () => number

  constructor(seed: number) {
    this.random = seeded(seed)
  }

  /** A tree that its printing reads back as; with `deep` levels at most. It names something that is there. */
  query(deep = 3): Query {
    const kind = deep <= 0 ? 0 : this.below(10)
    if (kind < 4) return this.leaf()
    if (kind === 4) return this.near()
    if (kind === 5) return { kind: 'or', of: this.several(2, 4, () => this.query(deep - 1)), ...nowhere }
    const of = this.several(1, 3, () => this.part(deep - 1))
    return { kind: 'and', of: [this.query(deep - 1), ...of], ...nowhere }
  }

  post(): Post {
    const has = <T>(make: () => T) => (this.below(3) === 0 ? make() : undefined)
    return {
      text: this.text(this.below(20) === 0 ? 80 : 14),
      title: has(() => this.text(4)),
      author: has(() => ({
        handle: this.pick(['Nike', 'bob', 'alice.example.com']),
        name: this.pick(['Jane Doe', 'Nike']),
        followers: this.below(5),
      })),
      to: has(() => [this.pick(['nike', '@Bob'])]),
      language: has(() => this.pick(['bg', 'en', 'UK'])),
      site: has(() => this.pick(['www.example.com', 'shop.example.com', 'example.org'])),
      url: has(() => this.pick(['https://example.com/Coffee/1', 'https://example.org/2'])),
      links: has(() => [this.pick(['https://example.com/coffee', 'https://example.org/'])]),
      ...{ source: has(() => 'web'), type: has(() => this.pick(['post', 'comment'])), country: has(() => 'bg') },
      ...{ has: has(() => this.several(1, 2, () => this.pick(['image', 'link']))), sentiment: has(() => 'negative') },
      ...{
        lists: has(() => ['VIP authors']),
        likes: has(() => this.below(4)),
        reposts: has(() => 2),
        reach: has(() => 7),
      },
    }
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit)
  }

  pick<T>(from: readonly [T, ...T[]] | readonly T[]): T {
    const one = from[this.below(from.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }

  private part(deep: number): Query {
    return this.below(3) === 0 ? { kind: 'not', of: this.query(deep), ...nowhere } : this.query(deep)
  }

  private leaf(): Leaf {
    const kind = this.below(12)
    if (kind < 6) return this.atom()
    if (kind < 9) return this.phrase(this.below(2) === 0)
    if (kind === 9)
      return { kind: 'title', of: this.below(2) ? this.atom() : this.phrase(this.below(2) === 0), ...nowhere }
    if (kind === 10) return { kind: 'choice', ...this.choice(), ...nowhere }
    const field = this.pick(['followers', 'likes', 'reposts', 'reach'] as const)
    return {
      kind: 'measure',
      field,
      is: this.pick(['>', '>=', '<', '<=', '='] as const),
      number: this.below(5),
      ...nowhere,
    }
  }

  private choice() {
    const of = <F extends string>(field: F, ...values: string[]) => ({ field, value: this.pick(values) })
    return this.pick([
      of('from', 'nike', 'BOB'),
      of('author', 'jane doe', 'Nike'),
      of('to', 'nike', 'bob'),
      of('lang', 'bg', 'uk'),
      of('site', 'example.com', 'org'),
      of('url', 'coffee', 'example.org/2'),
      of('link', 'example.com', 'coffee'),
      of('source', 'web'),
      of('type', 'post', 'comment'),
      of('has', 'image', 'link'),
      of('country', 'bg'),
      of('sentiment', 'negative', 'unsure'),
      of('list', 'VIP authors'),
    ])
  }

  private near(): Query {
    const of = this.several(2, 4, () => this.operand())
    const distances = of.slice(1).map((): Distance => this.distance())
    return { kind: 'near', of, distances, ...nowhere }
  }

  private distance(): Distance {
    return this.below(4) === 0 ? 'sentence' : { words: this.below(5), inOrder: this.below(2) === 0 }
  }

  private operand(): Operand {
    const kind = this.below(4)
    if (kind === 0) return { kind: 'or', of: this.several(2, 3, () => this.operandOfGroup()), ...nowhere }
    return this.operandOfGroup()
  }

  private operandOfGroup(): Operand {
    return this.below(4) === 0 ? { ...this.phrase(false), within: null } : this.atom()
  }

  private phrase(loose: boolean): Phrase {
    const of = this.several(1, loose ? 4 : 3, () => this.atom())
    return { kind: 'phrase', of, within: loose ? this.below(4) : null, ...nowhere }
  }

  private atom(): Atom {
    const kind = this.below(14)
    if (kind === 0) return { kind: 'wildcard', pattern: this.pattern(), ...nowhere }
    if (kind === 1)
      return {
        kind: 'tag',
        sign: this.pick(['#', '@'] as const),
        text: this.pick(['nike', 'coffee', '_bob_', 'кафе_тук', 'コーヒー']),
        ...nowhere,
      }
    if (kind === 2) return { kind: 'tag', sign: '$', text: this.pick(['NIKE', 'coffee']), ...nowhere }
    const mode = this.pick(['forms', 'forms', 'forms', 'form', 'case'] as const)
    const text = this.pick([
      () => this.anyForm(),
      () => this.anyForm(),
      () => this.pick(others),
      () => this.pick(pictures),
    ])()
    return { kind: 'word', text: this.below(6) === 0 ? text.toUpperCase() : text, mode, ...nowhere }
  }

  private pattern(): string {
    return this.pick([
      'cof*',
      'coff*',
      'co?f*',
      'кафе*',
      'каф??а',
      '?offee',
      'бан*а',
      'co??',
      'run*',
      'r?n',
      'coffee*',
      'ban*k*n*',
    ])
  }

  private anyForm = (): string => this.pick(this.pick(classes))

  private text(most: number): string {
    return this.several(
      0,
      most,
      () => `${this.word()}${this.pick([' ', ' ', ' ', ' ', ', ', '. ', '! ', '… ', '\n', ' - ', ''])}`,
    ).join('')
  }

  private word(): string {
    const kind = this.below(20)
    if (kind === 0) return this.pick(['#', '@', '$']) + this.pick(names)
    if (kind === 1) return this.pick(pictures)
    if (kind === 2) return this.pick(others)
    if (kind === 3) return this.pick(['https://example.com/coffee?a=b', 'www.example.org'])
    const word = this.anyForm()
    if (kind === 4) return word.toUpperCase()
    if (kind === 5) return word.charAt(0).toUpperCase() + word.slice(1)
    return kind === 6 ? word.normalize('NFD') : word
  }

  private several<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make)
  }
}

/** A made tree stands in no text. */
const nowhere = { from: 0, to: 0 }

/** A tree without its places, to compare with one that was made. */
export function withoutPlaces(query: unknown): unknown {
  if (Array.isArray(query)) return query.map(withoutPlaces)
  if (typeof query !== 'object' || query === null) return query
  const kept = Object.entries(query).filter(([name]) => name !== 'from' && name !== 'to')
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutPlaces(value)]))
}

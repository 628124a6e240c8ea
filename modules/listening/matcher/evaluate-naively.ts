import { isExactField, meetsAddress, meetsMeasure, valuesOf } from './meet-field.ts'
import type { Place, Post, Reason } from './post.ts'
import type { Atom, Choice, Distance, Near, Operand, Phrase, Query } from './query.ts'
import { foldValue, writtenOf } from './read-word.ts'
import { tokenise } from './tokenise.ts'
import { picture, Tokens } from './tokens.ts'
import { type FormsOf, languagesIn, meetsPattern, type TokenTest, testsOf } from './word-forms.ts'

/**
 * What a query means, said as simply as can be. It is slow, and stays for ever: the fast matcher is right when it
 * answers the same. Undefined when the query does not hold.
 */
export function evaluateNaively(
  query: Query,
  post: Post,
  formsOf: FormsOf,
  languages: readonly string[] = [],
): Reason[] | undefined {
  const asked = languagesIn(query)
  const world = { post, ...readWords(post), formsOf, languages: asked.length > 0 ? asked : languages }
  return reasonsFor(query, world)
}

type NaiveWord = {
  kind: number
  key: string
  written: string
  position: number
  sentence: number
  place: Place
}
type Seen = { post: Post; words: NaiveWord[]; addresses: string[]; formsOf: FormsOf; languages: readonly string[] }

type Reading = { words: NaiveWord[]; addresses: string[] }
const readings = new WeakMap<Post, Reading>()

/** A post is read once, however many queries are asked of it. */
function readWords(post: Post): Reading {
  const reading = readings.get(post) ?? wordsOf(post)
  readings.set(post, reading)
  return reading
}

function wordsOf(post: Post): Reading {
  const tokens = new Tokens()
  tokenise(post, tokens)
  const words = Array.from({ length: tokens.count }, (_, n) => ({
    kind: tokens.kind[n] ?? 0,
    key: tokens.keyOf(n),
    written: writtenOf(tokens, n),
    position: tokens.positionOf(n),
    sentence: tokens.sentence[n] ?? 0,
    place: tokens.placeOf(n),
  }))
  return { words, addresses: tokens.addresses }
}

function reasonsFor(query: Query, seen: Seen): Reason[] | undefined {
  switch (query.kind) {
    case 'and': {
      const sides = query.of.map((one) => reasonsFor(one, seen))
      return sides.every((one) => one !== undefined) ? sides.flat() : undefined
    }
    case 'or': {
      const sides = query.of.map((one) => reasonsFor(one, seen)).filter((one) => one !== undefined)
      return sides.length > 0 ? sides.flat() : undefined
    }
    case 'not':
      return reasonsFor(query.of, seen) ? undefined : []
    case 'near':
      return nearReasons(query, seen)
    case 'choice':
      return meetsChoice(query, seen) ? [{ from: query.from, to: query.to, places: [] }] : undefined
    case 'measure':
      return meetsMeasure(query, seen.post) ? [{ from: query.from, to: query.to, places: [] }] : undefined
    case 'title': {
      const words = seen.words.filter((one) => one.place.in === 'title')
      return because(query, wordsMeeting(query.of, { ...seen, words }))
    }
    default:
      return because(query, wordsMeeting(query, seen))
  }
}

function because(query: { from: number; to: number }, words: NaiveWord[]): Reason[] | undefined {
  if (words.length === 0) return undefined
  const once = [...new Set(words)].sort((a, b) => a.position - b.position)
  return [{ from: query.from, to: query.to, places: once.map((one) => one.place) }]
}

function meetsChoice(choice: Choice, { post, addresses }: Seen): boolean {
  if (!isExactField(choice.field)) return meetsAddress(choice, post, addresses)
  return valuesOf[choice.field](post).includes(foldValue(choice.value))
}

function wordsMeeting(of: Atom | Phrase, seen: Seen): NaiveWord[] {
  const within = of.kind === 'phrase' ? of.within : null
  if (within === null) return runsOf(of, seen).flat()
  const tests = expanded(of, seen)
  const window = tests.length + within
  return seen.words.flatMap((first) => {
    const inside = seen.words.filter(({ position }) => position >= first.position && position < first.position + window)
    const taking = inside.filter((one) => tests.some((test) => meets(one, test)))
    return taking.includes(first) && eachHasItsOwn(tests, inside) ? taking : []
  })
}

/** Whether every test can be given a word of its own. */
function eachHasItsOwn([test, ...others]: TokenTest[], words: NaiveWord[]): boolean {
  if (!test) return true
  return words.some(
    (word) =>
      meets(word, test) &&
      eachHasItsOwn(
        others,
        words.filter((one) => one !== word),
      ),
  )
}

/** Everywhere that an operand stands: each the words one after another. */
function runsOf(operand: Operand, seen: Seen): NaiveWord[][] {
  if (operand.kind === 'or') return operand.of.flatMap((one) => runsOf(one, seen))
  const tests = expanded(operand, seen)
  return seen.words
    .map((_, n) => seen.words.slice(n, n + tests.length))
    .filter((run) => run.length === tests.length && isUnbroken(run))
    .filter((run) => run.every((word, n) => meets(word, tests[n])))
}

const isUnbroken = (run: NaiveWord[]) => run.every(({ position }, n) => position === (run[0]?.position ?? 0) + n)

type Asking = { formsOf: FormsOf; languages: string; tests: TokenTest[] }
const askings = new WeakMap<Atom | Phrase, Asking>()

/** A word asked for is read once, however many posts are asked. */
function expanded(of: Atom | Phrase, { formsOf, languages }: Seen): TokenTest[] {
  const known = askings.get(of)
  if (known && known.formsOf === formsOf && known.languages === languages.join()) return known.tests
  const atoms = of.kind === 'phrase' ? of.of : [of]
  const tests = atoms.flatMap((atom) => testsOf(atom, formsOf, languages)).map(withFormsKnown)
  askings.set(of, { formsOf, languages: languages.join(), tests })
  return tests
}

function withFormsKnown(test: TokenTest): TokenTest {
  if (test.kind !== 'forms') return test
  const forms = test.forms()
  return { ...test, forms: () => forms }
}

function nearReasons(near: Near, seen: Seen): Reason[] | undefined {
  const runs = near.of.map((operand) => runsOf(operand, seen))
  return because(near, chainsFrom(0, undefined, runs, near.distances).flat())
}

/** Every way to choose one run for each operand, each near the one chosen before it. */
function chainsFrom(
  at: number,
  before: NaiveWord[] | undefined,
  runs: NaiveWord[][][],
  distances: Distance[],
): NaiveWord[][] {
  const here = runs[at]
  if (!here) return [[]]
  const distance = distances[at - 1]
  return here
    .filter((run) => !before || !distance || areNear(before, run, distance))
    .flatMap((run) => chainsFrom(at + 1, run, runs, distances).map((rest) => [...run, ...rest]))
}

function areNear(one: NaiveWord[], other: NaiveWord[], distance: Distance): boolean {
  const [a, b] = [edgesOf(one), edgesOf(other)]
  if (distance === 'sentence') return a.sentence === b.sentence && (a.last < b.first || b.last < a.first)
  if (a.last < b.first) return b.first - a.last - 1 <= distance.words
  return !distance.inOrder && b.last < a.first && a.first - b.last - 1 <= distance.words
}

const edgesOf = (run: NaiveWord[]) => ({
  first: run[0]?.position ?? 0,
  last: run.at(-1)?.position ?? 0,
  sentence: run[0]?.sentence ?? 0,
})

function meets(word: NaiveWord, test: TokenTest | undefined): boolean {
  switch (test?.kind) {
    case 'forms':
      return test.forms().includes(word.key)
    case 'form':
      return test.key === word.key
    case 'case':
      return test.written === word.written
    case 'signed':
      return test.sign === word.kind && test.key === word.key
    case 'pattern':
      return word.kind !== picture && meetsPattern(test.pattern, word.key)
    default:
      return false
  }
}

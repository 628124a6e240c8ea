import type { Folded, Unit } from './fold-masked.ts'
import { isFrequentAnywhere } from './language-of.ts'
import { anyEnding, anyWords, lettersOf, type WordPattern } from './word-pattern.ts'

type Node<T> = { next: Map<string, Node<T>>; ends: { pattern: WordPattern; of: T }[] }
/** `open`: some of its words may begin within another. */
export type WordTree<T> = { root: Node<T>; open: boolean }
/** `from` and `to` are its place in the original text. */
export type FoundWord<T> = {
  pattern: WordPattern
  of: T
  from: number
  to: number
  firstUnit: number
  lastUnit: number
}

export function plantWords<T>(words: { pattern: WordPattern; of: T }[]): WordTree<T> {
  const root: Node<T> = { next: new Map(), ends: [] }
  for (const word of words) {
    let node = root
    for (const shape of word.pattern.shapes) {
      const next: Node<T> = node.next.get(shape) ?? { next: new Map(), ends: [] }
      node.next.set(shape, next)
      node = next
    }
    node.ends.push(word)
  }
  return { root, open: words.some((word) => word.pattern.openStart) }
}

type Looking = {
  /** Also spaced out, dotted, with stars and stretched letters. */
  masked: boolean
  /** How many finds are enough. */
  most?: number
}

/** Every word of the tree that stands in the text, the longest at each place. */
export function findWords<T>(tree: WordTree<T>, folded: Folded, { masked, most = 100 }: Looking): FoundWord<T>[] {
  const { units } = folded
  const found: FoundWord<T>[] = []
  let spent = 0
  let free = 0
  for (const start of beginningsOf(tree, folded)) {
    if (found.length >= most || spent > stepsOfText) break
    if (start < free) continue
    const walk = new Walk<T>(units, start, masked)
    walk.go(tree.root)
    spent += walk.steps
    if (!walk.best) continue
    found.push(walk.best)
    free = walk.best.lastUnit + 1
  }
  return found
}

const fewBeginnings = 30

/** Where one of its words may begin, in order: most places of a text are no beginning of any. */
function beginningsOf<T>({ root, open }: WordTree<T>, folded: Folded): number[] {
  if (open) return folded.units.flatMap((one, at) => (reads(root, one) ? at : []))
  const known = folded.beginnings ?? wordBeginnings(folded)
  folded.beginnings = known
  if (root.next.size > fewBeginnings) return (known.get('') ?? []).filter((at) => reads(root, folded.units[at]))
  const starts = new Set<number>()
  for (const shape of root.next.keys()) for (const at of known.get(shape) ?? []) starts.add(at)
  return starts.size > 1 ? [...starts].sort((a, b) => a - b) : [...starts]
}

function reads<T>(root: Node<T>, unit: Unit | undefined): boolean {
  for (const shape of unit?.reads ?? '') if (root.next.has(shape)) return true
  return false
}

/** The places at which words begin by the shapes they may begin with; all of them under ''. */
function wordBeginnings({ units }: Folded): Map<string, number[]> {
  const places = new Map<string, number[]>([['', []]])
  units.forEach((unit, at) => {
    if (unit.reads === '' || isWordPart(units[at - 1])) return
    for (const shape of ['', ...unit.reads]) {
      const known = places.get(shape)
      if (known) known.push(at)
      else places.set(shape, [at])
    }
  })
  return places
}

/** Where a walk through the text stands: the unit to read next, and what was passed so far. */
type Step = {
  at: number
  /** Letters since the last gap. */
  segment: number
  gap: 'none' | 'joined' | 'spaced' | 'cut'
  /** Where its second part begins, when one gap cuts it in two. */
  cutAt: number
  letters: number
  /** Of them real letters, and digits. */
  real: number
  digits: number
  stars: number
  doubled: boolean
  shape: string
}

/** Shorter ones stand by chance in what two honest words make. */
const fewestCut = 5

/** Against texts made to be read in very many ways: of one place, and of a whole text. */
const stepsOfPlace = 2_000
const stepsOfText = 200_000

class Walk<T> {
  best: FoundWord<T> | undefined
  steps = 0
  private readonly units: Unit[]
  private readonly start: number
  private readonly masked: boolean
  private readonly atStart: boolean

  constructor(units: Unit[], start: number, masked: boolean) {
    this.units = units
    this.start = start
    this.masked = masked
    this.atStart = !isWordPart(units[start - 1])
  }

  go(root: Node<T>): void {
    const fresh = { letters: 0, real: 0, digits: 0, stars: 0, doubled: false, shape: '', cutAt: 0 }
    this.read(root, { at: this.start, segment: 0, gap: 'none', ...fresh })
  }

  /** Takes the next unit as every letter that the tree goes on with. */
  private read(node: Node<T>, step: Step): void {
    const unit = this.units[step.at]
    if (!unit) return
    if (unit.kind === 'star' && this.masked && step.letters > 0) {
      for (const [shape, next] of node.next)
        if (!passing.includes(shape)) this.arrive(next, this.after(step, shape, { stars: step.stars + 1 }))
      return
    }
    if (step.gap === 'spaced' && step.segment > 0) return
    for (const shape of unit.reads) {
      const next = node.next.get(shape)
      if (next) this.taken(next, step, unit, shape)
    }
  }

  private taken(next: Node<T>, step: Step, unit: Unit, shape: string): void {
    const isItself = unit.kind === 'letter' || unit.plain === shape
    const counted = {
      real: step.real + (isItself ? 1 : 0),
      digits: step.digits + (unit.kind === 'digit' && !isItself ? 1 : 0),
    }
    const one = this.after(step, shape, counted)
    this.arrive(next, one)
    if (!this.masked || step.gap === 'spaced' || step.gap === 'cut') return
    const run = this.runOf(step.at, shape)
    if (run < 2) return
    const stretched = { ...one, at: step.at + run }
    if (run > 2) this.arrive(next, stretched)
    else if (vowels.includes(shape)) this.arrive(next, { ...stretched, doubled: true })
  }

  private after(step: Step, shape: string, counted: Partial<Step>): Step {
    return { ...step, at: step.at + 1, segment: step.segment + 1, letters: step.letters + 1, shape, ...counted }
  }

  private runOf(from: number, shape: string): number {
    let to = from
    while (to < from + longestRun && this.units[to]?.reads.includes(shape)) to++
    return to - from
  }

  private arrive(node: Node<T>, step: Step): void {
    if (++this.steps > stepsOfPlace) return
    for (const end of node.ends) if (this.isWhole(end.pattern, step)) this.keep(end, step)
    if (node.next.size === 0) return
    this.read(node, step)
    const words = node.next.get(' ')
    if (words) this.overGapTo(words, step)
    const ending = node.next.get(anyEnding)
    if (ending) this.overEnding(ending, step)
    const some = node.next.get(anyWords)
    if (some) this.overSome(some, step)
    if (this.masked) this.overGap(node, step)
  }

  /** Between two words of a pattern. */
  private overGapTo(node: Node<T>, step: Step): void {
    const at = this.endOf(step.at, isGap)
    if (at === step.at) return
    const next = { ...step, at, segment: 0, gap: 'none' as const }
    this.read(node, next)
    const ending = node.next.get(anyEnding)
    if (ending) this.overEnding(ending, next)
  }

  private overEnding(node: Node<T>, step: Step): void {
    const end = this.endOf(step.at, isWordPart)
    for (let at = step.at; at <= end && at <= step.at + longestEnding; at++) this.arrive(node, { ...step, at })
  }

  private overSome(node: Node<T>, step: Step): void {
    let at = this.endOf(step.at, isGap)
    for (let words = 0; words < mostWords && at > step.at && at < this.units.length; words++) {
      at = this.endOf(at, (one) => one !== undefined && one.kind !== 'space')
      at = this.endOf(at, isGap)
      this.read(node, { ...step, at, segment: 0, gap: 'none' })
    }
  }

  private endOf(from: number, is: (unit: Unit | undefined) => boolean): number {
    let at = from
    while (at < from + 40 && at < this.units.length && is(this.units[at])) at++
    return at
  }

  /** Within a word: letters one by one with anything between them, or its parts joined by a sign that joins. */
  private overGap(node: Node<T>, step: Step): void {
    const at = this.endOf(step.at, isGap)
    const length = at - step.at
    if (length === 0 || length > 6) return
    const isSpaced = step.segment === 1 && (step.gap === 'spaced' || step.segment === step.letters)
    if (isSpaced) this.read(node, { ...step, at, segment: 0, gap: 'spaced' })
    if (step.gap === 'none' && this.cuts(step, at)) this.read(node, { ...step, at, segment: 0, gap: 'cut', cutAt: at })
    if (step.gap !== 'spaced' && step.gap !== 'cut' && length <= 2 && this.joins(step.at, at))
      this.read(node, { ...step, at, segment: 0, gap: 'joined' })
  }

  private joins(from: number, to: number): boolean {
    const [before, after] = [this.units[from - 1], this.units[to]]
    if (after?.upper && before && !before.upper) return false
    return this.units
      .slice(from, to)
      .every((one) => one.kind === 'star' || (one.kind === 'mark' && joiners.test(one.plain)))
  }

  /** One space, after letters that nothing else masks. */
  private cuts({ at, letters, real, doubled }: Step, to: number): boolean {
    if (!this.atStart || to !== at + 1 || this.units[at]?.kind !== 'space' || real < letters || doubled) return false
    return this.units[to]?.kind === 'letter' && !(this.units[to]?.upper && !this.units[at - 1]?.upper)
  }

  /**
   * A word cut in two is taken for one when it is long, nothing is left over at its end, and neither part is a word that people
   * use all the time: "иди от" is no idiot.
   */
  private isCutWord(pattern: WordPattern, { at, letters, real, cutAt }: Step): boolean {
    if (letters < fewestCut || real < letters || !this.standsApart(at)) return false
    if (pattern.shapes.some((shape) => shape === ' ' || shape === anyEnding || shape === anyWords)) return false
    const parts = [this.units.slice(this.start, cutAt - 1), this.units.slice(cutAt, at)]
    return parts.every((part) => !isFrequentAnywhere(part.map((one) => one.plain).join('')))
  }

  /** "who re-opened it": what a sign ties to the next word is no part of this one. */
  private standsApart(to: number): boolean {
    const ties = (sign: Unit | undefined, beyond: Unit | undefined) =>
      isWordPart(sign) || (sign !== undefined && sign.kind !== 'space' && isWordPart(beyond))
    return !ties(this.units[to], this.units[to + 1]) && !ties(this.units[this.start - 1], this.units[this.start - 2])
  }

  private isWhole(pattern: WordPattern, step: Step): boolean {
    if (step.gap === 'cut' && !this.isCutWord(pattern, step)) return false
    if (!pattern.openStart && !this.atStart) return false
    const next = this.units[step.at]
    if (!pattern.openEnd && isWordPart(next)) return false
    if (step.gap !== 'none' && !this.atStart) return false
    if (step.gap === 'spaced' && isWordPart(next)) return false
    if (step.letters <= 3 && step.digits > 1) return false
    if (step.doubled && step.letters < 4) return false
    if (step.real === 0 || !this.starsAreFew(step)) return false
    return !pattern.strict || isStrictly(pattern.strict, this.units.slice(this.start, step.at))
  }

  private starsAreFew({ at, stars, letters }: Step): boolean {
    if (stars === 0) return true
    return stars <= letters * 0.6 && (this.units[at - 1]?.kind !== 'star' || (stars === 1 && letters > 3))
  }

  private keep({ pattern, of }: { pattern: WordPattern; of: T }, step: Step): void {
    const end = pattern.openEnd ? this.endOf(step.at, isWordPart) : step.at
    const [first, last] = [this.units[this.start], this.units[end - 1]]
    if (!first || !last || (this.best && this.best.lastUnit >= end - 1)) return
    this.best = { pattern, of, from: first.from, to: last.to, firstUnit: this.start, lastUnit: end - 1 }
  }
}

const vowels = 'aeiouyиыэюя'
/** Signs that people put into words; an emoji too. */
const joiners = /[.\-_'’`~·•∙^:=\p{Extended_Pictographic}]/u

/** What the tree goes on with besides letters. */
const passing = [' ', anyEnding, anyWords]
const longestRun = 200
const longestEnding = 12
const mostWords = 2
const isWordPart = (unit: Unit | undefined) => unit?.kind === 'letter' || unit?.kind === 'digit'
const isGap = (unit: Unit | undefined) => unit?.kind === 'space' || unit?.kind === 'mark' || unit?.kind === 'star'

const squeezed = (text: string) => text.replace(/(.)\1+/gu, '$1')
const isStrictly = (strict: string, units: Unit[]) => squeezed(lettersOf(units)).startsWith(squeezed(strict))

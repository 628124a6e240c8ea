import { picture, type Tokens } from '../matcher/tokens.ts'
import { but, not, type WordClasses } from './word-classes.ts'

/** In UTF-16 units of the text; what is asked about stands there. */
export type Around = readonly [from: number, to: number]

/** What each token is, how much it counts, and whether a "not" turns it round. */
export class TokenWeights {
  classes = new Uint8Array(256)
  weight = new Float32Array(256)
  turned = new Uint8Array(256)

  read(tokens: Tokens, classesOf: WordClasses, around: Around | undefined): void {
    if (tokens.count > this.classes.length) this.makeRoom(tokens.count)
    this.readClasses(tokens, classesOf)
    this.weighClauses(tokens)
    if (around) this.weighSentences(tokens, around)
  }

  private readClasses(tokens: Tokens, classesOf: WordClasses): void {
    let left = 0
    for (let n = 0; n < tokens.count; n++) {
      if (n > 0 && tokens.sentence[n] !== tokens.sentence[n - 1]) left = 0
      const its = tokens.kind[n] === picture ? 0 : classesOf(tokens.keyOf(n))
      this.classes[n] = its
      this.turned[n] = left > 0 ? 1 : 0
      if (its & not) left = reach
      else if (its & but) left = 0
      else left--
    }
  }

  /** What is said behind a "but" is what is meant. */
  private weighClauses(tokens: Tokens): void {
    let begin = 0
    for (let n = 0; n < tokens.count; n++) {
      this.weight[n] = 1
      if (n > 0 && tokens.sentence[n] !== tokens.sentence[n - 1]) begin = n
      if (((this.classes[n] ?? 0) & but) === 0 || n === begin) continue
      for (let before = begin; before < n; before++) this.weight[before] = beforeBut
      begin = n + 1
    }
  }

  private weighSentences(tokens: Tokens, [from, to]: Around): void {
    const met = new Set<number>()
    for (let n = 0; n < tokens.count; n++)
      if ((tokens.from[n] ?? 0) < to && (tokens.to[n] ?? 0) > from) met.add(tokens.sentence[n] ?? 0)
    if (met.size === 0) return
    for (let n = 0; n < tokens.count; n++) {
      const its = tokens.sentence[n] ?? 0
      if (met.has(its)) continue
      const next = met.has(its - 1) || met.has(its + 1)
      this.weight[n] = (this.weight[n] ?? 0) * (next ? ofNeighbour : ofRest)
    }
  }

  private makeRoom(count: number): void {
    const length = 2 ** Math.ceil(Math.log2(count))
    this.classes = new Uint8Array(length)
    this.weight = new Float32Array(length)
    this.turned = new Uint8Array(length)
  }
}

/** Words a "not" reaches over. */
const reach = 3
const beforeBut = 0.6
const ofNeighbour = 0.3
const ofRest = 0.05

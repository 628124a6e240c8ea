import { tokenise } from '../matcher/tokenise.ts'
import { hashOf, hashOn, hashStart, picture, Tokens } from '../matcher/tokens.ts'
import { Features } from './features.ts'
import { addMarks } from './marks.ts'
import { type Around, TokenWeights } from './token-weights.ts'
import { bad, good, wordClassesOf } from './word-classes.ts'

/** Longer texts are read as far as this, in UTF-16 units, or around what is asked about. */
const longest = 4_000

export type Read = { tokens: Tokens; features: Features; weights: TokenWeights; from: number }

const theRead: Read = { tokens: new Tokens(), features: new Features(), weights: new TokenWeights(), from: 0 }

/** What the text shows; valid until the next is read. Offsets of tokens count from `from`. */
export function readFeatures(text: string, language: string, around?: Around): Read {
  const read = theRead
  const { tokens, features, weights } = read
  read.from =
    text.length > longest && around ? Math.max(0, Math.min(around[0] - longest / 2, text.length - longest)) : 0
  const part = text.length > longest ? text.slice(read.from, read.from + longest) : text
  tokenise({ text: part }, tokens)
  weights.read(tokens, wordClassesOf(language), around && [around[0] - read.from, around[1] - read.from])
  features.clear()
  const own = hashOf(`${language}:`)
  for (let n = 0; n < tokens.count; n++) addToken(read, n, own)
  addMarks(part, tokens, weights, features)
  features.evenOut()
  return read
}

const worth = { word: 1, ownWord: 0.8, pair: 0.7, stem: 0.7, letters: 0.35, class: 1.2 }
const [ofWord, ofOwn, ofPair, ofStem, ofLetters, ofClass, ofTurned] = [11, 23, 37, 41, 53, 67, 79].map((salt) =>
  hashOn(hashStart, salt),
) as [number, number, number, number, number, number, number]
const stemOf = 5

function addToken({ tokens, features, weights }: Read, n: number, own: number): void {
  const hash = tokens.hash[n] ?? 0
  const weight = weights.weight[n] ?? 1
  const turned = weights.turned[n] === 1
  features.add(ofWord ^ hash, worth.word * weight, n)
  if (n > 0 && tokens.sentence[n] === tokens.sentence[n - 1])
    features.add(Math.imul(tokens.hash[n - 1] ?? 0, 31) ^ hash ^ ofPair, worth.pair * weight, n)
  if (tokens.kind[n] === picture) return
  features.add(Math.imul(own, 31) ^ hash ^ ofOwn, worth.ownWord * weight, n)
  if (turned) features.add(Math.imul(hash, 17) ^ ofTurned, worth.word * weight, n)
  const its = (weights.classes[n] ?? 0) & (good | bad)
  if (its) {
    features.add(ofClass ^ (turned ? its + 64 : its), worth.class * weight, n)
    features.add(ofClass ^ own ^ (turned ? its + 64 : its), worth.class * weight, n)
  }
  addLetters(tokens.keyOf(n), features, n, weight)
}

const shortestRun = 3
const longestRun = 5
const longestWord = 24
const [begins, ends] = [0x5e, 0x24]

/** Runs of letters, the ends of the word marked, and what it begins with. */
function addLetters(key: string, features: Features, n: number, weight: number): void {
  const letters = Math.min(key.length, longestWord)
  if (letters > stemOf) {
    let hash = ofStem
    for (let at = 0; at < stemOf; at++) hash = hashOn(hash, key.charCodeAt(at))
    features.add(hash, worth.stem * weight, n)
  }
  for (let from = -1; from < letters - 1; from++) {
    let hash = ofLetters
    const to = Math.min(from + longestRun, letters + 1)
    for (let at = from; at < to; at++) {
      hash = hashOn(hash, at < 0 ? begins : at === letters ? ends : key.charCodeAt(at))
      if (at - from >= shortestRun - 1) features.add(hash, worth.letters * weight, n)
    }
  }
}

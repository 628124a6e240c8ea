import { type LanguageModel, languageModel, sieveBits, step, weightsBits } from './language-model.ts'
import { type Known, priorsOf } from './priors.ts'
import { type Letters, readWords, type Words } from './read-words.ts'
import { languagesOfScript, mainScript, scriptOf } from './scripts.ts'
import { longestWord, mostFeatures, readFeatures } from './word-features.ts'

/** `language` is an ISO 639 code, null where nothing says anything; `confidence` in [0, 1], how likely it is right. */
export type Identified = { language: string | null; confidence: number }

/**
 * The language of a post, by its letters and words and by what is known before it is read. Clear text wins over a wrong
 * tag; a text that says little, or only emoji, goes by what is known. Only the first few thousand characters are looked at.
 */
export function identify(text: string, known: Known = {}): Identified {
  const model = languageModel()
  const scorer = scorerFor(model)
  scorer.sums.fill(0)
  const letters = readWords(text, scorer.words, scriptOf)
  const priors = priorsOf(known, model.languages.length)
  const other = letters.other && mainScript(letters.other)
  if (other && other.count > lettersOfModel(letters)) return ofScript(other.script, priors.of)
  if (scorer.sums.every((sum) => sum === 0)) return fromKnown(priors.of, priors.others, model.languages.length)
  for (const [at, language] of model.languages.entries())
    scorer.sums[at] = (scorer.sums[at] ?? 0) * step + (priors.of.get(language) ?? priors.others)
  if (letters.latin > letters.cyrillic) letSerbianBeLatin(model.languages, scorer.sums, priors.of.get('sr') ?? 0)
  return likeliest(model.languages, scorer.sums)
}

const lettersOfModel = (letters: Letters) => letters.latin + letters.cyrillic + letters.greek

type Scorer = { model: LanguageModel; sums: Float64Array; words: Words }
let kept: Scorer | undefined

/** One is enough: nothing waits while a text is read. */
function scorerFor(model: LanguageModel): Scorer {
  if (kept?.model === model) return kept
  const sums = new Float64Array(model.languages.length)
  const features = new Int32Array(mostFeatures)
  const at = new Uint16Array(longestWord)
  const onWord = (length: number) => addWeights(model, features, readFeatures(at, length, features), sums)
  kept = { model, sums, words: { at, onWord, isEnough: () => isClear(sums) } }
  return kept
}

function addWeights(model: LanguageModel, features: Int32Array, count: number, sums: Float64Array): void {
  const { sieve, table, weights } = model
  const last = table.length - 1
  for (let feature = 0; feature < count; feature++) {
    const key = features[feature] as number
    const bit = key >>> (32 - sieveBits)
    if (((sieve[bit >>> 5] as number) & (1 << (bit & 31))) === 0) continue
    let slot = (key << 1) & last
    while (table[slot] !== key && table[slot] !== 0) slot = (slot + 2) & last
    if (table[slot] === 0) continue
    const packed = table[slot + 1] as number
    const begin = packed >>> weightsBits
    const end = begin + (packed & (2 ** weightsBits - 1))
    for (let at = begin; at < end; at++) {
      const weight = weights[at] as number
      sums[weight & 0xff] = (sums[weight & 0xff] as number) + (weight >> 8)
    }
  }
}

/** Whether no word that follows is likely to bring another language before the first. */
function isClear(sums: Float64Array): boolean {
  let [first, second] = [-Infinity, -Infinity]
  for (let at = 0; at < sums.length; at++) {
    const sum = sums[at] as number
    if (sum > first) {
      second = first
      first = sum
    } else if (sum > second) second = sum
  }
  return (first - second) * step > clearly
}

const clearly = 12

/** Serbian is taught in Cyrillic; in Latin letters it reads like Croatian, and only what is known tells it from that. */
function letSerbianBeLatin(languages: readonly string[], sums: Float64Array, prior: number): void {
  const [serbian, croatian, bosnian] = ['sr', 'hr', 'bs'].map((one) => languages.indexOf(one)) as [
    number,
    number,
    number,
  ]
  const nearest = Math.max(sums[croatian] ?? 0, sums[bosnian] ?? 0)
  sums[serbian] = Math.max(sums[serbian] ?? 0, nearest - lessForLatin + prior)
}

const lessForLatin = 1.5

/** Sums overstate: neighbouring runs of letters say much the same twice. Measured on treebanks' word pairs. */
const sharpness = 0.85

function likeliest(languages: readonly string[], sums: Float64Array): Identified {
  let best = 0
  for (let at = 1; at < sums.length; at++) if ((sums[at] as number) > (sums[best] as number)) best = at
  let total = 0
  for (const sum of sums) total += Math.exp((sum - (sums[best] as number)) * sharpness)
  return { language: languages[best] ?? null, confidence: 1 / total }
}

function ofScript(script: string, priors: ReadonlyMap<string, number>): Identified {
  const languages = languagesOfScript[script] ?? []
  const sums = Float64Array.from(languages, (one, at) => (priors.get(one) ?? 0) + (at === 0 ? 2 : 0))
  return likeliest(languages, sums)
}

function fromKnown(priors: ReadonlyMap<string, number>, others: number, count: number): Identified {
  const languages = [...priors.keys()]
  if (languages.length === 0) return { language: null, confidence: 0 }
  const found = likeliest(languages, Float64Array.from(priors.values()))
  const most = priors.get(found.language ?? '') ?? 0
  if (most <= others || most <= 0) return { language: null, confidence: 0 }
  const rest = Math.max(0, count - languages.length) * Math.exp((others - most) * sharpness)
  return { language: found.language, confidence: 1 / (1 / found.confidence + rest) }
}

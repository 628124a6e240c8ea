import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { chancesOf, likeliestOf } from '../../modules/listening/feeling/chances.ts'
import { columns, encodeModel, type FeelingModel, sentiments } from '../../modules/listening/feeling/feeling-model.ts'
import { calibrate } from './calibrate.ts'
import { corpusLanguages, lentExamples, ownExamples, wordExamples } from './examples.ts'
import { learn, type Shown, shownBy, sumsOf } from './learn.ts'

const target = join(import.meta.dirname, '../../modules/listening/feeling/feeling.model.br')

/** Weights of fewer steps than this are nothing. */
const least = 1.5

const own = corpusLanguages.flatMap((language) => ownExamples(language, 'learn')).map(shownBy)
const words = corpusLanguages.flatMap(wordExamples).map(shownBy)
const ownTried = corpusLanguages.flatMap((language) => ownExamples(language, 'try')).map(shownBy)
const lent = lentExamples(console.log)
const lentShown = lent.map(shownBy)
const foreign = ['en', 'bg', 'uk']
  .map((language) => lentShown.filter((_, at) => lent[at]?.language === language))
  .filter((set) => set.length > 0)
console.log(`${own.length} own, ${words.length} words, ${lent.length} lent; to try ${ownTried.length}`)

/** What posts about other things say is tried on what was lent, of which this one learns nothing. */
const rough = learn([...own, ...words], console.log)
const calibrations = calibrate(rough, [ownTried, ...foreign])
console.log(calibrations)
for (const set of [ownTried, ...foreign]) console.log(`of ${set.length} right: ${shareRight(rough, set)}`)
if (!process.argv.includes('--try')) writeModel(learn([...own, ...words, ...lentShown, ...ownTried], console.log))

function shareRight(weights: Float32Array, examples: readonly Shown[]): string {
  const right = (name: 'sentiment' | 'intent', begin: number, end: number) => {
    const clear = examples.filter((one) => Math.max(0, ...(one[name] ?? [])) === 1)
    if (clear.length === 0) return `${name} –`
    const found = clear.filter(
      (one) => likeliestOf(chancesOf(sumsOf(weights, one), begin, end)) === likeliestOf(one[name] ?? []),
    )
    return `${name} ${((100 * found.length) / clear.length).toFixed(1)} %`
  }
  return `${right('sentiment', 0, sentiments.length)}, ${right('intent', sentiments.length, columns)}`
}

function writeModel(weights: Float32Array): void {
  const bytes = encodeModel({ ...calibrations, ...quantised(weights) })
  const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } })
  writeFileSync(target, packed)
  console.log(`${packed.length} bytes (${bytes.length} unpacked)`)
}

/** In 127 steps each way; the few larger ones are cut. */
function quantised(weights: Float32Array): Pick<FeelingModel, 'steps' | 'weights'> {
  const steps = Float32Array.from({ length: columns }, (_, column) => {
    const sizes = weights
      .filter((weight, at) => at % columns === column && weight !== 0)
      .map(Math.abs)
      .sort()
    return (sizes[Math.floor(sizes.length * 0.9995)] ?? 1) / 127
  })
  const small = Int8Array.from(weights, (weight, at) => {
    const inSteps = weight / (steps[at % columns] ?? 1)
    return Math.abs(inSteps) < least ? 0 : Math.max(-127, Math.min(127, Math.round(inSteps)))
  })
  return { steps, weights: small }
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { encodeModel, type Row, step } from '../../modules/listening/identify/language-model.ts'
import { languages } from './languages.ts'
import { type Learnt, learn } from './learn.ts'
import { readEld } from './read-eld.ts'
import { textsOf } from './texts.ts'

/** Weights below this change nothing that can be measured. */
const least = 0.1

const target = join(import.meta.dirname, '../../modules/listening/identify/languages.model.br')

const texts = new Map(languages.map((language) => [language, textsOf(language)]))
for (const [language, of] of texts) console.log(language, of.map(({ words }) => words.length).join(' + '), 'words')
const rows = rowsOf(learn(await readEld(languages), texts, console.log))
const bytes = encodeModel(languages, rows)
const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } })
writeFileSync(target, packed)
console.log(`${rows.length} features, ${packed.length} bytes (${bytes.length} unpacked)`)

function rowsOf({ keys, weights }: Learnt): Row[] {
  return keys
    .map((key, row) => ({
      key: key >>> 0,
      weights: weightsOf(weights.subarray(row * languages.length, (row + 1) * languages.length)),
    }))
    .filter((row) => row.weights.length > 0)
}

/** What a feature says against most languages alike says nothing: their median is taken from all, and the rest is few. */
function weightsOf(row: Float32Array): Row['weights'] {
  const median = row.toSorted()[row.length >> 1] ?? 0
  return Array.from(row, (weight, of) => ({ of, weight: weight - median }))
    .filter(({ weight }) => Math.abs(weight) >= least)
    .map(({ of, weight }) => ({ of, value: Math.max(-127, Math.min(127, Math.round(weight / step))) }))
}

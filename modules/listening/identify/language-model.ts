import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

/** For each feature, how much it speaks for and against each language, in steps of natural logarithms. */
export type LanguageModel = {
  languages: readonly string[]
  /** One bit for what a feature's hash begins with: most of what a text shows is no feature, and is refused here. */
  sieve: Int32Array
  /** Slots of an open table, two numbers each, since they are read together: the feature, then `begin << 6 | count`. */
  table: Int32Array
  /** Each weight in steps `<< 8`, and the language it is for. */
  weights: Int16Array
}

/** What one step of a weight is worth. */
export const step = 0.04

export const sieveBits = 21
export const weightsBits = 6

/** `key` is a hash as 32 bits without a sign. */
export type Row = { key: number; weights: { of: number; value: number }[] }

let kept: LanguageModel | undefined

/** The model that stands beside this file; read from the disk once, when the first text asks for it. */
export function languageModel(): LanguageModel {
  kept ??= decodeModel(brotliDecompressSync(readFileSync(join(import.meta.dirname, 'languages.model.br'))))
  return kept
}

/** Bytes of a model: its languages, then columns of keys (ascending, as distances), lengths, languages, steps. */
export function encodeModel(languages: readonly string[], rows: readonly Row[]): Uint8Array {
  const sorted = rows.filter((row) => row.key !== 0).sort((one, other) => one.key - other.key)
  const names = new TextEncoder().encode(languages.join(' '))
  const bytes: number[] = []
  writeNumber(bytes, names.length)
  bytes.push(...names)
  writeNumber(bytes, sorted.length)
  for (const [at, row] of sorted.entries()) writeNumber(bytes, row.key - (sorted[at - 1]?.key ?? 0))
  for (const row of sorted) bytes.push(row.weights.length)
  for (const row of sorted) for (const weight of row.weights) bytes.push(weight.of)
  for (const row of sorted) for (const weight of row.weights) bytes.push(weight.value & 0xff)
  return Uint8Array.from(bytes)
}

export function decodeModel(bytes: Uint8Array): LanguageModel {
  const reader = { bytes, at: 0 }
  const length = readNumber(reader)
  const languages = new TextDecoder().decode(bytes.subarray(reader.at, reader.at + length)).split(' ')
  reader.at += length
  const count = readNumber(reader)
  const { table, sieve, slots } = readKeys(reader, count)
  let total = 0
  for (const slot of slots) {
    const many = bytes[reader.at++] ?? 0
    table[slot + 1] = (total << weightsBits) | many
    total += many
  }
  if (bytes.length !== reader.at + 2 * total)
    throw new Error(`A model of languages cannot be ${bytes.length} bytes long`)
  const weights = new Int16Array(total)
  for (let at = 0; at < total; at++)
    weights[at] = ((bytes[reader.at + total + at] ?? 0) << 8) | (bytes[reader.at + at] ?? 0)
  return { languages, sieve, table, weights }
}

type Reader = { bytes: Uint8Array; at: number }

/** A table of at least twice as many slots as keys, so that a search of it is short. No key is 0. */
function readKeys(reader: Reader, count: number): { table: Int32Array; sieve: Int32Array; slots: Int32Array } {
  const size = 2 ** Math.ceil(Math.log2(2 * count + 1))
  const [table, slots] = [new Int32Array(2 * size), new Int32Array(count)]
  const sieve = new Int32Array(2 ** (sieveBits - 5))
  let key = 0
  for (let at = 0; at < count; at++) {
    key += readNumber(reader)
    let slot = 2 * (key & (size - 1))
    while (table[slot] !== 0) slot = (slot + 2) & (2 * size - 1)
    table[slot] = key
    slots[at] = slot
    const bit = key >>> (32 - sieveBits)
    sieve[bit >>> 5] = (sieve[bit >>> 5] ?? 0) | (1 << (bit & 31))
  }
  return { table, sieve, slots }
}

function writeNumber(bytes: number[], number: number): void {
  let left = number
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) | 0x80)
  bytes.push(left)
}

function readNumber(reader: Reader): number {
  let [number, worth] = [0, 1]
  for (;;) {
    const byte = reader.bytes[reader.at++]
    if (byte === undefined) throw new Error('The model of languages ends too early')
    number += (byte & 0x7f) * worth
    if (byte < 0x80) return number
    worth *= 0x80
  }
}

import { grown } from '../matcher/grow.ts'
import { type Earlier, wordsCompared } from './copy-of.ts'
import { values } from './signature.ts'

/** As plain data, one original after the other; those unseen for longest first. */
export type OriginalsState = {
  ids: string[]
  seenAt: number[]
  lengths: number[]
  /** Of each original as many as it has, at most 48. */
  words: Int32Array
  /** Of each 64. */
  signatures: Uint16Array
}

/** What it takes to know the copies of originals, by place, in flat arrays: less than a kilobyte each with its bands. */
export class Originals {
  readonly ids: string[] = []
  readonly seenAt: number[] = []
  private lengths = new Int32Array(0)
  private words = new Int32Array(0)
  private signatures = new Uint16Array(0)

  put(place: number, id: string, words: Int32Array, signature: Uint16Array, length = words.length): void {
    this.lengths = grown(this.lengths, place + 1)
    this.words = grown(this.words, (place + 1) * wordsCompared)
    this.signatures = grown(this.signatures, (place + 1) * values)
    this.ids[place] = id
    this.lengths[place] = length
    this.words.set(words.subarray(0, wordsCompared), place * wordsCompared)
    this.signatures.set(signature, place * values)
  }

  at(place: number): Earlier {
    return { words: this.wordsAt(place), length: this.lengths[place] ?? 0, signature: this.signatureAt(place) }
  }

  state(places: Iterable<number>): OriginalsState {
    const all = [...places]
    const words = new Int32Array(all.reduce((sum, place) => sum + this.wordsAt(place).length, 0))
    const signatures = new Uint16Array(all.length * values)
    let end = 0
    for (const [n, place] of all.entries()) {
      signatures.set(this.signatureAt(place), n * values)
      words.set(this.wordsAt(place), end)
      end += this.wordsAt(place).length
    }
    return {
      ids: all.map((place) => this.ids[place] ?? ''),
      seenAt: all.map((place) => this.seenAt[place] ?? 0),
      lengths: all.map((place) => this.lengths[place] ?? 0),
      words,
      signatures,
    }
  }

  private signatureAt = (place: number) => this.signatures.subarray(place * values, (place + 1) * values)

  private wordsAt(place: number): Int32Array {
    const from = place * wordsCompared
    return this.words.subarray(from, from + Math.min(this.lengths[place] ?? 0, wordsCompared))
  }
}

/** Each original of a state in turn. Throws when its columns do not belong together. */
export function* eachOriginal({ ids, seenAt, lengths, words, signatures }: OriginalsState) {
  const kept = lengths.map((length) => Math.min(length, wordsCompared))
  const wanted = kept.reduce((sum, one) => sum + one, 0)
  const fits =
    ids.length === seenAt.length && ids.length === lengths.length && signatures.length === ids.length * values
  if (!fits || words.length !== wanted) throw new RangeError('what was kept of originals is not whole')
  let from = 0
  for (const [n, id] of ids.entries()) {
    const to = from + (kept[n] ?? 0)
    const signature = signatures.subarray(n * values, (n + 1) * values)
    yield { id, seenAt: seenAt[n] ?? 0, length: lengths[n] ?? 0, words: words.subarray(from, to), signature }
    from = to
  }
}

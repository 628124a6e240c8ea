import { grown } from '../matcher/grow.ts'
import { bands, rows } from './signature.ts'

/** Finds the places of signatures that share a band with another, in chains over flat arrays. */
export class BandTable {
  /** By bucket, the newest entry + 1; 0 for none. An entry is a place × bands + a band. */
  private heads = new Int32Array(1024)
  private next = new Int32Array(0)
  private hashes = new Int32Array(0)
  private count = 0

  add(place: number, signature: Uint16Array): void {
    this.next = grown(this.next, (place + 1) * bands)
    this.hashes = grown(this.hashes, (place + 1) * bands)
    this.count += bands
    if (this.count > this.heads.length) this.spread()
    for (let band = 0; band < bands; band++) this.hang(place * bands + band, hashOfBand(signature, band))
  }

  remove(place: number): void {
    this.count -= bands
    for (let entry = place * bands; entry < (place + 1) * bands; entry++) this.takeOut(entry)
  }

  /** The places that share a band. */
  sharing(signature: Uint16Array): Set<number> {
    const found = new Set<number>()
    for (let band = 0; band < bands; band++) {
      const hash = hashOfBand(signature, band)
      for (let one = this.heads[this.bucketOf(hash)] ?? 0; one > 0; one = this.next[one - 1] ?? 0)
        if (this.hashes[one - 1] === hash) found.add(Math.floor((one - 1) / bands))
    }
    return found
  }

  private hang(entry: number, hash: number): void {
    const bucket = this.bucketOf(hash)
    this.hashes[entry] = hash
    this.next[entry] = this.heads[bucket] ?? 0
    this.heads[bucket] = entry + 1
  }

  private takeOut(entry: number): void {
    const bucket = this.bucketOf(this.hashes[entry] ?? 0)
    if (this.heads[bucket] === entry + 1) {
      this.heads[bucket] = this.next[entry] ?? 0
      return
    }
    let before = (this.heads[bucket] ?? 0) - 1
    while (this.next[before] !== entry + 1) before = (this.next[before] ?? 0) - 1
    this.next[before] = this.next[entry] ?? 0
  }

  private spread(): void {
    const old = this.heads
    const rest = this.next.slice()
    this.heads = new Int32Array(old.length * 4)
    for (const first of old)
      for (let one = first; one > 0; one = rest[one - 1] ?? 0) this.hang(one - 1, this.hashes[one - 1] ?? 0)
  }

  private bucketOf = (hash: number) => (hash ^ (hash >>> 16)) & (this.heads.length - 1)
}

function hashOfBand(signature: Uint16Array, band: number): number {
  let hash = Math.imul(band + 1, 0x9e3779b1)
  for (let n = band * rows; n < (band + 1) * rows; n++)
    hash = Math.imul(hash ^ (signature[n] ?? 0) ^ (hash >>> 15), 0x85ebca6b)
  return hash
}

import { grown } from '../matcher/grow.ts'

/** What a text shows, column by column: the hash of a feature, how much it counts, and which token shows it. */
export class Features {
  count = 0
  key = new Int32Array(2048)
  value = new Float32Array(2048)
  /** -1 where it is of the text as a whole. */
  token = new Int32Array(2048)

  clear(): void {
    this.count = 0
  }

  add(key: number, value: number, token: number): void {
    const n = this.count
    if (n === this.key.length) this.grow()
    this.key[n] = mixed(key)
    this.value[n] = value
    this.token[n] = token
    this.count = n + 1
  }

  /** So that a long text does not speak louder than a short one. */
  evenOut(): void {
    let squares = 0
    for (let n = 0; n < this.count; n++) squares += (this.value[n] as number) ** 2
    const factor = squares > 0 ? loudness / Math.sqrt(squares) : 0
    for (let n = 0; n < this.count; n++) this.value[n] = (this.value[n] as number) * factor
  }

  private grow(): void {
    const length = this.key.length * 2
    this.key = grown(this.key, length)
    this.token = grown(this.token, length)
    const wider = new Float32Array(length)
    wider.set(this.value)
    this.value = wider
  }
}

const loudness = 4

function mixed(hash: number): number {
  let mix = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  mix = Math.imul(mix ^ (mix >>> 12), 0x297a2d39)
  return mix ^ (mix >>> 15)
}

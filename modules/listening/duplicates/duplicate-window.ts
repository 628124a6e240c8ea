import type { Post } from '../matcher/post.ts'
import { BandTable } from './band-table.ts'
import { type Body, readBody } from './body.ts'
import { editsSince } from './copy-of.ts'
import { eachOriginal, Originals, type OriginalsState } from './originals.ts'
import { signatureOf, values } from './signature.ts'

export type WindowLimits = {
  /** An original is forgotten when neither it nor a copy came for so long; 72 when not said. */
  hours?: number
  /** Of more originals than this the one unseen for longest is forgotten; 200,000 when not said. */
  most?: number
}

export type WindowState = OriginalsState & { version: 1; latest: number }

/**
 * What was said lately, so that copies are told from originals. Copies are held against their original only, so that a
 * text passed on a thousand times does not drift into another, and takes no more room than one.
 */
export class DuplicateWindow {
  private readonly span: number
  private readonly most: number
  private readonly table = new BandTable()
  private readonly originals = new Originals()
  /** Places in use, those unseen for longest first. */
  private readonly order = new Set<number>()
  private readonly free: number[] = []
  private latest = Number.NEGATIVE_INFINITY

  constructor({ hours = 72, most = 200_000 }: WindowLimits = {}) {
    if (!(hours > 0) || !(most >= 1)) throw new RangeError(`${hours} hours and ${most} originals are no window`)
    this.span = hours * 3_600_000
    this.most = most
  }

  static restored(state: WindowState, limits: WindowLimits = {}): DuplicateWindow {
    if (state.version !== 1) throw new RangeError(`a window of version ${state.version} cannot be read`)
    const window = new DuplicateWindow(limits)
    for (const { id, seenAt, length, words, signature } of eachOriginal(state))
      window.keep(id, words, signature, seenAt, length)
    window.latest = state.latest
    return window
  }

  get size(): number {
    return this.order.size
  }

  /**
   * The id of the original that this post copies, the nearest if there are several; null for an original and for a post
   * that says too little. `at` is when it came here, so that no author's clock empties the window. An id that comes
   * again answers as it did. The original is the first that came here, not the first that was written.
   */
  add(id: string, post: Post, at: Date): string | null {
    const moment = at.getTime()
    if (Number.isNaN(moment)) throw new RangeError('a post comes at a moment')
    this.forgetBefore(moment)
    const body = readBody(post)
    if (!body) return null
    signatureOf(body, signature)
    const place = this.nearest(body, moment)
    if (place === undefined) {
      this.keep(id, body.words, signature, moment)
      return null
    }
    this.see(place, moment)
    const original = this.originals.ids[place]
    return original === undefined || original === id ? null : original
  }

  /** Plain data that `restored` reads; typed arrays in it. */
  state(): WindowState {
    return { version: 1, latest: this.latest, ...this.originals.state(this.order) }
  }

  private nearest(body: Body, moment: number): number | undefined {
    let found: number | undefined
    let fewest = Number.POSITIVE_INFINITY
    for (const place of this.table.sharing(signature)) {
      if (moment < this.seenAt(place) - this.span) continue
      const edits = editsSince(this.originals.at(place), body, signature)
      if (edits !== undefined && edits < fewest) [found, fewest] = [place, edits]
    }
    return found
  }

  private see(place: number, moment: number): void {
    this.originals.seenAt[place] = Math.max(this.seenAt(place), moment)
    this.order.delete(place)
    this.order.add(place)
  }

  private keep(id: string, words: Int32Array, of: Uint16Array, moment: number, length?: number): void {
    if (this.order.size >= this.most) for (const oldest of this.order.values().take(1)) this.forget(oldest)
    const place = this.free.pop() ?? this.order.size
    this.originals.put(place, id, words, of, length)
    this.originals.seenAt[place] = moment
    this.order.add(place)
    this.table.add(place, of)
  }

  private forgetBefore(moment: number): void {
    this.latest = Math.max(this.latest, moment)
    for (const place of this.order) {
      if (this.seenAt(place) >= this.latest - this.span) return
      this.forget(place)
    }
  }

  private forget(place: number): void {
    this.table.remove(place)
    this.order.delete(place)
    this.free.push(place)
  }

  private seenAt = (place: number) => this.originals.seenAt[place] ?? 0
}

const signature = new Uint16Array(values)

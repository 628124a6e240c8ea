import { grown } from './grow.ts'

/**
 * Many short lists of integers in one array, numbered from 0, so that a hundred thousand queries are a few large arrays
 * and not millions of objects. Readers loop over `cells` from `start[list]`, `length[list]` of them; any write may move
 * a list and replace the arrays.
 */
export class IntLists {
  cells = new Int32Array(1024)
  start = new Int32Array(64)
  length = new Int32Array(64)
  private room = new Int32Array(64)
  private end = 0
  /** Where lists were that moved, by the room they left. */
  private readonly left = new Map<number, number[]>()

  push(list: number, value: number): void {
    this.know(list)
    const length = this.length[list] ?? 0
    if (length === this.room[list]) this.move(list, roomFor(length + Math.max(2, length >> 1)), length)
    this.cells[(this.start[list] ?? 0) + length] = value
    this.length[list] = length + 1
  }

  set(list: number, values: ArrayLike<number>): void {
    this.know(list)
    const room = roomFor(values.length)
    if (room !== this.room[list]) this.move(list, room, 0)
    this.cells.set(values, this.start[list] ?? 0)
    this.length[list] = values.length
  }

  clear(list: number): void {
    this.set(list, [])
  }

  of(list: number): Int32Array {
    const start = this.start[list] ?? 0
    return this.cells.subarray(start, start + (this.length[list] ?? 0))
  }

  /** Takes away `width` values beginning at the `at`th; the last ones of the list come in their place. */
  takeOut(list: number, at: number, width: number): void {
    const start = this.start[list] ?? 0
    const length = (this.length[list] ?? 0) - width
    this.cells.copyWithin(start + at, start + length, start + length + width)
    this.length[list] = length
    if (length === 0) this.clear(list)
  }

  private know(list: number): void {
    if (list < this.start.length) return
    this.start = grown(this.start, list + 1)
    this.length = grown(this.length, list + 1)
    this.room = grown(this.room, list + 1)
  }

  private move(list: number, room: number, keep: number): void {
    const [from, old] = [this.start[list] ?? 0, this.room[list] ?? 0]
    const to = this.placeFor(room)
    if (keep > 0) this.cells.copyWithin(to, from, from + keep)
    if (old > 0) this.leave(from, old)
    this.start[list] = to
    this.room[list] = room
  }

  private placeFor(room: number): number {
    const place = this.left.get(room)?.pop()
    if (place !== undefined || room === 0) return place ?? 0
    this.cells = grown(this.cells, this.end + room)
    this.end += room
    return this.end - room
  }

  private leave(place: number, room: number): void {
    const places = this.left.get(room)
    if (places) places.push(place)
    else this.left.set(room, [place])
  }
}

/** Few sizes, so that what one list leaves another can take. */
function roomFor(length: number): number {
  if (length <= 16) return (length + 1) & ~1
  const step = 1 << Math.max(2, 28 - Math.clz32(length))
  return Math.ceil(length / step) * step
}

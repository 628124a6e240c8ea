import type { Reason } from './post.ts'
import * as program from './program.ts'
import type { Verifier } from './verify.ts'

/** Which parts of a program hold for the post in hand, and where; undefined when the whole does not. */
export function explain(cells: Int32Array, at: number, verifier: Verifier): Reason[] | undefined {
  if (!verifier.holds(cells, at)) return undefined
  switch (cells[at]) {
    case program.and:
    case program.or:
      return program.partsOf(cells, at).flatMap((part) => explain(cells, part, verifier) ?? [])
    case program.not:
      return []
    default:
      return [reasonOf(cells, at, verifier)]
  }
}

function reasonOf(cells: Int32Array, at: number, verifier: Verifier): Reason {
  const { tokens } = verifier
  const positions = [...new Set(verifier.positionsIn(cells, at))].sort((a, b) => a - b)
  const [from, to] = [cells[at + program.placeAt] ?? 0, cells[at + program.placeAt + 1] ?? 0]
  return { from, to, places: positions.map((one) => tokens.placeOf(tokens.tokenAt(one))) }
}

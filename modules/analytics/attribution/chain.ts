import type { Counts, Path } from './path.ts'

/** A month of a large brand has some thousand. */
const mostStates = 50_000

/**
 * Where people went after what, counted. State 0 is the start; every other is the last `order` channels (fewer at the
 * beginning of a path), and is entered by the newest of them.
 */
export type Chain = {
  /** By state, how many went on to which. */
  onward: Map<number, number>[]
  converted: number[]
  lost: number[]
  /** The place of the channel; −1 for the start. */
  enteredBy: number[]
  /** How many there are. */
  channels: number
}

/** The ways along states that paths take, made ready to be counted. */
type Ways = { from: number[]; to: number[]; enteredBy: number[]; steps: Int32Array; ends: Int32Array; last: Int32Array }

/** Throws a RangeError for an order that is none, and for more states than anybody could wait for. */
export function chainAlong(
  paths: readonly Path[],
  channels: readonly string[],
  order: number,
): (counts: Counts) => Chain {
  if (![1, 2, 3].includes(order)) throw new RangeError(`order: ${order} is not 1, 2 or 3`)
  const ways = waysOf(paths, channels, order)
  return ({ conversions, nulls }) => {
    const states = ways.enteredBy.length
    const chain: Chain = {
      onward: Array.from({ length: states }, () => new Map()),
      converted: new Array<number>(states).fill(0),
      lost: new Array<number>(states).fill(0),
      enteredBy: ways.enteredBy,
      channels: channels.length,
    }
    const flow = new Float64Array(ways.from.length)
    for (let n = 0, at = 0; n < paths.length; n++) {
      const [successes = 0, failures = 0, last = 0] = [conversions[n], nulls[n], ways.last[n]]
      for (const end = ways.ends[n] ?? 0; at < end; at++) {
        const step = ways.steps[at] ?? 0
        flow[step] = (flow[step] ?? 0) + successes + failures
      }
      chain.converted[last] = (chain.converted[last] ?? 0) + successes
      chain.lost[last] = (chain.lost[last] ?? 0) + failures
    }
    for (const [step, people] of flow.entries())
      if (people > 0) chain.onward[ways.from[step] ?? 0]?.set(ways.to[step] ?? 0, people)
    return chain
  }
}

function waysOf(paths: readonly Path[], channels: readonly string[], order: number): Ways {
  const places = new Map(channels.map((channel, n) => [channel, n]))
  const [states, steps] = [new Map<number, number>([[0, 0]]), new Map<number, number>()]
  const [from, to, enteredBy]: [number[], number[], number[]] = [[], [], [-1]]
  const [taken, ends, last]: [number[], number[], number[]] = [[], [], []]
  const base = channels.length + 1
  for (const { touches } of paths) {
    let [state, code] = [0, 0]
    for (const { channel } of touches) {
      const place = places.get(channel) ?? 0
      code = (code * base + place + 1) % base ** order
      const next = states.get(code) ?? enteredBy.push(place) - 1
      states.set(code, next)
      const key = state * mostStates + next
      const step = steps.get(key) ?? from.push(state) - 1
      if (step === to.length) to.push(next)
      steps.set(key, step)
      taken.push(step)
      state = next
    }
    if (enteredBy.length > mostStates)
      throw new RangeError(`order: these paths have more than ${mostStates} states; take a lower one`)
    ends.push(taken.length)
    last.push(state)
  }
  return {
    from,
    to,
    enteredBy,
    steps: Int32Array.from(taken),
    ends: Int32Array.from(ends),
    last: Int32Array.from(last),
  }
}

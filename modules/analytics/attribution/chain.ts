import type { Path } from './path.ts'

/** How much of what one may do before the chain is refused; a month of a large brand has some thousand states. */
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
  /** The place of the channel in `channels`; −1 for the start. */
  enteredBy: number[]
  channels: string[]
}

/** Throws a RangeError for an order that is none, and for more states than anybody could wait for. */
export function chainOf(paths: readonly Path[], channels: string[], order: number): Chain {
  if (![1, 2, 3].includes(order)) throw new RangeError(`order: ${order} is not 1, 2 or 3`)
  const places = new Map(channels.map((channel, n) => [channel, n]))
  const chain: Chain = { onward: [new Map()], converted: [0], lost: [0], enteredBy: [-1], channels }
  const states = new Map<number, number>([[0, 0]])
  const base = channels.length + 1
  for (const { touches, conversions, nulls = 0 } of paths) {
    const people = conversions + nulls
    if (people === 0) continue
    let [state, code] = [0, 0]
    for (const { channel } of touches) {
      const place = places.get(channel) ?? 0
      code = (code * base + place + 1) % base ** order
      const next = states.get(code) ?? addState(chain, states, code, place)
      const onward = chain.onward[state]
      onward?.set(next, (onward.get(next) ?? 0) + people)
      state = next
    }
    chain.converted[state] = (chain.converted[state] ?? 0) + conversions
    chain.lost[state] = (chain.lost[state] ?? 0) + nulls
  }
  return chain
}

function addState(chain: Chain, states: Map<number, number>, code: number, place: number): number {
  const state = states.size
  if (state >= mostStates)
    throw new RangeError(`order: these paths have more than ${mostStates} states; take a lower one`)
  states.set(code, state)
  chain.onward.push(new Map())
  chain.converted.push(0)
  chain.lost.push(0)
  chain.enteredBy.push(place)
  return state
}

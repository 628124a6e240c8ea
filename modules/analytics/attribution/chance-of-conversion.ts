import type { Chain } from './chain.ts'

/** Up to so many multiplications states are eliminated one by one; beyond, both ends of a bracket are drawn together. */
const mostWork = 3e8

/**
 * P(converted) of a chain from its start, solved, never simulated. `without` a channel, whoever would enter it is lost.
 * Right to 12 digits: by elimination that never subtracts (Grassmann, Taksar and Heyman 1985), or from below and above at
 * once (Gauss–Seidel from 0 and from 1), until both agree.
 */
export function chanceOfConversion(chain: Chain, without?: number): number {
  const states = chain.onward.length
  return states ** 3 / 3 <= mostWork / Math.max(1, chain.channels)
    ? eliminated(chain, without)
    : bracketed(chain, without)
}

/** Exported for the test that holds both ways against each other. */
export function eliminated(chain: Chain, without: number | undefined): number {
  const states = chain.onward.length
  const width = states + 2
  const flow = denseFlow(chain, without, width)
  for (let gone = states - 1; gone > 0; gone--) {
    const row = gone * width
    let out = (flow[row + states] ?? 0) + (flow[row + states + 1] ?? 0)
    for (let to = 0; to < gone; to++) out += flow[row + to] ?? 0
    if (out === 0) continue
    for (let from = 0; from < gone; from++) {
      const through = (flow[from * width + gone] ?? 0) / out
      if (through === 0) continue
      for (let to = 0; to < gone; to++)
        flow[from * width + to] = (flow[from * width + to] ?? 0) + through * (flow[row + to] ?? 0)
      for (let to = states; to < width; to++)
        flow[from * width + to] = (flow[from * width + to] ?? 0) + through * (flow[row + to] ?? 0)
    }
  }
  const [converted = 0, lost = 0] = flow.subarray(states, width)
  return converted + lost === 0 ? 0 : converted / (converted + lost)
}

/** Columns: all states, then converted, then lost. */
function denseFlow(
  { onward, converted, lost, enteredBy }: Chain,
  without: number | undefined,
  width: number,
): Float64Array {
  const states = onward.length
  const flow = new Float64Array(states * width)
  for (let state = 0; state < states; state++) {
    const row = state * width
    flow[row + states] = converted[state] ?? 0
    flow[row + states + 1] = lost[state] ?? 0
    for (const [next, people] of onward[state] ?? []) {
      const column = without !== undefined && enteredBy[next] === without ? states + 1 : next
      flow[row + column] = (flow[row + column] ?? 0) + people
    }
  }
  return flow
}

export function bracketed(chain: Chain, without: number | undefined): number {
  if (shareConverted(chain) === 0) return 0
  const states = chain.onward.length
  const rows = chain.onward.map(
    (onward) => [Int32Array.from(onward.keys()), Float64Array.from(onward.values())] as const,
  )
  const out = rows.map(([, people], state) =>
    people.reduce((sum, one) => sum + one, (chain.converted[state] ?? 0) + (chain.lost[state] ?? 0)),
  )
  const removed = chain.enteredBy.map((place) => place === without && place >= 0)
  const sweep = (chances: Float64Array) => {
    for (let state = states - 1; state >= 0; state--) {
      if (removed[state]) continue
      const [next = noStates, people = noPeople] = rows[state] ?? []
      let [sum, leaving] = [chain.converted[state] ?? 0, out[state] ?? 0]
      for (let n = 0; n < next.length; n++) {
        const [to = 0, many = 0] = [next[n], people[n]]
        if (to === state) leaving -= many
        else sum += many * (chances[to] ?? 0)
      }
      chances[state] = leaving > 0 ? sum / leaving : 0
    }
  }
  const enough = 1e-13 * shareConverted(chain)
  const low = new Float64Array(states)
  const high = Float64Array.from(removed, (gone) => (gone ? 0 : 1))
  do {
    sweep(low)
    sweep(high)
  } while ((high[0] ?? 0) - (low[0] ?? 0) > enough)
  return ((low[0] ?? 0) + (high[0] ?? 0)) / 2
}

/** It is also what the chain with all its channels gives, since what was counted flows through it as it did. */
function shareConverted({ converted, lost }: Chain): number {
  const [successes, failures] = [converted, lost].map((all) => all.reduce((sum, one) => sum + one, 0))
  return (successes ?? 0) / Math.max(1e-300, (successes ?? 0) + (failures ?? 0))
}

const noStates = new Int32Array(0)
const noPeople = new Float64Array(0)

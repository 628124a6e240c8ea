import { chanceFrom } from '../statistics/chance.ts'
import type { Reached } from './coalitions.ts'

/** About two seconds. */
export const usualSteps = 3e8
const [fewestOrders, mostOrders] = [50, 20_000]
const unsure = 0.05

/** `errors` are standard errors, which tell more where orders are few; `within` holds whatever the game is. */
export type Drawn = { values: Float64Array; within: Float64Array; errors: Float64Array; orders: number }

/**
 * Shapley's values of the rate game by orders drawn by chance (Castro, Gómez and Tejada 2009); each order's additions sum to
 * the whole, so the values do as well. `steps` may be taken at most, but for 50 orders. `within` is the empirical Bernstein bound (Maurer and Pontil 2009, theorem 4) at 95 %
 * for all members at once: √(2 v ln(4m ÷ 0.05) ÷ k) + 7 r ln(4m ÷ 0.05) ÷ 3 (k − 1), for m members, k orders, v the variance
 * of what one adds, and r the range it may have: twice the largest worth a person has in any coalition.
 */
export function sampleValues(
  reached: readonly Reached[],
  members: number,
  { seed, steps }: { seed: number; steps: number },
): Drawn {
  const chance = chanceFrom(seed)
  const each = reached.reduce((sum, one) => sum + one.members.length, members)
  const orders = Math.min(mostOrders, Math.max(fewestOrders, Math.floor(steps / each)))
  const [sums, squares] = [new Float64Array(members), new Float64Array(members)]
  const game = flat(reached)
  const order = Int32Array.from({ length: members }, (_, n) => n)
  for (let n = 0; n < orders; n++) {
    shuffle(order, chance.below)
    const added = additions(game, order)
    for (let member = 0; member < members; member++) {
      const one = added[member] ?? 0
      sums[member] = (sums[member] ?? 0) + one
      squares[member] = (squares[member] ?? 0) + one * one
    }
  }
  const values = sums.map((sum) => sum / orders)
  const range = 2 * largestRate(reached)
  const log = Math.log((4 * members) / unsure)
  const variances = values.map((mean, member) =>
    Math.max(0, ((squares[member] ?? 0) - orders * mean * mean) / (orders - 1)),
  )
  const within = variances.map((one) => Math.sqrt((2 * one * log) / orders) + (7 * range * log) / (3 * (orders - 1)))
  return { values, within, errors: variances.map((one) => Math.sqrt(one / orders)), orders }
}

/** The sets one after another: `ends[n]` is where the members of set n end. */
type Game = { members: Int32Array; ends: Int32Array; worth: Float64Array; people: Float64Array }

function flat(reached: readonly Reached[]): Game {
  let end = 0
  return {
    members: Int32Array.from(reached.flatMap((one) => one.members)),
    ends: Int32Array.from(reached, (one) => (end += one.members.length)),
    worth: Float64Array.from(reached, (one) => one.worth),
    people: Float64Array.from(reached, (one) => one.people),
  }
}

/** Fisher and Yates. */
function shuffle(order: Int32Array, below: (end: number) => number): void {
  for (let n = order.length - 1; n > 0; n--) {
    const other = below(n + 1)
    const [here = 0, there = 0] = [order[n], order[other]]
    order[n] = there
    order[other] = here
  }
}

/** What each member adds when they come in this order: a path is within the coalition as soon as its last member came. */
function additions(game: Game, order: Int32Array): Float64Array {
  const comes = new Int32Array(order.length)
  for (let n = 0; n < order.length; n++) comes[order[n] ?? 0] = n
  const [worth, people] = [new Float64Array(order.length), new Float64Array(order.length)]
  for (let set = 0, at = 0; set < game.ends.length; set++) {
    let last = 0
    for (const end = game.ends[set] ?? 0; at < end; at++) last = Math.max(last, comes[game.members[at] ?? 0] ?? 0)
    worth[last] = (worth[last] ?? 0) + (game.worth[set] ?? 0)
    people[last] = (people[last] ?? 0) + (game.people[set] ?? 0)
  }
  const added = new Float64Array(order.length)
  let [before, allWorth, allPeople] = [0, 0, 0]
  for (let n = 0; n < order.length; n++) {
    allWorth += worth[n] ?? 0
    allPeople += people[n] ?? 0
    const rate = allPeople > 0 ? allWorth / allPeople : 0
    added[order[n] ?? 0] = rate - before
    before = rate
  }
  return added
}

/** No coalition has a higher rate than the best of the sets it is made of, nor a lower one than the worst. */
const largestRate = (reached: readonly Reached[]) =>
  reached.reduce((most, { worth, people }) => Math.max(most, people > 0 ? Math.abs(worth / people) : 0), 0)

/** With 2²⁰ coalitions and 20 members, half a second. */
const mostMembers = 20

/**
 * Shapley's value of each member (1953): what it adds to a coalition, on average over all orders in which they may come.
 * `worth[s]` is what the coalition s is worth, bit n of s telling whether member n is of it; it has 2ⁿ entries, and the
 * values sum to worth[all] − worth[none]. Exact: value(n) = Σ over s without n of |s|! (m − |s| − 1)! ÷ m! × (worth[s ∪ n] − worth[s]).
 */
export function shapleyValues(worth: ArrayLike<number>): Float64Array {
  const members = Math.round(Math.log2(worth.length))
  if (worth.length !== 2 ** members)
    throw new RangeError(`worth: ${worth.length} coalitions are not all of any members`)
  if (members > mostMembers)
    throw new RangeError(`worth: ${members} members have too many coalitions; draw orders instead`)
  const weights = weightsBySize(members)
  const values = new Float64Array(members)
  for (let coalition = 0; coalition < worth.length; coalition++) {
    const [here, weight] = [worth[coalition] ?? 0, weights[sizeOf(coalition)] ?? 0]
    for (let member = 0; member < members; member++) {
      const joined = coalition | (1 << member)
      if (joined !== coalition) values[member] = (values[member] ?? 0) + weight * ((worth[joined] ?? 0) - here)
    }
  }
  return values
}

/** |s|! (m − |s| − 1)! ÷ m! for each |s| below m, from one to the next, so that no factorial is ever made. */
function weightsBySize(members: number): number[] {
  const weights = [1 / members]
  for (let size = 1; size < members; size++) weights.push(((weights[size - 1] ?? 0) * size) / (members - size))
  return weights
}

function sizeOf(coalition: number): number {
  let [rest, size] = [coalition, 0]
  for (; rest; rest &= rest - 1) size++
  return size
}

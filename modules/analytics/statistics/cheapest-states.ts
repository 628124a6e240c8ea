/**
 * The sequence of states 0 … states − 1 with the least total cost, from state 0 (Viterbi): what each moment costs in a state,
 * plus `climb` for each state upwards. Going down is free. Of equally cheap ones, that with the lower states.
 */
export function cheapestStates(
  moments: number,
  states: number,
  cost: (moment: number, state: number) => number,
  climb: number,
) {
  let costs = Float64Array.from({ length: states }, (_, state) => (state === 0 ? 0 : Number.POSITIVE_INFINITY))
  const came = Array.from({ length: moments }, () => new Int32Array(states))
  for (let moment = 0; moment < moments; moment++) {
    const next = new Float64Array(states)
    for (let state = 0; state < states; state++) {
      let [from, least] = [0, Number.POSITIVE_INFINITY]
      for (let before = 0; before < states; before++) {
        const whole = (costs[before] ?? 0) + Math.max(0, state - before) * climb
        if (whole < least) [from, least] = [before, whole]
      }
      next[state] = least + cost(moment, state)
      const row = came[moment]
      if (row) row[state] = from
    }
    costs = next
  }
  let state = costs.indexOf(costs.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY))
  const found = new Int32Array(moments)
  for (let moment = moments - 1; moment >= 0; moment--) {
    found[moment] = state
    state = came[moment]?.[state] ?? 0
  }
  return found
}

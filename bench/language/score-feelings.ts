/** What was labelled and what was answered. */
export type Answer = { label: string; answer: string }

/** The mean over the names of the harmonic mean of precision and recall, in per cent. */
export function macroF1(answers: readonly Answer[], names: readonly string[]): number {
  const scores = names.map((name) => {
    let [both, labelled, answered] = [0, 0, 0]
    for (const one of answers) {
      if (one.label === name) labelled++
      if (one.answer === name) answered++
      if (one.label === name && one.answer === name) both++
    }
    return labelled + answered === 0 ? 0 : (200 * both) / (labelled + answered)
  })
  return scores.reduce((sum, one) => sum + one, 0) / scores.length
}

const draws = 200

/** Between which 95 of 100 draws with replacement lie; the draws are the same each time. */
export function bootstrap(answers: readonly Answer[], score: (answers: readonly Answer[]) => number): [number, number] {
  let state = 20_261_122
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state >>> 0) / 2 ** 32
  }
  const scores = Array.from({ length: draws }, () =>
    score(answers.map(() => answers[Math.floor(random() * answers.length)] as Answer)),
  ).sort((one, other) => one - other)
  return [scores[Math.floor(0.025 * draws)] ?? Number.NaN, scores[Math.floor(0.975 * draws)] ?? Number.NaN]
}

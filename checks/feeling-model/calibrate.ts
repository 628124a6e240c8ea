import { chancesOf, likeliestOf } from '../../modules/listening/feeling/chances.ts'
import { type Calibrations, columns, sentiments } from '../../modules/listening/feeling/feeling-model.ts'
import { type Shown, sumsOf } from './learn.ts'

/** Less than this likely is no answer: with three to choose from, about as often wrong as right. */
const surest = 0.45

type Tried = { sums: Float64Array; prior: number[]; aim: number }
type Tuned = { heat: number; trust: number }

/**
 * The heat at which chances say how often they are right, and how much to trust the list of words, on examples that nothing
 * was learnt from. Each set counts alike, however large it is.
 */
export function calibrate(weights: Float32Array, sets: readonly (readonly Shown[])[]): Calibrations {
  const tried = (target: 'sentiment' | 'intent', begin: number, end: number) =>
    sets
      .map((set) =>
        set.flatMap((one): Tried[] => {
          const aim = one[target]
          if (!aim || Math.max(...aim) < 1) return []
          return [{ sums: sumsOf(weights, one).slice(begin, end), prior: one.prior, aim: likeliestOf(aim) }]
        }),
      )
      .filter((set) => set.length > 0)
  const sentiment = best(tried('sentiment', 0, sentiments.length), trusts)
  const intent = best(tried('intent', sentiments.length, columns), [0])
  return {
    sentiment: { heat: sentiment.heat, surest },
    intent: { heat: intent.heat },
    trust: sentiment.trust,
  }
}

const heats = Array.from({ length: 24 }, (_, at) => 0.4 * 1.12 ** at)
const trusts = [0, 0.2, 0.4, 0.6, 0.8, 1]

const best = (sets: readonly (readonly Tried[])[], trust: readonly number[]): Tuned =>
  heats
    .flatMap((heat) => trust.map((one) => ({ heat, trust: one })))
    .map((tuned) => ({ ...tuned, loss: sets.reduce((sum, set) => sum + lossOf(set, tuned), 0) }))
    .reduce((one, other) => (other.loss < one.loss ? other : one))

function lossOf(set: readonly Tried[], { heat, trust }: Tuned): number {
  let loss = 0
  for (const { sums, prior, aim } of set) {
    const tuned = sums.map((sum, at) => sum / heat + trust * (prior[at] ?? 0))
    loss -= Math.log(Math.max(1e-9, chancesOf(tuned, 0, tuned.length)[aim] ?? 0))
  }
  return loss / set.length
}

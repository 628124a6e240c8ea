import type { Felt } from './heard-in.ts'

export const nothing: Felt = { mentions: 0, negative: 0, neutral: 0, positive: 0, unsure: 0 }

export const feltTogether = (all: readonly Felt[]): Felt => all.reduce(plus, nothing)

const plus = (a: Felt, b: Felt): Felt => ({
  ...{ mentions: a.mentions + b.mentions, negative: a.negative + b.negative, neutral: a.neutral + b.neutral },
  ...{ positive: a.positive + b.positive, unsure: a.unsure + b.unsure },
})

/** (positive − negative) ÷ (positive + neutral + negative); null where the feeling of nothing is known. */
export function netOf({ negative, neutral, positive }: Felt): number | null {
  const told = negative + neutral + positive
  return told === 0 ? null : (positive - negative) / told
}

export const shareOf = (part: number, all: number): number | null => (all === 0 ? null : part / all)

/** What of a row of figures is told as it was counted. */
export const feltIn = ({ mentions, negative, neutral, positive, unsure }: Felt) => ({
  ...{ mentions, negative, neutral, positive, unsure },
  net: netOf({ mentions, negative, neutral, positive, unsure }),
})

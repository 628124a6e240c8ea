export type Tones = { positive: number; neutral: number; negative: number }

/**
 * (positive − negative) ÷ all, from −1 (all against) to 1 (all for). All: those whose tone was told, in conversations or, in the
 * weighted form, in the weights of who began them. Null where no tone was told: nothing is known then, which is not 0.
 */
export function reputationIndex({ positive, neutral, negative }: Tones): number | null {
  const all = positive + neutral + negative
  return all === 0 ? null : (positive - negative) / all
}

/** 1 + log10(1 + followers): somebody with 9 followers weighs 2, with 999 weighs 4; unknown is as none. */
export const weightOf = (followers: number | null): number => 1 + Math.log10(1 + Math.max(0, followers ?? 0))

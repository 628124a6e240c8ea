/** A length of time as people set it: so many of a unit. */
export type Unit = 'minute' | 'hour' | 'day'
export type Span = { amount: string; unit: Unit }

const lengths: Record<Unit, number> = { minute: 60, hour: 3_600, day: 86_400 }
export const units = ['minute', 'hour', 'day'] as const

/** In the largest unit of which it is a whole number. */
export function spanOf(seconds: number): Span {
  const unit = units.toReversed().find((one) => seconds % lengths[one] === 0) ?? 'minute'
  return { amount: String(Math.round(seconds / lengths[unit])), unit }
}

/** Whole seconds; what is no number is 0, which the desk refuses at its field. */
export function secondsOf({ amount, unit }: Span): number {
  const number = Number(amount.trim().replace(',', '.'))
  return Number.isFinite(number) ? Math.min(2 ** 31 - 1, Math.max(0, Math.round(number * lengths[unit]))) : 0
}

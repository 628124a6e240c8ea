/** A length of time in the reader's language, in the largest unit in which it is still told well: "36 hours", "3 days". */
export function spanIn(locale: string, seconds: number): string {
  const { unit, amount } = unitOf(seconds)
  const digits = unit === 'month' ? 1 : 0
  return new Intl.NumberFormat(locale, {
    ...{ style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: digits },
  }).format(amount)
}

/** How long ago it was, in the reader's language. */
export function agoIn(locale: string, moment: Date, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - moment.getTime()) / 1000)
  const { unit, amount } = unitOf(seconds)
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(-Math.floor(amount), unit)
}

const units = [
  { unit: 'minute', seconds: 60, until: 2 * 3_600 },
  { unit: 'hour', seconds: 3_600, until: 2 * 86_400 },
  { unit: 'day', seconds: 86_400, until: 120 * 86_400 },
  { unit: 'month', seconds: 30 * 86_400, until: Number.POSITIVE_INFINITY },
] as const

/** What is a whole number of days or hours is told as that. */
function unitOf(seconds: number) {
  const whole = units.toReversed().find((one) => one.unit !== 'month' && seconds > 0 && seconds % one.seconds === 0)
  const fitting = units.find((one) => seconds < one.until) ?? units[3]
  const chosen = whole && seconds < 120 * 86_400 ? whole : fitting
  return { unit: chosen.unit, amount: seconds / chosen.seconds }
}

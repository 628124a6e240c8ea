const units = [
  ['day', 1440],
  ['hour', 60],
  ['minute', 1],
] as const

/** The two largest units of a time: "1 hr 25 min"; "< 1 min" is told as no minutes. */
export function durationIn(tag: string): (ms: number) => string {
  const say = (unit: (typeof units)[number][0], value: number) =>
    new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short' }).format(value)
  return (ms) => {
    let left = Math.round(ms / 60_000)
    const parts: string[] = []
    for (const [unit, minutes] of units) {
      const value = Math.floor(left / minutes)
      left -= value * minutes
      if (value > 0 && parts.length < 2) parts.push(say(unit, value))
      else if (parts.length) break
    }
    return parts.join(' ') || say('minute', 0)
  }
}

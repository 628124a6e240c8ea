import { randomFrom } from '../../../networks/lab/random.ts'
import type { ToneHour } from './hour-counts.ts'
import { judgeTone, type soured, toneHoursRead } from './souring.ts'

export const end = 480_000

/** Talk whose negative share wanders from window to window, as people answer each other. */
export function* talk(
  seed: string,
  { known, share, likeness }: { known: number; share: number; likeness: number },
): Generator<ToneHour, never> {
  const random = randomFrom(seed)
  const scale = (1 - likeness) / likeness
  let now = share
  for (let hour = end - toneHoursRead; ; hour++) {
    if (hour % 6 === 0) now = betaOf(random, share * scale, (1 - share) * scale)
    let [said, negative] = [0, 0]
    const wanted = (known / 6) * (hour % 24 < 6 ? 0.2 : 1.25)
    for (let left = Math.exp(-wanted), at = random.next(); at > left; at *= random.next()) said++
    for (let n = 0; n < said; n++) if (random.next() < now) negative++
    yield { hour, negative, known: said } satisfies ToneHour
  }
}

export const take = (from: Generator<ToneHour, never>, count: number): ToneHour[] =>
  Array.from({ length: count }, () => from.next().value)

/** Hour by hour over days on which nothing happens; told once until it is back. */
export function falseAlarms(sensitivity: keyof typeof soured, brandsOfEach: number, daysOfEach: number) {
  let [alarms, days] = [0, 0]
  for (const known of [30, 90, 400])
    for (let brand = 0; brand < brandsOfEach; brand++) {
      const of = { known, share: 0.1 + 0.06 * brand, likeness: [0.005, 0.02, 0.05][brand % 3] ?? 0.02 }
      const stream = talk(`${known} ${brand}`, of)
      const hours = take(stream, toneHoursRead)
      let isOpen = false
      for (let hour = 0; hour < daysOfEach * 24; hour++) {
        hours.push(stream.next().value)
        hours.shift()
        const found = judgeTone(hours, end + hour + 1, sensitivity)
        if (!found.enough) continue
        if (found.isSour && !isOpen) alarms++
        isOpen = isOpen ? !found.isBack : found.isSour
      }
      days += daysOfEach
    }
  return { alarms, days }
}

function betaOf(random: { next: () => number }, a: number, b: number): number {
  const [x, y] = [gammaOf(random, a), gammaOf(random, b)]
  return x / (x + y)
}

/** Marsaglia and Tsang 2000, for shapes of one and more; below by Γ(a + 1) · U^(1/a). */
function gammaOf(random: { next: () => number }, a: number): number {
  if (a < 1) return gammaOf(random, a + 1) * random.next() ** (1 / a)
  const d = a - 1 / 3
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

import { type Random, randomFrom } from '../../networks/lab/random.ts'

/**
 * One trouble that meets one call of a publication.
 * The kills strike the worker that called: `arriving` before the network does anything, `committed` when it has done it and
 * not answered, `answered` when the answer is on its way and cannot be written down yet.
 */
export type Trouble =
  | { kind: 'kill'; when: 'arriving' | 'committed' | 'answered' }
  | { kind: 'drop' | 'half-open'; when: 'no-commit' | 'after-commit' }
  | { kind: 'status'; status: number; when: 'no-commit' | 'after-commit' }
  | { kind: 'late'; delayMs: number }
  | { kind: 'garbage' }
  | { kind: 'rate-limit'; retryAfterS: number | null }
  | { kind: 'expire-token' }

export type Run = {
  seed: string
  publications: number
  accounts: number
  /** Kills of worker processes to be had, at least. */
  kills: number
  databaseKills: number
  /** The publications fall due within this time. */
  spreadMs: number
  workers: number
  break: 'nothing' | 'key'
}

/** How many parts the nth post has, and whether it has a picture: the same in every process. */
export const shapeOf = (n: number) => ({ parts: n % 9 === 4 ? 3 : 1, picture: n % 7 === 1 })

/** The marker by which the lab and the oracle know a part again, whatever network it stands on. */
export const markerOf = (n: number, part: number) => `#f${n}p${part}`
export const markersIn = (text: string): string[] => text.match(/#f\d+p\d+/g) ?? []

/** What meets the calls of the nth publication, one after the other; the same for the same seed. */
export function troublesOf(run: Run, n: number): Trouble[] {
  const random = randomFrom(`${run.seed} ${n}`)
  const killEvery = run.publications / (run.kills * 1.25)
  const killed = Math.floor(n / killEvery) !== Math.floor((n - 1) / killEvery)
  const first: Trouble = killed
    ? { kind: 'kill', when: random.pick(['arriving', 'committed', 'answered'] as const) }
    : aTrouble(random)
  return random.next() < 0.15 ? [first, aTrouble(random)] : [first]
}

function aTrouble(random: Random): Trouble {
  const when = random.pick(['no-commit', 'after-commit'] as const)
  const roll = random.next()
  if (roll < 0.28) return { kind: 'drop', when }
  if (roll < 0.29) return { kind: 'half-open', when }
  if (roll < 0.55) return { kind: 'status', status: random.pick([500, 502, 503]), when }
  if (roll < 0.65) return { kind: 'late', delayMs: 50 + random.below(1_500) }
  if (roll < 0.75) return { kind: 'garbage' }
  if (roll < 0.96) return { kind: 'rate-limit', retryAfterS: random.pick([1, 2, null]) }
  return { kind: 'expire-token' }
}

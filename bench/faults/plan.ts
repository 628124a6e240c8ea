import { type Random, randomFrom } from '../../networks/lab/random.ts'

/**
 * One trouble that meets one call of a publication.
 * The kills strike the worker that called: `arriving` before the network does anything, `uploaded` the same when its files
 * are there already, `committed` when the network has done it and not answered, `answered` when the answer was read and is
 * not written down.
 */
export type Trouble =
  | { kind: 'kill'; when: 'arriving' | 'uploaded' | 'committed' | 'answered' }
  | { kind: 'drop' | 'half-open'; when: 'no-commit' | 'after-commit' }
  | { kind: 'status'; status: number; when: 'no-commit' | 'after-commit' }
  | { kind: 'late'; delayMs: number }
  | { kind: 'garbage' }
  | { kind: 'rate-limit'; retryAfterS: number | null }
  | { kind: 'expire-token' }

export type Run = {
  seed: string
  publications: number
  /** Answers to what the lab's people say, among the publications. */
  answers: number
  /** Only on these networks; none means all that can. */
  answersOn: string[]
  /** Also to what is said in private: most networks must be asked for minutes what became of such an answer. */
  messages: boolean
  accounts: number
  /** Only these; none means all that are published to. */
  networks: string[]
  /** Kills of worker processes to be had, at least. */
  kills: number
  /** And in each position of a publication's way. */
  killsPerPosition: number
  /** The share of troubles that are connections open at one end only: each takes half a minute to be given up. */
  halfOpen: number
  /** How often to measure how soon what a killed worker had in hand has its verdict. */
  drills: number
  databaseKills: number
  /** The publications fall due within this time. */
  spreadMs: number
  workers: number
  break: Break
}
/** What tests may break, to see that it is found. */
export type Break = 'nothing' | 'key' | 'fence'

/** How many parts the nth post has, and whether it has a picture: the same in every process. */
export const shapeOf = (n: number) => ({ parts: n % 9 === 4 ? 3 : 1, picture: n % 7 === 1 })

/** The marker by which the lab and the oracle know a part again, whatever network it stands on. */
export const markerOf = (n: number, part: number) => `#f${n}p${part}`
export const markersIn = (text: string): string[] => text.match(/#f\d+p\d+/g) ?? []

/** Of the run proper; what has a higher number comes after it. */
export const countOf = ({ publications, answers }: Run) => publications + answers

/** What meets the calls of the nth publication or answer, one after the other; the same for the same seed. */
export function troublesOf(run: Run, n: number): Trouble[] {
  const random = randomFrom(`${run.seed} ${n}`)
  if (n >= countOf(run)) return [aQuickTrouble(random)]
  // Files come first on some networks only: pictures are struck more often, so that this position is met, too.
  const killed = random.next() < ((run.kills * 1.05) / countOf(run)) * (shapeOf(n).picture ? 2 : 1)
  const first: Trouble = killed ? { kind: 'kill', when: momentOf(random, n) } : aTrouble(random, run)
  return random.next() < 0.15 ? [first, aTrouble(random, run)] : [first]
}

function momentOf(random: Random, n: number) {
  if (shapeOf(n).picture && random.next() < 0.9) return 'uploaded' as const
  return random.pick(['arriving', 'committed', 'answered'] as const)
}

/** One that is over at once, for what comes after the run proper. */
const aQuickTrouble = (random: Random): Trouble => ({ kind: 'drop', when: random.pick(['no-commit', 'after-commit']) })

function aTrouble(random: Random, run: Run): Trouble {
  const when = random.pick(['no-commit', 'after-commit'] as const)
  if (random.next() < run.halfOpen) return { kind: 'half-open', when }
  const roll = random.next()
  if (roll < 0.29) return { kind: 'drop', when }
  if (roll < 0.55) return { kind: 'status', status: random.pick([500, 502, 503]), when }
  if (roll < 0.65) return { kind: 'late', delayMs: 50 + random.below(1_500) }
  if (roll < 0.75) return { kind: 'garbage' }
  if (roll < 0.96) return { kind: 'rate-limit', retryAfterS: random.pick([1, 2, null]) }
  return { kind: 'expire-token' }
}

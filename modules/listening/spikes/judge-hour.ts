import { type Baseline, type DayProfile, fitBaseline, meansOf } from './baseline.ts'
import { type HourCount, type Hours, hoursBetween, hoursRead } from './hours.ts'
import { type Counts, countBelow, logAtLeast, logAtMost } from './negative-binomial.ts'
import { straysOf } from './strays.ts'
import { hourMs } from './wall-cell.ts'

export type AlarmKind = 'spike' | 'silence'

export type CountHistory = {
  /** Whose clocks tell the hours of the day: the brand's. */
  zone: string
  /** Since when the query is listened to. */
  since: Date
  /** In any order; the last five weeks are read. Hours that are missing brought nothing. */
  hours: readonly HourCount[]
  /** How the days of the brand go, by `profileOf` of all its queries together. */
  brand?: DayProfile
  /** The hour of the last alarm of each kind, which goes on until three usual hours follow each other. */
  alarms?: Partial<Record<AlarmKind, Date>>
}

/** Counts and means are of the last `hours` hours together, of which the judged one is the last. */
export type Judged = {
  enough: true
  kind: AlarmKind | null
  /** It is as unusual as an alarm would be, and belongs to the alarm before. */
  goesOn: boolean
  hours: number
  count: number
  expected: number
  /** Of a hundred such hours, 95 lie within it. */
  interval: [low: number, high: number]
  /** How likely so many (above what is expected) or so few are, when nothing has happened. */
  pValue: number
  /** count ÷ expected. */
  factor: number
}

export type Verdict =
  | Judged
  | { enough: false; kind: null; why: 'young' | 'not-listened'; heard: number; needed: number }

/** A day is kept out of what is usual, so that a slow rise does not hide itself. */
const keptOut = 24
/** Hours listened to before anything is said. */
const needed = 7 * 24 + keptOut

/** The last full hour before `now`, beside what is usual at such an hour. Throws for zones nobody knows. */
export function judgeHour(history: CountHistory, now: Date): Verdict {
  const hour = Math.floor(now.getTime() / hourMs) - 1
  const hours = hoursBetween(history.hours, history.since, hour - hoursRead, hour + 1, history.zone)
  const past = { ...hours, counts: hours.counts.slice(0, -keptOut) }
  const heard = hours.counts.reduce((sum, count) => sum + (Number.isNaN(count) ? 0 : 1), 0)
  if (heard < needed) return { enough: false, kind: null, why: 'young', heard, needed }
  if (Number.isNaN(hours.counts.at(-1))) return { enough: false, kind: null, why: 'not-listened', heard, needed }
  const usual = fitBaseline(past, history.brand)
  const means = meansOf(hours, usual)
  const strays = straysOf(hours, means, usual.dispersion)
  return judge({ hours, usual, means, busy: means.map((mean, n) => mean * (strays[n] ?? 1)) }, history.alarms ?? {})
}

/** `means` as usual, `busy` as usual on days like this one. */
type Setting = { hours: Hours; usual: Baseline; means: Float64Array; busy: Float64Array }
type Span = Counts & { hours: number; count: number }

function judge(setting: Setting, alarms: Partial<Record<AlarmKind, Date>>): Judged {
  const last = setting.hours.counts.length - 1
  const found = spikeAt(setting, last) ?? silenceAt(setting, last)
  if (!found) {
    const span = spanAt(setting, setting.busy, last, 1)
    const log = span.count >= span.mean ? logAtLeast(span.count, span) : logAtMost(span.count, span)
    return { ...told(span, log), kind: null, goesOn: false }
  }
  const goesOn = isOpen(setting, found.kind, alarms[found.kind])
  return { ...told(found.span, found.log), kind: goesOn ? null : found.kind, goesOn }
}

/** How unlikely, and by how much more or less than usual, something has to be to be told. */
const [spikeBelow, silenceBelow] = [Math.log(7e-4), Math.log(1e-4)]
const fewestOfSpike = 5
const leastFactor = 2
/** So many have to be expected for their absence to say something. */
const fewestMissed = 12
const mostLeft = 1 / 3

type Found = { kind: AlarmKind; span: Span; log: number }

function spikeAt(setting: Setting, last: number): Found | undefined {
  const now = spanAt(setting, setting.busy, last, 1)
  if (now.count < now.mean * leastFactor) return undefined
  const found = [now, spanAt(setting, setting.busy, last, 2)]
    .filter((span) => span.count >= fewestOfSpike && span.count >= span.mean * leastFactor)
    .map((span): Found => ({ kind: 'spike', span, log: logAtLeast(span.count, span) }))
  return leastLikely(found, spikeBelow)
}

function silenceAt(setting: Setting, last: number): Found | undefined {
  const now = spanAt(setting, setting.means, last, 1)
  if (now.count > now.mean * mostLeft) return undefined
  const found = [3, 6, 12]
    .map((hours) => spanAt(setting, setting.means, last, hours))
    .filter((span) => span.mean >= fewestMissed && span.count <= span.mean * mostLeft)
    .map((span): Found => ({ kind: 'silence', span, log: logAtMost(span.count, span) }))
  return leastLikely(found, silenceBelow)
}

function leastLikely(found: Found[], below: number): Found | undefined {
  const [first] = found.filter(({ log }) => log < below).sort((one, other) => one.log - other.log)
  return first
}

/** Hours that follow each other stray together, half of the way. Hours without listening are left out. */
function spanAt({ hours, usual }: Setting, means: Float64Array, last: number, length: number): Span {
  let [heard, count, mean, unsure] = [0, 0, 0, 0]
  for (let n = last; n > last - length && n >= 0; n--) {
    const counted = hours.counts[n] ?? 0
    if (Number.isNaN(counted)) continue
    const cell = hours.cells[n] ?? 0
    const expected = means[n] ?? 0
    heard++
    count += counted
    mean += expected
    unsure += expected * (usual.unsure[cell] ?? 0)
  }
  if (heard === 0) return { hours: 0, count: 0, mean: usual.level, dispersion: usual.dispersion }
  return { hours: heard, count, mean, dispersion: (usual.dispersion * (heard + 1)) / (2 * heard) + unsure / mean }
}

/** Within six hours of an alarm, and until three hours in a row were usual. */
function isOpen(setting: Setting, kind: AlarmKind, alarm: Date | undefined): boolean {
  if (!alarm) return false
  const { counts, first } = setting.hours
  const [from, last] = [Math.floor(alarm.getTime() / hourMs) - first, counts.length - 1]
  if (from < 0 || from > last || last - from < 6) return from >= 0 && from <= last
  let usual = 0
  for (let n = from + 1; n < last; n++) {
    usual = isUsual(spanAt(setting, setting.means, n, 1), kind) ? usual + 1 : 0
    if (usual === 3) return false
  }
  return true
}

const isUsual = (span: Span, kind: AlarmKind) =>
  kind === 'spike' ? logAtLeast(span.count, span) > Math.log(0.01) : span.count > span.mean * mostLeft

function told(span: Span, log: number): Omit<Judged, 'kind' | 'goesOn'> {
  const { hours, count, mean } = span
  const interval: [number, number] = [countBelow(0.025, span), countBelow(0.975, span)]
  return { enough: true, hours, count, expected: mean, interval, pValue: Math.exp(log), factor: count / mean }
}

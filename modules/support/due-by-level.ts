import { afterBusinessMs, type BusinessHours } from './business-time.ts'
import type { WaitKind } from './waits.ts'

/** What is promised to those it is for. Empty lists mean any; minutes that are null promise nothing. */
export type ServiceLevel = {
  id: string
  kinds: string[]
  labels: string[]
  priorities: number[]
  accountIds: string[]
  firstMinutes: number | null
  nextMinutes: number | null
  resolutionMinutes: number | null
  /** Are its minutes those in which the brand is open, or those of any clock? */
  time: 'business' | 'raw'
  /** So many minutes before the miss somebody is warned. */
  warnMinutes: number
  enabled: boolean
}
export type Serviced = { kind: string; labels: string[]; priority: number; accountId: string }

/** Of the brand's service levels, in their order, the first that is for this conversation. */
export const levelFor = <Level extends ServiceLevel>(levels: Level[], conversation: Serviced): Level | undefined =>
  levels.find(
    (level) =>
      level.enabled &&
      holds(level.kinds, [conversation.kind]) &&
      holds(level.labels, conversation.labels) &&
      holds(level.priorities, [conversation.priority]) &&
      holds(level.accountIds, [conversation.accountId]),
  )

const holds = <T>(wanted: T[], there: T[]) => wanted.length === 0 || wanted.some((one) => there.includes(one))

export type Due = { dueAt: Date; warnAt: Date }

/** When who waits since then must have been answered, and when to warn; null when nothing is promised, or the brand never opens. */
export function dueOf(level: ServiceLevel, hours: BusinessHours, kind: WaitKind, since: Date): Due | null {
  const minutes = level[`${kind}Minutes`]
  if (minutes === null) return null
  const after = (given: number) => {
    const ms = Math.max(0, given) * 60_000
    return level.time === 'raw' ? new Date(since.getTime() + ms) : afterBusinessMs(hours, since, ms)
  }
  const [dueAt, warnAt] = [after(minutes), after(minutes - level.warnMinutes)]
  return dueAt && warnAt && { dueAt, warnAt }
}

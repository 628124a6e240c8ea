import type { Replanned } from '../saving/use-composer.ts'
import { plannedOf } from './not-scheduled.ts'

export type ReplannedHow = { isOff: boolean; movedTo: string | null; added: string[]; removed: string[] }

/** What became of the plan: where it moved, who was added to it and taken from it. */
export function replannedHow({ before, after }: Replanned): ReplannedHow {
  const [then, now] = [plannedOf(before), plannedOf(after)]
  const isAmong = (list: typeof now, accountId: string) => list.some((one) => one.accountId === accountId)
  const moved = now.find((one) => then.some((other) => other.id === one.id && other.dueAt !== one.dueAt))
  return {
    isOff: then.length > 0 && now.length === 0,
    movedTo: moved?.dueAt ?? null,
    added: now.flatMap(({ accountId }) => (isAmong(then, accountId) ? [] : [accountId])),
    removed: then.flatMap(({ accountId }) => (isAmong(now, accountId) ? [] : [accountId])),
  }
}

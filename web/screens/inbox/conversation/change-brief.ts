import type { Brief, Change, Folder } from '../../../api/inbox.ts'

export type Coworker = { id: string; name: string }

/** What the list shows at once, before the desk has answered. */
export function changedBrief(brief: Brief, change: Change, coworkers: readonly Coworker[] = []): Brief {
  const { addLabels = [], removeLabels = [], assigneeId, state, snoozedUntil, unread, tone } = change
  const labels = [
    ...brief.labels.filter((one) => !removeLabels.includes(one) && !addLabels.includes(one)),
    ...addLabels,
  ]
  return {
    ...brief,
    labels,
    ...(assigneeId !== undefined && { assignee: coworkers.find((one) => one.id === assigneeId) ?? null }),
    ...(state !== undefined && { state, snoozedUntil: state === 'snoozed' ? (snoozedUntil ?? null) : null }),
    unread: unreadAfter(brief, { state, unread }),
    ...(tone !== undefined && { tone }),
  }
}

/** What is put away is read by that, unless it is said otherwise. */
const unreadAfter = (brief: Brief, { state, unread }: Pick<Change, 'state' | 'unread'>): boolean =>
  unread ?? (state === undefined || state === 'open' ? brief.unread : false)

/** The change that brings back what this one is about to change; null where nothing would change. */
export function inverseOf(brief: Brief, change: Change): Change | null {
  const back: Change = {}
  const { addLabels = [], removeLabels = [] } = change
  if (change.assigneeId !== undefined && change.assigneeId !== (brief.assignee?.id ?? null))
    back.assigneeId = brief.assignee?.id ?? null
  if (change.state !== undefined && (change.state !== brief.state || change.state === 'snoozed')) {
    back.state = brief.state
    if (brief.state === 'snoozed') back.snoozedUntil = brief.snoozedUntil
  }
  if (unreadAfter(brief, change) !== brief.unread) back.unread = brief.unread
  if (change.tone !== undefined && change.tone !== brief.tone) back.tone = brief.tone
  const added = addLabels.filter((one) => !brief.labels.includes(one))
  const taken = removeLabels.filter((one) => brief.labels.includes(one))
  if (added.length > 0) back.removeLabels = added
  if (taken.length > 0) back.addLabels = taken
  return Object.keys(back).length > 0 ? back : null
}

/** So many does the desk change with one request. */
export const mostAtOnce = 500

/** Those that one request can change: of one brand, alike, not too many. */
export function together(
  targets: readonly Brief[],
  changeOf: (brief: Brief) => Change | null,
): { brandId: string; ids: string[]; change: Change }[] {
  const groups = new Map<string, { brandId: string; ids: string[]; change: Change }>()
  for (const brief of targets) {
    const change = changeOf(brief)
    if (!change) continue
    const key = `${brief.brandId} ${JSON.stringify(change)}`
    const group = groups.get(key) ?? { brandId: brief.brandId, ids: [], change }
    group.ids.push(brief.id)
    groups.set(key, group)
  }
  return [...groups.values()].flatMap(({ ids, ...alike }) => inParts(ids).map((part) => ({ ...alike, ids: part })))
}

const inParts = (ids: string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / mostAtOnce) }, (_, at) =>
    ids.slice(at * mostAtOnce, (at + 1) * mostAtOnce),
  )

const statesIn: Record<Folder, readonly Brief['state'][]> = {
  ...{ waiting: ['open'], unread: ['open'], mine: ['open'], unassigned: ['open'] },
  ...{ snoozed: ['snoozed'], done: ['done'], spam: ['spam'], all: ['open', 'snoozed', 'done'] },
}

/** Does a conversation leave the folder by this change? What is only read stays until the folder is looked at again. */
export function leaves(folder: Folder, change: Change, me: string): boolean {
  if (change.state !== undefined && !statesIn[folder].includes(change.state)) return true
  if (change.assigneeId === undefined) return false
  return (folder === 'mine' && change.assigneeId !== me) || (folder === 'unassigned' && change.assigneeId !== null)
}

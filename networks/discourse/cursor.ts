import type { Interaction } from '../contract.ts'

/** Posts of a topic that are still to be read: those after `after` up to `upTo`, and those that a notification names. */
export type Due = {
  topic: number
  upTo: number
  after?: number
  /** The first number that is unread, where nothing was heard there before. */
  from?: number
  /** Only the newest of them. */
  newest?: true
  /** Notifications of answers stand for all answers since; others for the post they name. */
  whole: boolean
  message: boolean
  named: [post: number, kind: Interaction['kind']][]
}

export type Listened = {
  /** The highest notification heard. */
  id: number
  /** Where notifications are still to be read: between these two, from about this place on. */
  gap?: { above: number; below: number; offset: number }
  /** The last post heard of each topic; of topics that are not named, everything up to `floor` was. */
  topics: [topic: number, post: number][]
  floor?: number
  due: Due[]
}

const mostTopics = 200

/** Cursors were once the highest notification alone; what cannot be read counts as none. */
export function listenedIn(cursor: string | undefined): Listened {
  const nothing = { id: 0, topics: [], due: [] }
  if (cursor === undefined) return nothing
  if (/^\d+$/.test(cursor)) return { ...nothing, id: Number(cursor) }
  try {
    const told = JSON.parse(cursor) as Partial<Listened> | null
    return typeof told?.id === 'number' && Array.isArray(told.topics) && Array.isArray(told.due)
      ? { ...told, id: told.id, topics: told.topics, due: told.due }
      : nothing
  } catch {
    return nothing
  }
}

/** Topics in which nobody spoke for long are forgotten, but not how far they were heard. */
export function written(listened: Listened): string {
  const forgotten = listened.topics.slice(0, -mostTopics).map(([, post]) => post)
  const floor = Math.max(listened.floor ?? 0, ...forgotten)
  const topics = listened.topics.slice(-mostTopics)
  return JSON.stringify({ ...listened, topics, ...(floor > 0 ? { floor } : {}) })
}

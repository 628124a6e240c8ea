import type { z } from 'zod'
import { sentimentValue } from '../pipeline/mention-row.ts'
import type { MentionChange } from './api.ts'
import { feelingOf, type MentionRow } from './kept-mention.ts'
import type { Fields } from './tables.ts'

/** With topics as the queries they are made of. */
export type Change = Omit<z.output<typeof MentionChange>, 'addTopics' | 'removeTopics' | 'mute'> & {
  addQueries?: string[]
  removeQueries?: string[]
}

/** What a change makes of a mention: nothing where it is like that already. */
export function changeOf(row: MentionRow, change: Change, now: Date): Fields {
  const made: Fields = { ...feltOf(row, change), ...foundOf(row, change), ...spamOf(row, change, now) }
  const labels = withAndWithout(row.labels, change.addLabels, change.removeLabels)
  if (labels) made.labels = labels
  if (change.assigneeId !== undefined && change.assigneeId !== row.assigneeId) made.assigneeId = change.assigneeId
  if (change.seen !== undefined && change.seen !== (row.seenAt !== null)) made.seenAt = momentIf(change.seen, now)
  const corrected = [...new Set([...row.corrected, ...correctedBy(change)])]
  return corrected.length > row.corrected.length ? { ...made, corrected } : made
}

/** A person is sure. */
function feltOf(row: MentionRow, { sentiment, intent, language }: Change): Fields {
  const made: Fields = {}
  if (sentiment && (sentiment !== feelingOf(row.sentiment) || row.confidence < 1))
    Object.assign(made, { sentiment: sentimentValue[sentiment], confidence: 1 })
  if (intent && intent !== row.intent) made.intent = intent
  if (language && language !== row.language) made.language = language
  return made
}

function foundOf(row: MentionRow, { addQueries, removeQueries }: Change): Fields {
  const queries = withAndWithout(row.queries, addQueries, removeQueries)
  return queries ? { queries } : {}
}

const spamOf = (row: MentionRow, { spam }: Change, now: Date): Fields =>
  spam === undefined || spam === (row.spamAt !== null) ? {} : { spamAt: momentIf(spam, now) }

const momentIf = (holds: boolean, now: Date) => (holds ? now.toISOString() : null)

/** Undefined where that changes nothing. */
function withAndWithout(list: string[], added: string[] = [], removed: string[] = []): string[] | undefined {
  const next = [...new Set([...list, ...added])].filter((one) => !removed.includes(one))
  return next.length === list.length && next.every((one) => list.includes(one)) ? undefined : next
}

function correctedBy({ sentiment, intent, language, addQueries, removeQueries, spam }: Change): string[] {
  const said = { sentiment, intent, language, topics: addQueries ?? removeQueries, spam }
  return Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : name))
}

/** The same as they were, for the fields a change makes. */
export function asBefore(row: MentionRow, made: Fields): Fields {
  const moments = { seenAt: row.seenAt?.toISOString() ?? null, spamAt: row.spamAt?.toISOString() ?? null }
  const was = { ...row, ...moments }
  return Object.fromEntries(Object.keys(made).map((key) => [key, was[key as keyof Fields]]))
}

/** Of what a change made, what nobody changed since, as it was before. */
export function undoneOf(row: MentionRow, { was, made }: { was: Fields; made: Fields }): Fields {
  const now = asBefore(row, made)
  const keys = Object.keys(made).filter((key) => isSame(now[key as keyof Fields], made[key as keyof Fields]))
  return Object.fromEntries(keys.map((key) => [key, was[key as keyof Fields]]))
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

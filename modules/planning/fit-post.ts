import type { z } from 'zod'
import { MakePost } from '../content/index.ts'
import type { ImportColumn } from './api.ts'

type Column = z.infer<typeof ImportColumn>

/** Rubric and accounts are looked up, not written. */
const Written = MakePost.omit({ rubricId: true, accountIds: true })

/** The columns in which a plan asks for more than a post can hold, each once. What passes here can be written and read again. */
export function columnsThatDoNotFit(post: z.infer<typeof MakePost>): Column[] {
  const read = Written.safeParse(post)
  return read.success ? [] : [...new Set(read.error.issues.map(({ path }) => columnAt(path.map(String))))]
}

const byField: Record<string, Column> = {
  title: 'title',
  labels: 'labels',
  language: 'language',
  variants: 'options',
  plan: 'date',
  expiry: 'expires',
}

function columnAt([field = '', inner, part, what, ...deeper]: string[]): Column {
  if (field !== 'body') return byField[field] ?? 'text'
  if (inner === 'firstComment') return 'firstComment'
  if (what === 'poll') return deeper[0] === 'durationSeconds' ? 'pollDuration' : 'poll'
  if (what === 'media') return deeper.includes('alt') ? 'alt' : 'media'
  return part === '0' ? 'text' : 'thread'
}

import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Caller } from '../team/index.ts'
import { mayIn } from '../team/index.ts'
import type { InboxFilter } from './api.ts'

export type Wish = Omit<z.output<typeof InboxFilter>, 'brands' | 'q'> & { brandIds: string[]; userId: string }

/** What is asked for, of the brands whose inbox the caller may see. */
export function wishOf(caller: Caller, { brands, q: _, ...filter }: z.output<typeof InboxFilter>): Wish {
  const seen = [...caller.brands.keys()].filter((id) => mayIn(caller, id, 'viewer'))
  const asked = brands === undefined ? undefined : new Set(listed(brands))
  return { ...filter, brandIds: seen.filter((id) => asked?.has(id) ?? true), userId: caller.userId }
}

export const listed = (commas: string): string[] =>
  commas
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

export type Condition = RawBuilder<boolean>

/** Of a conversation `c`. Those of the folders are worded as their indexes are. */
export function conditionsOf(wish: Wish, now: Date): Condition[] {
  return [sql<boolean>`c.moved_to is null`, ...folderOf(wish), ...listsOf(wish), ...onesOf(wish, now)]
}

export function folderOf({ folder, userId }: Pick<Wish, 'folder' | 'userId'>): Condition[] {
  if (folder === 'spam') return [sql`c.state = 'spam'`]
  if (folder === 'done') return [sql`c.state = 'done'`]
  if (folder === 'snoozed') return [sql`c.state = 'snoozed'`]
  if (folder === 'unread') return [sql`c.unread and c.state <> 'spam'`]
  if (folder === 'mine') return [sql`c.state = 'open' and c.assignee_id = ${userId}`]
  if (folder === 'unassigned') return [sql`c.state = 'open' and c.assignee_id is null`]
  if (folder === 'waiting') return [sql`c.state = 'open' and c.waiting_since is not null`]
  return [sql`c.state <> 'spam'`]
}

function listsOf({ accounts, networks, kinds, labels }: Wish): Condition[] {
  const conditions: Condition[] = []
  if (accounts) conditions.push(sql`c.account_id = any(${listed(accounts)}::text[])`)
  if (networks) conditions.push(sql`c.network = any(${listed(networks)}::text[])`)
  if (kinds) conditions.push(sql`c.kind = any(${listed(kinds)}::text[])`)
  if (labels) conditions.push(sql`c.labels <> '{}' and c.labels && ${listed(labels)}::text[]`)
  return conditions
}

function onesOf(wish: Wish, now: Date): Condition[] {
  const conditions: Condition[] = []
  if (wish.assignee === 'none') conditions.push(sql`c.assignee_id is null`)
  else if (wish.assignee) conditions.push(sql`c.assignee_id = ${wish.assignee}`)
  if (wish.person)
    conditions.push(sql`c.identity_id in (select id from identity where identity.person_id = ${wish.person})`)
  if (wish.tone) conditions.push(sql`c.tone = ${wish.tone}`)
  if (wish.language) conditions.push(sql`c.language = ${wish.language}`)
  if (wish.lateWithin !== undefined)
    conditions.push(
      sql`c.due_at < ${new Date(now.getTime() + wish.lateWithin * 60_000)}::timestamptz and c.state = 'open'`,
    )
  if (wish.from) conditions.push(sql`c.last_at >= ${wish.from}::timestamptz`)
  if (wish.to) conditions.push(sql`c.last_at < ${wish.to}::timestamptz`)
  return conditions
}

export const all = (conditions: Condition[]): Condition => sql.join(conditions, sql` and `) as Condition

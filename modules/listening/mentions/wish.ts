import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { storable } from '../../../kernel/storable.ts'
import { sentimentValue } from '../pipeline/mention-row.ts'
import type { MentionsFilter } from './api.ts'

export type Condition = RawBuilder<boolean>
export type Filter = Omit<z.output<typeof MentionsFilter>, 'q'>
/** `queries`: those asked for by themselves or by their topics; undefined when any will do. */
export type Wish = { brandId: string; userId: string; filter: Filter; queries: string[] | undefined }

export const listed = (commas: string): string[] =>
  commas
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

export const all = (conditions: Condition[]): Condition => sql.join(conditions, sql` and `) as Condition

/** Worded as the indexes are. */
export function folderOf(folder: Filter['folder'], userId: string): Condition[] {
  if (folder === 'spam') return [sql`m.spam_at is not null`]
  if (folder === 'unseen') return [sql`m.seen_at is null and m.spam_at is null`]
  if (folder === 'mine') return [sql`m.assignee_id = ${userId} and m.spam_at is null`]
  if (folder === 'assigned') return [sql`m.assignee_id is not null and m.spam_at is null`]
  return [sql`m.spam_at is null`]
}

export function listsOf(filter: Filter): Condition[] {
  const conditions: Condition[] = []
  const among = (column: string, commas: string | undefined) => {
    if (commas) conditions.push(sql`${sql.ref(`m.${column}`)} = any(${storable(listed(commas))}::text[])`)
  }
  among('intent', filter.intents)
  among('language', filter.languages)
  among('country', filter.countries)
  among('network', filter.networks)
  among('site', filter.sites)
  among('kind', filter.kinds)
  among('source_id', filter.sources)
  if (filter.labels) conditions.push(sql`m.labels && ${storable(listed(filter.labels))}::text[]`)
  if (filter.sentiment) conditions.push(feels(listed(filter.sentiment)))
  return conditions
}

function feels(names: string[]): Condition {
  const known = Object.entries(sentimentValue).filter(([name]) => names.includes(name))
  const values = known.flatMap(([, value]) => value ?? [])
  const isUnsure = known.some(([, value]) => value === null)
  return sql`(m.sentiment = any(${values}::smallint[])${isUnsure ? sql` or m.sentiment is null` : sql``})`
}

export function measuresOf(filter: Filter): Condition[] {
  const conditions: Condition[] = []
  if (filter.originals === 'true') conditions.push(sql`m.repost_of is null and m.original_id is null`)
  if (filter.originals === 'false') conditions.push(sql`(m.repost_of is not null or m.original_id is not null)`)
  if (filter.standing) conditions.push(sql`m.edition < 2`)
  if (filter.newcomers) conditions.push(isNewcomer)
  if (filter.hours)
    conditions.push(sql`to_char(m.at at time zone (select b.zone from brand b where b.id = m.brand_id), 'ID-HH24')
      = any(${listed(filter.hours)}::text[])`)
  if (filter.minFollowers !== undefined) conditions.push(sql`m.followers >= ${filter.minFollowers}`)
  if (filter.minReach !== undefined) conditions.push(sql`m.reach >= ${filter.minReach}`)
  return conditions
}

const isNewcomer: Condition = sql`m.author_key is not null and not exists (
  select from mention e where e.brand_id = m.brand_id and e.author_key = m.author_key and e.at < m.at)`

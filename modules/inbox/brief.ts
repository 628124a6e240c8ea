import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Person } from '../../networks/contract.ts'
import { iso, namesOf } from '../team/index.ts'
import type { ConversationBrief } from './api.ts'

export type Brief = z.input<typeof ConversationBrief>
export type BriefRow = {
  id: string
  brandId: string
  accountId: string
  network: string
  kind: Brief['kind']
  author: Person | null
  personId: string | null
  excerpt: string
  excerptOwn: boolean
  countIn: number
  countOut: number
  lastAt: Date
  state: Brief['state']
  snoozedUntil: Date | null
  unread: boolean
  assigneeId: string | null
  labels: string[]
  tone: Brief['tone']
  rating: number | null
  language: string | null
  waitingSince: Date | null
  dueAt: Date | null
}

/** Of a conversation `c`, beside the `identity` of who began it. */
export const briefColumns: RawBuilder<unknown> = sql`
  c.id, c.brand_id, c.account_id, c.network, c.kind, c.author, identity.person_id, c.excerpt, c.excerpt_own,
  c.count_in, c.count_out, c.last_at, c.state, c.snoozed_until, c.unread, c.assignee_id, c.labels, c.tone, c.rating,
  c.language, c.waiting_since, c.due_at`

export type Found = Brief['found']

export async function briefsOf(db: DbOrTx, rows: BriefRow[], found = new Map<string, Found>()): Promise<Brief[]> {
  const names = await namesOf(
    db,
    rows.flatMap((row) => row.assigneeId ?? []),
  )
  return rows.map((row) => briefOf(row, names, found.get(row.id) ?? null))
}

export function briefOf(row: BriefRow, names: Map<string, string>, found: Found): Brief {
  const { id, brandId, accountId, network, kind, personId, excerpt, state, unread, labels, tone, rating, language } =
    row
  return {
    ...{ id, brandId, accountId, network, kind, personId, excerpt, excerptIsOwn: row.excerptOwn },
    author: row.author && faceOf(row.author),
    ...{
      count: row.countIn + row.countOut,
      lastAt: iso(row.lastAt),
      state,
      snoozedUntil: iso(row.snoozedUntil),
      unread,
    },
    assignee: coworker(row.assigneeId, names),
    ...{ labels, tone, rating, language, waitingSince: iso(row.waitingSince), dueAt: iso(row.dueAt), found },
  }
}

export const faceOf = ({ id, handle, name, avatarUrl, url }: Person) => ({
  ...{ id, handle, name, avatarUrl: webAddress(avatarUrl), url: webAddress(url) },
})

/** What a network calls an address may be anything: only what leads to the web is handed on. */
export const webAddress = (given: string | null | undefined): string | null =>
  given && /^https?:\/\//i.test(given) && URL.canParse(given) ? given : null

export const coworker = (userId: string | null, names: Map<string, string>) =>
  userId === null ? null : { id: userId, name: names.get(userId) ?? '' }

import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { readKey, writtenKey } from '../../kernel/db/moment-key.ts'
import type { Db } from '../../kernel/db/tables.ts'
import { iso } from '../team/index.ts'
import type { HeardPage, HeardQuery } from './api.ts'
import { webAddress } from './brief.ts'
import type { InteractionTable } from './tables.ts'

type Page = z.input<typeof HeardPage>
type Row = Pick<Selectable<InteractionTable>, (typeof heardColumns)[number]>

export const heardColumns = [
  ...([
    'id',
    'brandId',
    'accountId',
    'kind',
    'remoteId',
    'at',
    'edition',
    'saidAt',
    'author',
    'text',
    'media',
  ] as const),
  ...(['under', 'replyTo', 'url', 'rating', 'own', 'heardAt'] as const),
] as const

/** Newest first; `after` is the key of the last one seen. */
export async function heardOf(db: Db, of: { brandId: string } & z.output<typeof HeardQuery>): Promise<Page> {
  let query = db.selectFrom('interaction').select(heardColumns).where('brandId', '=', of.brandId)
  if (of.account) query = query.where('accountId', '=', of.account)
  if (of.kind) query = query.where('kind', '=', of.kind)
  const last = of.after ? readKey(of.after) : undefined
  if (last) query = query.where((is) => is(is.refTuple('at', 'id'), '<', is.tuple(last.at, last.id)))
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(of.limit + 1)
    .execute()
  const shown = rows.slice(0, of.limit)
  const end = shown.at(-1)
  return { items: shown.map(presentHeard), next: rows.length > of.limit && end ? writtenKey(end) : null }
}

export function presentHeard(row: Row): Page['items'][number] {
  const { author, under } = row
  return {
    ...{ id: row.id, accountId: row.accountId, kind: row.kind, remoteId: row.remoteId, at: iso(row.at) },
    author: { id: author.id, handle: author.handle, name: author.name, avatarUrl: webAddress(author.avatarUrl) },
    ...{ text: row.text, replyTo: row.replyTo, url: webAddress(row.url), rating: row.rating, own: row.own },
    media: row.media.map(({ kind, url, alt }) => ({ kind, url, alt: alt ?? null })),
    under: under ? { id: under.id, url: webAddress(under.url) } : null,
    ...{ edited: row.edition === 1, deleted: row.edition === 2 },
  }
}

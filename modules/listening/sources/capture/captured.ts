import { sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../../../kernel/db/tables.ts'
import type { CapturedPage } from '../api.ts'
import { captureKey } from './capture.ts'

/** What people captured for a brand, newest first, a page at a time. */
export async function captured(
  db: DbOrTx,
  brandId: string,
  { after, limit }: { after?: string; limit: number },
): Promise<z.input<typeof CapturedPage>> {
  const [at = '', id = ''] = after?.split('|') ?? []
  let wanted = db
    .selectFrom('mention')
    .innerJoin('listeningSource as source', 'source.id', 'mention.sourceId')
    .select(['mention.id', 'at', 'heardAt', 'url', 'site', 'title', 'text', 'author', 'sentiment', 'media'])
    .where('mention.brandId', '=', brandId)
    .where('source.intakeKey', '=', captureKey(brandId))
    .where('spamAt', 'is', null)
    .where('edition', '<', 2)
  if (id && !Number.isNaN(Date.parse(at)))
    wanted = wanted.where(sql<boolean>`(mention.at, mention.id) < (${new Date(at)}, ${id})`)
  const rows = await wanted
    .orderBy('at', 'desc')
    .orderBy('mention.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ sentiment, media, author, ...row }) => ({
      ...row,
      at: row.at.toISOString(),
      heardAt: row.heardAt.toISOString(),
      author: author.name ?? author.handle,
      tone: sentiment === null ? null : tones[sentiment],
      screenshot: media.find((one) => one.kind === 'image')?.url ?? null,
    })),
    next: rows.length > limit && last ? `${last.at.toISOString()}|${last.id}` : null,
  }
}

const tones = { [-1]: 'negative', 0: 'neutral', 1: 'positive' } as const

import type { z } from 'zod'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import { iso, namesOf } from '../../team/index.ts'
import type { Reason } from '../matcher/post.ts'
import { type MentionBrief, MentionIntent } from './api.ts'
import { excerptOf, marked, marksIn } from './excerpt.ts'
import { feelingOf, type MentionRow } from './kept-mention.ts'
import type { Hit } from './search-mentions.ts'

export type Brief = z.input<typeof MentionBrief>

export async function briefsOf(db: DbOrTx, hits: Hit[]): Promise<Brief[]> {
  const names = await namesOf(
    db,
    hits.flatMap(({ row }) => row.assigneeId ?? []),
  )
  return hits.map(({ row, reasons }) => briefOf(row, reasons ?? reasonsOf(row), names))
}

export const reasonsOf = (row: Pick<MentionRow, 'reasons'>): Reason[] => Object.values(row.reasons).flat()

export function briefOf(row: MentionRow, reasons: Reason[], names: ReadonlyMap<string, string>): Brief {
  const { id, kind, network, site, language, country, corrected, reach, queries, labels, originalId } = row
  const inText = marksIn('text', reasons)
  return {
    ...{ id, at: iso(row.at), heardAt: iso(row.heardAt), kind, network, site, url: webAddress(row.url) },
    ...{ title: row.title, excerpt: excerptOf(marked(row.text, inText)), author: authorOf(row), language, country },
    ...{ sentiment: feelingOf(row.sentiment), intent: intentOf(row.intent), corrected, reach, queries, labels },
    ...{ isSeen: row.seenAt !== null, isSpam: row.spamAt !== null, isDeleted: row.edition === 2 },
    ...{ isEdited: row.edition === 1, isRepost: row.repostOf !== null, originalId },
    assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: names.get(row.assigneeId) ?? '' },
    conversationId: row.conversationId,
  }
}

/** A later version of the desk may know others. */
const intentOf = (intent: string | null) => MentionIntent.options.find((one) => one === intent) ?? null

export const authorOf = ({ author, authorKey, followers }: MentionRow): Brief['author'] => ({
  ...{ key: authorKey, handle: author.handle, name: author.name ?? null },
  ...{ followers: followers ?? author.followers ?? null, isBot: author.isBot === true },
  ...{ url: webAddress(author.url), avatarUrl: webAddress(author.avatarUrl) },
})

/** What somebody calls an address may be anything: only what leads to the web is handed on. */
export const webAddress = (given: string | null | undefined): string | null =>
  given && /^https?:\/\//i.test(given) && URL.canParse(given) ? given : null

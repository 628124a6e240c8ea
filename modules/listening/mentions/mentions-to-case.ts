import type { z } from 'zod'
import { inTransaction } from '../../../kernel/db/connect.ts'
import { badField } from '../../../kernel/failure.ts'
import type { World } from '../../../kernel/world.ts'
import { addConversations, addPage, makeCase } from '../../reputation/index.ts'
import { allow, type Caller, mayIn } from '../../team/index.ts'
import type { CaseOfMentions, MentionsToCase } from './api.ts'
import { feelingOf, type MentionRow } from './kept-mention.ts'
import { heldMentions } from './mention-store.ts'
import { webAddress } from './present.ts'

const longestQuote = 10_000
const longestAddress = 2_048

/** Into a case, or a new one: as conversations where the brand talks there, else as pages that were seen. */
export async function mentionsToCase(
  world: World,
  caller: Caller,
  brandId: string,
  { mentionIds, caseId: given, title, severity }: z.output<typeof MentionsToCase>,
): Promise<z.input<typeof CaseOfMentions>> {
  if (given === null && !title) throw badField('title', 'listening.titleNeeded')
  if (given === null) allow(mayIn(caller, brandId, 'editor'))
  return inTransaction(world.db, async (tx) => {
    const within = { ...world, db: tx }
    const rows = await heldMentions(tx, brandId, mentionIds)
    const conversationIds = [...new Set(rows.flatMap((row) => row.conversationId ?? []))]
    const pages = rows.filter((row) => row.conversationId === null).flatMap((row) => pageOf(row) ?? [])
    const made = { title: title ?? '', problem: '', severity, ownerId: null, deadline: null, conversationIds }
    const caseId = given ?? (await makeCase(within, caller, brandId, made))
    if (given && conversationIds.length > 0)
      await addConversations(within, caller, { brandId, caseId }, conversationIds)
    for (const page of pages) await addPage(within, caller, { brandId, caseId }, page)
    const added = rows.filter((row) => row.conversationId !== null).length + pages.length
    return { caseId, added, left: rows.length - added }
  })
}

/** Of what has no address nothing can be kept as a page. */
function pageOf(row: MentionRow) {
  const url = webAddress(row.url)
  if (!url || url.length > longestAddress || row.edition === 2) return undefined
  const quote = [row.title, row.text].filter(Boolean).join('\n\n').trim().slice(0, longestQuote)
  if (quote === '') return undefined
  const feeling = feelingOf(row.sentiment)
  const tone = feeling === 'unsure' ? ('neutral' as const) : feeling
  const author = (row.author.name || row.author.handle).slice(0, 200)
  return { url, quote, author, tone, seenAt: row.at.toISOString(), mediaId: null }
}

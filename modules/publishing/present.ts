import { sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Words } from '../../kernel/i18n.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { addresseeOf, saidIn } from './answer.ts'
import type { Publication as Answer, LedgerLine, PublicationWhole } from './api.ts'
import { canCancel, canResolve, canRetry, isSettled } from './by-hand.ts'
import { latenessOf, type Publication } from './publication.ts'
import { type PublicationRow, publicationOf, subjectOf } from './rows.ts'
import { linesOf } from './store.ts'
import type { Said } from './tables.ts'
import { wordedFor } from './wording.ts'

const excerptLength = 200

type About = { title: string; excerpt: string; accountName: string; health: string; paused: boolean }
export type ShownRow = PublicationRow & About
export type ShownPost = ShownRow & { postId: string }

/** Rows with what their post and account are called; an answer has no title, and begins with what it says. */
export async function shown(db: DbOrTx, rows: PublicationRow[]): Promise<ShownRow[]> {
  if (rows.length === 0) return []
  const { rows: about } = await sql<About & { id: string }>`
    select p.id, coalesce(post.title, '') as title, coalesce(post.excerpt, left(p.answer->>'text', ${excerptLength}), '') as excerpt,
      a.name as account_name, a.health, a.paused
    from publication p left join post on post.id = p.post_id join account a on a.id = p.account_id
    where p.id = any(${rows.map((row) => row.id)}::text[])`.execute(db)
  const known = new Map(about.map((one) => [one.id, one]))
  return rows.flatMap((row) => {
    const found = known.get(row.id)
    return found ? [{ ...row, ...found }] : []
  })
}

export const isOfPost = (row: ShownRow): row is ShownPost => row.postId !== null

export const publicationAnswer = (row: ShownPost, words: Words): z.infer<typeof Answer> => ({
  ...standing(row, words),
  postId: row.postId,
})

function standing(row: ShownRow, words: Words): Omit<z.infer<typeof Answer>, 'postId'> {
  const publication = publicationOf(row)
  const reason = reasonOf(publication, row)
  return {
    ...{ id: row.id, accountId: row.accountId, network: row.network, state: row.state },
    ...{ wall: row.wall, zone: row.zone, dueAt: row.dueAt.toISOString(), url: row.url, incomplete: row.incomplete },
    publishedAt: row.publishedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    removedAt: row.removedAt?.toISOString() ?? null,
    reason: reason && sayAbout(row, reason, words),
    latenessMs: latenessOf(publication),
    ...{ title: row.title, excerpt: row.excerpt },
  }
}

/** What is due and stays where it is has its reason in the account. */
function reasonOf(publication: Publication, about: About): Said | null {
  if (publication.state === 'planned' && publication.heldBy) return { code: 'publishing.reason.held' }
  const waits = publication.state === 'planned' || publication.state === 'sending'
  if (waits && about.health === 'reconnect') return { code: 'publishing.reason.accountReconnect' }
  if (waits && about.paused) return { code: 'publishing.reason.accountPaused' }
  return 'reason' in publication ? publication.reason : null
}

const sayAbout = (about: ShownRow, said: Said, words: Words) =>
  words.say(wordedFor(subjectOf(about), said.code), {
    ...{ post: about.title || about.excerpt, account: about.accountName },
    ...(about.answer ? { person: addresseeOf(about.answer) } : {}),
    ...said.values,
  })

export async function wholeAnswer(
  world: NetworkedWorld,
  row: ShownRow,
  words: Words,
): Promise<z.infer<typeof PublicationWhole>> {
  const lines = await linesOf(world.db, row.id)
  const publication = publicationOf(row)
  const network = world.networks.get(row.network)
  const settled = isSettled(publication) && publication.of.kind === 'post'
  return {
    ...standing(row, words),
    postId: row.postId,
    answer: row.answer && { to: addresseeOf(row.answer), text: saidIn(row.answer), href: row.answer.href },
    ledger: lines.map(
      (line): z.infer<typeof LedgerLine> => ({
        ...{ id: line.id, at: line.at.toISOString(), endedAt: line.endedAt?.toISOString() ?? null },
        ...{ step: line.step, kind: line.kind, outcome: line.outcome, evidence: line.evidence },
        text: sayAbout(row, line.message, words),
      }),
    ),
    attempts: lines.filter((line) => line.kind === 'attempt').length,
    can: {
      remove: settled && network.remove !== undefined,
      edit: settled && network.edit !== undefined,
      retry: canRetry(publication),
      cancel: canCancel(publication),
      resolve: canResolve(publication),
    },
  }
}

import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/tables.ts'
import { meetAll } from '../people/index.ts'
import type { Changed } from './write-heard.ts'

export type MetChanged = Changed & { identityId: string | null }

/** Knows who spoke. Of those who asked to be forgotten neither name nor words stay. */
export async function meetThose(tx: Tx, changed: Changed[], now: Date): Promise<MetChanged[]> {
  const theirs = changed.filter((one) => !one.own)
  const accounts = await tx
    .selectFrom('account')
    .select(['id', 'network', 'server'])
    .where('id', 'in', [...new Set(changed.map((one) => one.accountId))])
    .execute()
  const meetings = accounts.map((account) => {
    const { id, network, server } = account
    const heard = theirs.filter((one) => one.accountId === id)
    const authors = heard.map(({ author, at, kind }) => ({ person: author, at, kind }))
    return { accountId: id, brandId: heard[0]?.brandId ?? '', network, server, authors }
  })
  const found = await meetAll(tx, meetings, now)
  const met = new Map(meetings.map((one, at) => [one.accountId, found[at]]))
  const known = changed.map((one) => ({
    ...one,
    identityId: one.own ? null : (met.get(one.accountId)?.get(one.author.id)?.identityId ?? null),
  }))
  const forgotten = known.filter((one) => !one.own && one.author.id !== '' && one.identityId === null)
  if (forgotten.length > 0)
    await forget(
      tx,
      forgotten.map((one) => one.id),
    )
  const isForgotten = new Set(forgotten.map((one) => one.id))
  return known.map((one) => (isForgotten.has(one.id) ? { ...one, author: nobody, edition: 2 } : one))
}

const nobody = { id: '', handle: '', name: '' }

/** What was said is kept as deleted: that it was said, not what, nor by whom. */
export async function forget(tx: Tx, interactionIds: string[]): Promise<void> {
  await sql`
    update interaction set edition = 2, text = '', media = '[]', raw = null, url = null, identity_id = null,
           author = ${JSON.stringify(nobody)}::jsonb
     where id = any(${interactionIds}::text[])`.execute(tx)
}

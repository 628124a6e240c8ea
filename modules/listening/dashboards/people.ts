import type { z } from 'zod'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import type { Dashboard, DashboardAuthor } from './api.ts'
import { type AuthorRole, type AuthorRow, type Known, lastSeen } from './authors-store.ts'
import { feltIn } from './feelings.ts'
import type { Span } from './heard-in.ts'

type Person = z.input<typeof DashboardAuthor>

/** Who leads, praises and criticises, each under the name they last went by. */
export async function peopleOf(
  db: DbOrTx,
  span: Span,
  rows: AuthorRow[],
): Promise<z.input<typeof Dashboard>['authors']> {
  const known = await lastSeen(
    db,
    span.brandId,
    rows.map(({ key }) => key),
    span.to,
  )
  const byKey = new Map(known.map((one) => [one.key, one]))
  const those = (role: AuthorRole, by: (row: AuthorRow) => number) =>
    rows
      .filter((row) => row.roles.includes(role))
      .sort((a, b) => by(b) - by(a) || b.reach - a.reach || (a.key < b.key ? -1 : 1))
      .map((row) => personOf(row, byKey.get(row.key)))
  return {
    leaders: those('leaders', ({ reach }) => reach),
    advocates: those('advocates', ({ positive }) => positive),
    critics: those('critics', ({ negative }) => negative),
  }
}

const personOf = (row: AuthorRow, known: Known | undefined): Person => ({
  ...feltIn(row),
  ...{ key: row.key, reach: row.reach, handle: known?.author.handle ?? '', name: known?.author.name ?? null },
  ...{ url: known?.author.url ?? null, network: known?.network ?? null, followers: known?.followers ?? null },
})

import type { DbOrTx } from '../../kernel/db/tables.ts'
import { conflict, type FieldProblem, Refusal } from '../../kernel/failure.ts'
import { checkContent } from '../../networks/check-content.ts'
import type { Registry } from '../../networks/registry.ts'
import type { BrandRow } from '../brand/index.ts'
import { contentFor, libraryOf, mediaByIds, mediaIdsOf } from '../content/index.ts'
import type { Wanted } from './schedule-post.ts'

/** Throws 409 where approval is missing, and 422 at the field for what a network would refuse. */
export async function refuseUnpublishable(
  db: DbOrTx,
  networks: Registry,
  brand: BrandRow,
  wanted: Wanted[],
): Promise<void> {
  if (brand.approvalRequired && wanted.some(({ post }) => post.stage !== 'approved'))
    throw conflict('publishing.needsApproval')
  const ids = [...new Set(wanted.flatMap(({ post }) => mediaIdsOf(post)))]
  const library = libraryOf(await mediaByIds(db, brand.id, ids))
  const fields = wanted.flatMap(({ post, accounts }) => [
    ...mediaIdsOf(post).flatMap((id): FieldProblem[] =>
      library.has(id) ? [] : [{ path: 'body', code: 'content.mediaGone', values: { id } }],
    ),
    ...accounts.flatMap((account): FieldProblem[] => {
      const { composing } = networks.get(account.network)
      return checkContent(composing, contentFor(post, account.id, library), account.facts)
        .filter((finding) => finding.severity === 'error')
        .map(({ path, code, values }) => ({ path: `accounts.${account.id}.${path}`, code, values }))
    }),
  ])
  if (fields.length > 0) throw new Refusal(422, 'publishing.unpublishable', { fields: fields.slice(0, 100) })
}

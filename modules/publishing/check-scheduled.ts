import type { DbOrTx } from '../../kernel/db/tables.ts'
import { conflict, type FieldProblem, Refusal } from '../../kernel/failure.ts'
import { checkContent } from '../../networks/check-content.ts'
import type { Finding } from '../../networks/compose.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { BrandRow } from '../brand/index.ts'
import { contentFor, deskFor, libraryOf, livingMedia, lostFiles, lostOptions, mediaIdsOf } from '../content/index.ts'
import type { Wanted } from './schedule-post.ts'

/** Throws 409 where approval is missing, and 422 at the field for what a network would refuse. */
export async function refuseUnpublishable(
  db: DbOrTx,
  world: NetworkedWorld,
  brand: BrandRow,
  wanted: Wanted[],
): Promise<void> {
  if (brand.approvalRequired && wanted.some(({ post }) => post.stage !== 'approved'))
    throw conflict('publishing.needsApproval')
  const ids = [...new Set(wanted.flatMap(({ post }) => mediaIdsOf(post)))]
  const library = libraryOf(await livingMedia(db, brand.id, ids))
  const deskOf = await deskFor(world, db)
  const fields = wanted.flatMap(({ post, accounts }) => [
    ...lostFiles(post, library).map(problemOf),
    ...accounts.flatMap((account) => {
      const { composing } = world.networks.get(account.network)
      const content = contentFor(post, account.id, library)
      return [
        ...checkContent(composing, content, account.facts, deskOf(account)),
        ...lostOptions(composing, account.facts, content, library),
      ]
        .filter((finding) => finding.severity === 'error')
        .map((finding) => problemOf({ ...finding, path: `accounts.${account.id}.${finding.path}` }))
    }),
  ])
  if (fields.length > 0) throw new Refusal(422, 'publishing.unpublishable', { fields: fields.slice(0, 100) })
}

const problemOf = ({ path, code, values }: Finding): FieldProblem => ({ path, code, values })

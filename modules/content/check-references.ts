import type { DbOrTx } from '../../kernel/db/tables.ts'
import { type FieldProblem, Refusal } from '../../kernel/failure.ts'
import { resolveWall } from '../../kernel/wall-time.ts'
import type { Registry } from '../../networks/registry.ts'
import { accountsOf, isPublishedTo, rubricIdsOf } from '../brand/index.ts'
import type { Changes, PostRow } from './post.ts'
import { mediaToUse } from './store.ts'
import { writtenMediaIdsOf } from './variants.ts'

/**
 * Throws 422 at the field for a rubric, an account, a zone or a file that this brand does not have, and for an account that is
 * only read.
 * What the post already held stays allowed, so that an account disconnected or a file removed meanwhile does not lock a draft.
 */
export async function checkReferences(
  db: DbOrTx,
  networks: Registry,
  brandId: string,
  changes: Partial<Changes>,
  row?: PostRow,
): Promise<void> {
  refuseImpossibleTimes(changes)
  const fields = [
    ...(await rubricProblems(db, brandId, changes)),
    ...(await accountProblems(db, networks, brandId, changes, row)),
    ...(await mediaProblems(db, brandId, changes, row)),
  ]
  if (fields.length > 0) throw new Refusal(422, 'request.invalid', { fields })
}

async function rubricProblems(db: DbOrTx, brandId: string, changes: Partial<Changes>): Promise<FieldProblem[]> {
  if (!changes.rubricId) return []
  const known = await rubricIdsOf(db, brandId)
  return known.has(changes.rubricId) ? [] : [{ path: 'rubricId', code: 'content.rubricUnknown' }]
}

async function accountProblems(
  db: DbOrTx,
  networks: Registry,
  brandId: string,
  changes: Partial<Changes>,
  row?: PostRow,
): Promise<FieldProblem[]> {
  const named = changes.accountIds ?? []
  const variants = (changes.variants ?? []).map((variant) => variant.accountId)
  if (named.length + variants.length === 0) return []
  const accounts = await accountsOf(db, brandId)
  const known = new Set([...accounts.map((account) => account.id), ...(row?.accountIds ?? [])])
  for (const variant of row?.variants ?? []) known.add(variant.accountId)
  const onlyRead = new Set(accounts.filter((one) => !isPublishedTo(networks, one)).map((account) => account.id))
  const problems = (ids: string[], field: string) =>
    ids.flatMap((id, at): FieldProblem[] => {
      const path = `${field}.${at}`
      if (!known.has(id)) return [{ path, code: 'content.accountUnknown' }]
      return onlyRead.has(id) ? [{ path, code: 'content.accountOnlyRead' }] : []
    })
  return [...problems(named, 'accountIds'), ...problems(variants, 'variants')]
}

async function mediaProblems(
  db: DbOrTx,
  brandId: string,
  changes: Partial<Changes>,
  row?: PostRow,
): Promise<FieldProblem[]> {
  const { body = { parts: [] }, variants = [] } = changes
  const held = new Set(row ? writtenMediaIdsOf(row) : [])
  const ids = writtenMediaIdsOf({ body, variants }).filter((id) => !held.has(id))
  const known = await mediaToUse(db, brandId, ids)
  return ids
    .filter((id) => !known.has(id))
    .map((id) => ({ path: 'body', code: 'content.mediaUnknown', values: { id } }))
}

/** Throws at the field for a time no calendar has, or a zone nobody knows. */
function refuseImpossibleTimes(changes: Partial<Changes>): void {
  if (changes.plan) resolveWall(changes.plan.wall, changes.plan.zone, 'plan')
  if (changes.expiry && 'zone' in changes.expiry) resolveWall(changes.expiry.wall, changes.expiry.zone, 'expiry')
}

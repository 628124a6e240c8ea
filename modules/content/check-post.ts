import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Words } from '../../kernel/i18n.ts'
import { checkContent } from '../../networks/check-content.ts'
import { optionFields } from '../../networks/check-options.ts'
import type { AccountFacts, Composing, Content, Cost, Finding, MediaFacts } from '../../networks/compose.ts'
import { saidValues } from '../../networks/said-values.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountsOf } from '../brand/index.ts'
import type { CostSeen, Finding as FindingAnswer } from './api.ts'
import { deskFor } from './desk.ts'
import { libraryOf } from './open-content.ts'
import type { PostRow } from './post.ts'
import { livingMedia } from './store.ts'
import { contentFor, mediaIdsOf, writtenMediaIdsOf } from './variants.ts'

export type AccountFinding = Finding & { accountId: string | null }
export type AccountCost = Cost & { accountId: string }
export type Verdict = { findings: AccountFinding[]; costs: AccountCost[] }
type Checked = Pick<PostRow, 'brandId' | 'body' | 'variants' | 'accountIds' | 'language'>

/** Everything the networks of its accounts would say against it, the files it names that are gone, and what it costs there. */
export async function checkPost(world: NetworkedWorld, post: Checked, db: DbOrTx = world.db): Promise<Verdict> {
  const library = libraryOf(await livingMedia(db, post.brandId, mediaIdsOf(post)))
  const accounts = (await accountsOf(db, post.brandId)).filter((account) => post.accountIds.includes(account.id))
  const deskOf = await deskFor(world, db)
  const each = accounts.map((account) => {
    const { composing } = world.networks.get(account.network)
    const content = contentFor(post, account.id, library)
    const found = [
      ...checkContent(composing, content, account.facts, deskOf(account)),
      ...lostOptions(composing, account.facts, content, library),
    ]
    const cost = composing.cost?.(content, account.facts)
    return {
      findings: found.map((finding) => ({ ...finding, accountId: account.id })),
      costs: cost ? [{ ...cost, accountId: account.id }] : [],
    }
  })
  return {
    findings: [...lostFiles(post, library), ...each.flatMap((one) => one.findings)],
    costs: each.flatMap((one) => one.costs),
  }
}

export const findingsOf = async (world: NetworkedWorld, post: Checked, db?: DbOrTx): Promise<AccountFinding[]> =>
  (await checkPost(world, post, db)).findings

export const lostFiles = (
  post: Pick<Checked, 'body' | 'variants'>,
  library: ReadonlyMap<string, unknown>,
): AccountFinding[] =>
  writtenMediaIdsOf(post)
    .filter((id) => !library.has(id))
    .map((id) => ({ accountId: null, path: 'body', code: 'content.mediaGone', severity: 'error', values: { id } }))

/** The files its settings choose that the library does not have, or of a kind the setting is not for. */
export function lostOptions(
  composing: Composing,
  facts: AccountFacts,
  { options }: Content,
  library: ReadonlyMap<string, MediaFacts>,
): Finding[] {
  return optionFields(composing, facts).flatMap((field): Finding[] => {
    const id = options[field.key]
    if (field.kind !== 'media' || typeof id !== 'string' || id === '') return []
    const kind = library.get(id)?.kind
    const path = `options.${field.key}`
    if (!kind) return [{ path, code: 'content.mediaGone', severity: 'error', values: { id } }]
    return field.of.includes(kind)
      ? []
      : [{ path, code: 'content.mediaOfOtherKind', severity: 'error', values: { kind } }]
  })
}

export const costAnswer = ({ why, ...cost }: AccountCost, words: Words): z.infer<typeof CostSeen> => ({
  ...cost,
  why: words.say(why),
})

export const findingAnswer = (finding: AccountFinding, words: Words): z.infer<typeof FindingAnswer> => ({
  accountId: finding.accountId,
  path: finding.path,
  code: finding.code,
  severity: finding.severity,
  message: words.say(finding.code, saidValues(finding, words.say)),
  ...(finding.over === undefined ? {} : { over: finding.over }),
})

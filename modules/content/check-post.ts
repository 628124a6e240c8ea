import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Words } from '../../kernel/i18n.ts'
import { checkContent } from '../../networks/check-content.ts'
import type { Finding } from '../../networks/compose.ts'
import type { Registry } from '../../networks/registry.ts'
import { accountsOf } from '../brand/index.ts'
import type { Finding as FindingAnswer } from './api.ts'
import { libraryOf } from './open-content.ts'
import type { PostRow } from './post.ts'
import { mediaByIds } from './store.ts'
import { contentFor, mediaIdsOf } from './variants.ts'

export type AccountFinding = Finding & { accountId: string | null }
type Checked = Pick<PostRow, 'brandId' | 'body' | 'variants' | 'accountIds' | 'language'>

/** Everything the networks of its accounts would say against it, and the files it names that are gone. */
export async function findingsOf(db: DbOrTx, networks: Registry, post: Checked): Promise<AccountFinding[]> {
  const ids = mediaIdsOf(post)
  const library = libraryOf(await mediaByIds(db, post.brandId, ids))
  const accounts = (await accountsOf(db, post.brandId)).filter((account) => post.accountIds.includes(account.id))
  const lost: AccountFinding[] = ids
    .filter((id) => !library.has(id))
    .map((id) => ({ accountId: null, path: 'body', code: 'content.mediaGone', severity: 'error', values: { id } }))
  return [
    ...lost,
    ...accounts.flatMap((account) => {
      const { composing } = networks.get(account.network)
      const found = checkContent(composing, contentFor(post, account.id, library), account.facts)
      return found.map((finding) => ({ ...finding, accountId: account.id }))
    }),
  ]
}

export const findingAnswer = (finding: AccountFinding, words: Words): z.infer<typeof FindingAnswer> => ({
  accountId: finding.accountId,
  path: finding.path,
  code: finding.code,
  severity: finding.severity,
  message: words.say(finding.code, finding.values),
  ...(finding.over === undefined ? {} : { over: finding.over }),
})

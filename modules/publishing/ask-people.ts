import type { Tx } from '../../kernel/db/tables.ts'
import { newId } from '../../kernel/id.ts'
import { notify } from '../team/index.ts'
import type { Ask, Intent } from './publication.ts'
import type { Said, TaskKind } from './tables.ts'

const tasks: readonly string[] = ['remove-by-hand', 'resolve-unknown', 'reconnect'] satisfies TaskKind[]
const isTask = (kind: Ask['kind']): kind is TaskKind => tasks.includes(kind)

/** Tells those who can help, and puts on the list what only a person can do. Asking twice for the same adds nothing. */
export async function askPeople(tx: Tx, publication: Intent, asks: Ask[], at: Date): Promise<void> {
  const values = await namesFor(tx, publication)
  for (const { kind, message, dueAt } of asks) {
    const told = { code: message.code, values: { ...values, ...message.values } }
    if (isTask(kind)) await addTask(tx, publication, kind, told, dueAt, at)
    // The account's keeper tells those who can connect it again.
    if (kind === 'reconnect') continue
    await notify(tx, {
      ...{ to: { brandId: publication.brandId, least: 'editor' }, kind: `publication.${kind}`, at },
      severity: kind === 'incomplete' ? 'warning' : 'urgent',
      ...{ key: told.code, values: told.values, href: `/brands/${publication.brandId}/posts/${publication.postId}` },
      about: `${kind} ${publication.id}`,
    })
  }
}

/** At most one open task of a kind: for the account when it is about the account, else for the publication. */
async function addTask(tx: Tx, of: Intent, kind: TaskKind, told: Said, dueAt: Date, at: Date): Promise<void> {
  const { brandId, accountId } = of
  const publicationId = kind === 'reconnect' ? null : of.id
  await tx
    .insertInto('handTask')
    .values({
      ...{ id: newId(at), brandId, kind, publicationId, accountId, dueAt, createdAt: at },
      message: JSON.stringify(told),
    })
    .onConflict((found) => found.doNothing())
    .execute()
}

/** What the messages of the ledger and of notices name: the post by its title or beginning, the account by its name. */
async function namesFor(tx: Tx, publication: Intent): Promise<{ post: string; account: string }> {
  const row = await tx
    .selectFrom('post')
    .innerJoin('account', (join) => join.on('account.id', '=', publication.accountId))
    .select(['post.title', 'post.excerpt', 'account.name'])
    .where('post.id', '=', publication.postId)
    .executeTakeFirst()
  return { post: row?.title || row?.excerpt || '', account: row?.name ?? '' }
}

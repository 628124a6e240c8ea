import type { Tx } from '../../kernel/db/tables.ts'
import { newId } from '../../kernel/id.ts'
import { notify } from '../team/index.ts'
import type { Ask, Intent } from './publication.ts'
import type { TaskKind } from './tables.ts'

const tasks: readonly string[] = ['remove-by-hand', 'resolve-unknown', 'reconnect'] satisfies TaskKind[]
const isTask = (kind: Ask['kind']): kind is TaskKind => tasks.includes(kind)

/** Tells those who can help, and puts on the list what only a person can do. Asking twice for the same adds nothing. */
export async function askPeople(tx: Tx, publication: Intent, asks: Ask[], at: Date): Promise<void> {
  const values = await namesFor(tx, publication)
  for (const { kind, message, dueAt } of asks) {
    const told = { code: message.code, values: { ...values, ...message.values } }
    if (isTask(kind)) {
      const { brandId, id: publicationId, accountId } = publication
      await tx
        .insertInto('handTask')
        .values({
          ...{ id: newId(at), brandId, kind, publicationId, accountId, dueAt, createdAt: at },
          message: JSON.stringify(told),
        })
        .onConflict((found) =>
          found
            .columns(['publicationId', 'kind'])
            .where('doneAt', 'is', null)
            .where('publicationId', 'is not', null)
            .doNothing(),
        )
        .execute()
    }
    await notify(tx, {
      ...{ to: { brandId: publication.brandId, least: 'editor' }, kind: `publication.${kind}`, at },
      severity: kind === 'incomplete' ? 'warning' : 'urgent',
      ...{ key: told.code, values: told.values, href: `/posts/${publication.postId}` },
      about: `${kind} ${publication.id}`,
    })
  }
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

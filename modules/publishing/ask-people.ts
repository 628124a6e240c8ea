import type { Tx } from '../../kernel/db/tables.ts'
import type { MessageValues } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { notify } from '../team/index.ts'
import { addresseeOf } from './answer.ts'
import type { Ask, Intent, Subject } from './publication.ts'
import type { Said, TaskKind } from './tables.ts'
import { wordedFor } from './wording.ts'

const tasks: readonly string[] = ['remove-by-hand', 'resolve-unknown', 'reconnect'] satisfies TaskKind[]
const isTask = (kind: Ask['kind']): kind is TaskKind => tasks.includes(kind)

/** Tells those who can help, and puts on the list what only a person can do. Asking twice for the same adds nothing. */
export async function askPeople(tx: Tx, publication: Intent, asks: Ask[], at: Date): Promise<void> {
  const values = await namesFor(tx, publication)
  const { of, brandId } = publication
  for (const { kind, message, dueAt } of asks) {
    const told = { code: wordedFor(of, message.code), values: { ...values, ...message.values } }
    if (isTask(kind)) await addTask(tx, publication, kind, told, dueAt, at)
    // The account's keeper tells those who can connect it again.
    if (kind === 'reconnect') continue
    await notify(tx, {
      ...{ to: { brandId, least: 'editor' }, kind: `${of.kind === 'answer' ? 'answer' : 'publication'}.${kind}`, at },
      severity: kind === 'incomplete' ? 'warning' : 'urgent',
      ...{ key: told.code, values: told.values, href: pageOf(brandId, of) },
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

/** Where on the desk people see it. */
export const pageOf = (brandId: string, of: Subject): string =>
  of.kind === 'answer' ? of.answer.href : `/brands/${brandId}/posts/${of.postId}`

/** What notices name: the post by its title or beginning, or who is answered; and the account. */
async function namesFor(tx: Tx, { of, accountId }: Intent): Promise<MessageValues> {
  const { name: account } = await tx
    .selectFrom('account')
    .select('name')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  if (of.kind === 'answer') return { person: addresseeOf(of.answer), account }
  const post = await tx.selectFrom('post').select(['title', 'excerpt']).where('id', '=', of.postId).executeTakeFirst()
  return { post: post?.title || post?.excerpt || '', account }
}

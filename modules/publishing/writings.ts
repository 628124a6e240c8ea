import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Content } from '../../networks/compose.ts'
import { contentsOn, libraryOf, mediaByIds } from '../content/index.ts'
import { mediaIdsOfAnswer, saidIn } from './answer.ts'
import type { Intent } from './publication.ts'
import type { Said } from './tables.ts'

/** What is to be sent, or why nothing may be. */
export type Writing = { content: Content; because?: undefined } | { because: Said }

type Written = Pick<Intent, 'brandId' | 'of' | 'accountId'>
type OnAccount = { postId: string; accountId: string }

/** What each of these says: posts as they are written now, answers as they were written. In the order given. */
export async function writingsOf(db: DbOrTx, wanted: Written[]): Promise<Writing[]> {
  const ofPost = await postWritings(
    db,
    wanted.flatMap(({ of, accountId }) => (of.kind === 'post' ? [{ postId: of.postId, accountId }] : [])),
  )
  const ofAnswer = await answerWritings(db, wanted)
  return wanted.map((one) =>
    one.of.kind === 'post' ? ofPost({ postId: one.of.postId, accountId: one.accountId }) : ofAnswer(one),
  )
}

export async function postWritings(db: DbOrTx, wanted: OnAccount[]): Promise<(one: OnAccount) => Writing> {
  const gone: Writing = { because: { code: 'publishing.reason.postGone' } }
  const writings = new Map<string, Writing>()
  for (const post of await postsToWrite(db, [...new Set(wanted.map((one) => one.postId))])) {
    const accountIds = wanted.flatMap((one) => (one.postId === post.id ? [one.accountId] : []))
    const unapproved = post.approvalRequired && post.stage !== 'approved'
    for (const [accountId, content] of await contentsOn(db, post, accountIds))
      writings.set(
        `${post.id} ${accountId}`,
        unapproved ? { because: { code: 'publishing.reason.notApproved' } } : { content },
      )
  }
  return ({ postId, accountId }) => writings.get(`${postId} ${accountId}`) ?? gone
}

async function postsToWrite(db: DbOrTx, ids: string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('post')
    .innerJoin('brand', 'brand.id', 'post.brandId')
    .selectAll('post')
    .select('brand.approvalRequired')
    .where('post.id', 'in', ids)
    .where('post.deletedAt', 'is', null)
    .execute()
}

async function answerWritings(db: DbOrTx, wanted: Written[]): Promise<(one: Written) => Writing> {
  const library: ReturnType<typeof libraryOf> = new Map()
  for (const [brandId, ids] of filesByBrand(wanted))
    for (const [id, file] of libraryOf(await mediaByIds(db, brandId, ids))) library.set(id, file)
  return ({ of }) => {
    if (of.kind === 'post') throw new Error('a post is written otherwise')
    const ids = mediaIdsOfAnswer(of.answer)
    const media = ids.flatMap((id) => library.get(id) ?? [])
    if (media.length < ids.length) return { because: { code: 'publishing.answer.fileGone' } }
    return { content: { parts: [{ text: saidIn(of.answer), media }], options: {} } }
  }
}

function filesByBrand(wanted: Written[]): Map<string, string[]> {
  const files = new Map<string, string[]>()
  for (const { brandId, of } of wanted) {
    const ids = of.kind === 'answer' ? mediaIdsOfAnswer(of.answer) : []
    if (ids.length > 0) files.set(brandId, [...(files.get(brandId) ?? []), ...ids])
  }
  return files
}

import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, conflict } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { findingsOf, type PostRow, postToChange, setStage } from '../content/index.ts'
import { type Caller, notify, peopleOf, recordAct } from '../team/index.ts'
import type { Decision } from './api.ts'
import { keepLine, lastSubmitter } from './store.ts'

/** Who decides: a person of the desk, or a client by a link under the name they gave. */
export type Decider = { workspaceId: string; name: string } & (Pick<Caller, 'userId' | 'via'> | { linkId: string })

type Told = { version: number; comment: string }

/** Asks for approval of this version. Throws 422 while a network would refuse it, since approving that is no use. */
export async function submitPost(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  postId: string,
): Promise<PostRow> {
  return inTransaction(world.db, async (tx) => {
    const post = await postToChange(tx, brandId, postId)
    if (post.stage === 'in-review' || post.stage === 'approved') return post
    const errors = (await findingsOf(world, post, tx)).filter((finding) => finding.severity === 'error')
    if (errors.length > 0) throw badField('body', 'approval.notReady', { count: errors.length })
    if (post.accountIds.length === 0) throw badField('accountIds', 'approval.noAccounts')
    return settle(tx, world, post, caller, 'submitted', '')
  })
}

/**
 * Approves or sends back the version that was looked at. Deciding the same again changes nothing.
 * Throws 409 `approval.changedMeanwhile` when the post is no longer what the decider saw.
 */
export async function decide(
  world: NetworkedWorld,
  decider: Decider,
  brandId: string,
  postId: string,
  decision: z.infer<typeof Decision>,
  told: Told,
): Promise<PostRow> {
  return inTransaction(world.db, async (tx) => {
    const post = await postToChange(tx, brandId, postId)
    if (post.version !== told.version) throw conflict('approval.changedMeanwhile')
    if (decision === 'sent-back' && !told.comment) throw badField('comment', 'approval.sayWhy')
    if (post.stage === decision) return post
    if ('linkId' in decider && post.stage === 'draft') throw conflict('approval.withdrawn')
    return settle(tx, world, post, decider, decision, told.comment)
  })
}

type Kind = 'submitted' | z.infer<typeof Decision>
const stages = { submitted: 'in-review', approved: 'approved', 'sent-back': 'sent-back' } as const

async function settle(
  tx: Tx,
  world: NetworkedWorld,
  post: PostRow,
  by: Decider,
  kind: Kind,
  text: string,
): Promise<PostRow> {
  const at = world.clock.now()
  const userId = 'userId' in by ? by.userId : null
  const linkId = 'linkId' in by ? by.linkId : null
  const scope = { workspaceId: by.workspaceId, brandId: post.brandId }
  await keepLine(tx, { postId: post.id, at, userId, linkId, name: by.name, kind, text, version: post.version })
  await announce(tx, `post.${kind}`, { postId: post.id, version: post.version }, scope)
  if ('userId' in by)
    await recordAct(tx, {
      by: { workspaceId: by.workspaceId, userId: by.userId, via: by.via },
      name: `post.${kind}`,
      brandId: post.brandId,
      subject: post.id,
      at,
    })
  if (kind === 'submitted') await tellApprovers(tx, post, by, at)
  else await tellAuthor(tx, post, by, kind, at)
  return setStage(tx, post.id, stages[kind])
}

/** Everybody who may decide, but for who asks. Seen or not, one notice a post is enough. */
async function tellApprovers(tx: Tx, post: PostRow, by: Decider, at: Date): Promise<void> {
  const all = await peopleOf(tx, post.brandId, 'editor')
  await notify(tx, {
    to: { userIds: all.filter((userId) => !('userId' in by) || userId !== by.userId) },
    kind: 'post.submitted',
    severity: 'info',
    key: 'approval.noticeSubmitted',
    values: { name: by.name, title: post.title || post.excerpt },
    brandId: post.brandId,
    href: `/brands/${post.brandId}/compose/${post.id}`,
    about: `submitted ${post.id}`,
    at,
  })
}

/** The one who asked for the decision hears of it, unless they made it themselves. */
async function tellAuthor(tx: Tx, post: PostRow, by: Decider, kind: 'approved' | 'sent-back', at: Date): Promise<void> {
  const author = (await lastSubmitter(tx, post.id)) ?? post.createdBy
  if ('userId' in by && by.userId === author) return
  await notify(tx, {
    to: { userIds: [author] },
    kind: `post.${kind}`,
    severity: kind === 'approved' ? 'info' : 'warning',
    key: kind === 'approved' ? 'approval.noticeApproved' : 'approval.noticeSentBack',
    values: { name: by.name, title: post.title || post.excerpt },
    brandId: post.brandId,
    href: `/brands/${post.brandId}/compose/${post.id}`,
    at,
  })
}

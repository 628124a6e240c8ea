import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Interaction, Moderate } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { codes, saysCode } from './failures.ts'
import { isComment, placeOfComment } from './heard.ts'
import { groupOf, ownerOf } from './media.ts'

const comment = (call: Call, what: Interaction) => {
  if (!isComment(what)) throw new NetworkFailure('rejected', 'VK lets this be done to comments only')
  return placeOfComment(what, ownerOf(call.account))
}
const like = async (call: Call, what: Interaction, method: string) => {
  const { owner, id } = comment(call, what)
  await ask(wireOf(call), { method, params: { type: 'comment', owner_id: owner, item_id: id } })
}
const author = (call: Call, what: Interaction) => ({
  group_id: groupOf(call.account),
  owner_id: Number(what.author.id),
})
/** Done already is done. */
const unlessDone = async (run: Promise<unknown>) => {
  await run.catch((error: unknown) => {
    if (!saysCode(error, codes.notFound)) throw error
  })
}
const spam = 0

export const moderate: Moderate = {
  like: (call, what) => like(call, what, 'likes.add'),
  unlike: (call, what) => like(call, what, 'likes.delete'),
  delete: (call, what) => {
    const { owner, id } = comment(call, what)
    return unlessDone(ask(wireOf(call), { method: 'wall.deleteComment', params: { owner_id: owner, comment_id: id } }))
  },
  block: async (call, what) => {
    await ask(wireOf(call), { method: 'groups.ban', params: author(call, what) })
  },
  unblock: (call, what) => unlessDone(ask(wireOf(call), { method: 'groups.unban', params: author(call, what) })),
  report: async (call, what) => {
    const { owner, id } = comment(call, what)
    const params = { owner_id: owner, comment_id: id, reason: spam }
    await ask(wireOf(call), { method: 'wall.reportComment', params })
  },
}

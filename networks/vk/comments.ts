import { absentSince } from '../absence.ts'
import type { Call, Found, Step, StepRole, StepsDone } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { squeezed } from './find.ts'
import { guidHolds, guidOf } from './guid.ts'
import { sent } from './markup.ts'
import { attachmentsIn, groupOf, ownerOf } from './media.ts'
import type { Comment } from './objects.ts'

export type Under = { post: number; answers?: number; owner?: number }

/** A comment in the community's name, made once. */
export const commentStep = (
  name: string,
  role: StepRole,
  text: string,
  under: (done: StepsDone) => Under,
  files = 0,
): Step => ({
  name,
  role,
  again: guidHolds,
  run: async (call, key, done) => {
    const { post, answers, owner = ownerOf(call.account) } = under(done)
    const params = {
      owner_id: owner,
      post_id: post,
      from_group: groupOf(call.account),
      message: sent(text),
      reply_to_comment: answers,
      ...(files > 0 ? { attachments: attachmentsIn(done, files) } : {}),
      guid: guidOf(key),
    }
    const asked = { method: 'wall.createComment', params, as: 'either', writes: true } as const
    const { comment_id: id } = await ask<{ comment_id: number }>(wireOf(call), asked)
    return { ref: refOfComment(owner, post, id) }
  },
  find: (call, _key, done, since) => findComment(call, under(done), text, since),
})

export const refOfComment = (owner: number, post: number, id: number) => ({
  id: `${owner}_${id}`,
  url: `https://vk.com/wall${owner}_${post}?reply=${id}`,
})

async function findComment(call: Call, { post, answers, owner }: Under, text: string, since: Date): Promise<Found> {
  const stands = owner ?? ownerOf(call.account)
  const params = { owner_id: stands, post_id: post, sort: 'desc', count: 100, thread_items_count: 10 }
  const { items } = await ask<{ items: Comment[] }>(wireOf(call), { method: 'wall.getComments', params })
  const all = items.flatMap((one) => [one, ...(one.thread?.items ?? [])])
  const found = all.find(
    (one) =>
      one.from_id === ownerOf(call.account) &&
      one.date * 1000 >= since.getTime() - 120_000 &&
      one.reply_to_comment === answers &&
      squeezed(one.text) === squeezed(sent(text)),
  )
  if (found) return { found: true, result: { ref: refOfComment(stands, post, found.id) } }
  return items.length < 100 ? absentSince(call, since) : { found: false, sure: false, note: 'more than 100 comments' }
}

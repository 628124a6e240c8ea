import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Interaction, Moderate } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { postAt } from './read-back.ts'

/** Types of acts on a post: https://github.com/discourse/discourse/blob/main/app/models/post_action_type.rb (read 2026-11-22). */
const likeAct = 2
const spamAct = 8
const untilMs = 1000 * 365 * 86_400_000

export const moderate: Moderate = {
  like: (call, what) => act(call, what, likeAct),
  unlike: async (call, what) => {
    const post = await stands(call, what)
    if (!hasActed(post, likeAct)) return
    const query = { post_action_type_id: likeAct }
    await ask(wireOf(call), {
      method: 'DELETE',
      path: `/post_actions/${post.id}.json`,
      query,
      writes: true,
      fine: [404],
    })
  },
  report: (call, what) => act(call, what, spamAct),
  delete: async (call, what) => {
    const post = await postAt(call, what.id)
    if (post)
      await ask(wireOf(call), { method: 'DELETE', path: `/posts/${post.id}.json`, writes: true, fine: [404, 410] })
  },
  /** Suspension, by moderators: who is suspended already is told by 409. */
  block: async (call, what) => {
    const suspend_until = new Date(call.clock.now().getTime() + untilMs).toISOString()
    const json = { suspend_until, reason: 'Rialto', post_action: 'none' }
    await ask(wireOf(call), {
      method: 'PUT',
      path: `/admin/users/${personOf(what)}/suspend.json`,
      json,
      writes: true,
      fine: [409],
    })
  },
  unblock: async (call, what) => {
    await ask(wireOf(call), { method: 'PUT', path: `/admin/users/${personOf(what)}/unsuspend.json`, writes: true })
  },
}

/** A second like or flag would be refused: it is asked first. */
async function act(call: Call, what: Interaction, type: number): Promise<void> {
  const post = await stands(call, what)
  if (hasActed(post, type)) return
  const json = { id: post.id, post_action_type_id: type }
  await ask(wireOf(call), { method: 'POST', path: '/post_actions.json', json, writes: true })
}

async function stands(call: Call, what: Interaction): Promise<Post> {
  const post = await postAt(call, what.id)
  if (post) return post
  throw new NetworkFailure('rejected', 'this post is gone')
}

const hasActed = (post: Post, type: number) =>
  post.actions_summary?.some((one) => one.id === type && one.acted) ?? false

function personOf({ author }: Interaction): string {
  if (/^\d+$/.test(author.id)) return author.id
  throw new NetworkFailure('rejected', 'the forum does not tell who this was')
}

import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Edit, RemoteRef, Remove } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { codes, saysCode } from './failures.ts'
import { attachedBefore } from './media.ts'
import { pollIn, postForm } from './publish.ts'
import { postsById } from './read-back.ts'
import { postNumbers } from './refs.ts'
import { isStory, removeStory } from './story.ts'

/** What an edit does not name is taken away, so files and poll are always named again. */
export const edit: Edit = {
  may: ['text', 'media', 'options'],
  run: async (call, ref, content, done) => {
    if (isStory(ref)) throw new NetworkFailure('rejected', 'VK does not let a story be changed')
    const { owner, id } = postNumbers(ref.id)
    const files: string[] = []
    for (const file of content.parts[0]?.media ?? []) files.push(await attachedBefore(call, file, done))
    const {
      from_group: _,
      mute_notifications: __,
      ...form
    } = postForm(content, call.account, [...files, ...pollIn(done)])
    const params = { message: '', ...form, owner_id: owner, post_id: id }
    await ask(wireOf(call), { method: 'wall.edit', params })
    return { ref }
  },
}

/** A post's comments go with it. */
export const remove: Remove = async (call, ref) => {
  if (isStory(ref)) return removeStory(call, ref)
  const { owner, id } = postNumbers(ref.id)
  try {
    await ask(wireOf(call), { method: 'wall.delete', params: { owner_id: owner, post_id: id } })
    return 'removed'
  } catch (error) {
    if (saysCode(error, codes.notFound, codes.param, codes.access, 210) && (await isGone(call, ref)))
      return 'already-gone'
    throw error
  }
}

const isGone = async (call: Call, ref: RemoteRef) => (await postsById(call, [ref.id])).length === 0

import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Edit, Remove } from '../contract.ts'
import { order, wireOf } from './client.ts'
import { wordsOf } from './publish.ts'
import { readBack } from './read-back.ts'

/** The title, the community and the files stay as they are: the network lets only the text be changed. */
export const edit: Edit = {
  may: ['text'],
  run: async (call, ref, content) => {
    const { body } = wordsOf(content)
    if (body === '' && content.parts[0]?.media.length === 0)
      throw new NetworkFailure('rejected', 'a text cannot be edited away; remove the post')
    await order(wireOf(call), '/api/editusertext', { api_type: 'json', thing_id: ref.id, text: body })
    return { ref }
  },
}

/** Comments that others left stay under what is deleted. The network says yes to whatever it is asked, so we look first. */
export const remove: Remove = async (call, ref, done) => {
  for (const { ref: other } of Object.values(done)) if (other && other.id !== ref.id) await removeThing(call, other.id)
  const stands = (await readBack(call, ref)) !== 'gone'
  await removeThing(call, ref.id)
  return stands ? 'removed' : 'already-gone'
}

export const removeThing = async (call: Call, id: string): Promise<void> =>
  void (await order(wireOf(call), '/api/del', { id }))

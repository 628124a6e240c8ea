import { NetworkFailure } from '../../kernel/failure.ts'
import type { Edit, RemoteRef, Remove } from '../contract.ts'
import { askIfThere } from '../families/graph-api/wire.ts'
import { wireOf } from './client.ts'
import { messageOf } from './compose.ts'

const videoOf = (ref: RemoteRef) => (typeof ref.more?.videoId === 'string' ? ref.more.videoId : undefined)

/** Only the words of what this app made can be changed; a video's words are its description. */
export const edit: Edit = {
  may: ['text'],
  run: async (call, ref, content) => {
    const message = messageOf(content.parts[0]?.text ?? '')
    const video = videoOf(ref)
    const params = video ? { description: message } : { message }
    const changed = await askIfThere<{ success?: boolean }>(wireOf(call), {
      method: 'POST',
      path: video ?? ref.id,
      params,
    })
    if (!changed) throw new NetworkFailure('rejected', 'the post is not there any more')
    return { ref }
  },
}

export const remove: Remove = async (call, ref) => {
  const wire = wireOf(call)
  const asked = { method: 'DELETE' as const, path: videoOf(ref) ?? ref.id }
  if (!(await askIfThere(wire, asked))) return 'already-gone'
  return 'removed'
}

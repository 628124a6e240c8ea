import type { Call, Edit, PreparedContent, Remove, StepsDone } from '../contract.ts'
import { type PostView, partsOfRef } from './api.ts'
import { order, wireOf, write } from './client.ts'
import { hasWord } from './failures.ts'
import { upload, uploadedAt } from './media.ts'
import { postForm, postRef } from './publish.ts'
import { readBack } from './read-back.ts'

/** A post stays in its community. Files that stood before are not brought again. */
export const edit: Edit = {
  may: ['text', 'media', 'options'],
  run: async (call, ref, content, done) => {
    const addresses = await filesOf(call, content, done)
    const { community_id: _stays, ...form } = postForm(content, call.account, (at) => addresses[at] ?? '', done)
    const json = { post_id: partsOfRef(ref.id).number, body: '', ...form }
    const view = await write<PostView>(wireOf(call), 'PUT', '/post', json, 'post_view')
    return { ref: postRef(view), data: { media: (content.parts[0]?.media ?? []).map((one) => one.id) } }
  },
}

async function filesOf(call: Call, content: PreparedContent, done: StepsDone): Promise<string[]> {
  const addresses: string[] = []
  for (const file of content.parts[0]?.media ?? []) {
    const before = Object.keys(done).find((name) => name.startsWith('media-') && done[name]?.data?.mediaId === file.id)
    addresses.push(before ? uploadedAt(done, before) : await upload(call, file))
  }
  return addresses
}

export const remove: Remove = async (call, ref, done) => {
  for (const { ref: other } of Object.values(done)) if (other && other.id !== ref.id) await removeThing(call, other.id)
  const stands = (await readBack(call, ref)) !== 'gone'
  if (stands) await removeThing(call, ref.id)
  return stands ? 'removed' : 'already-gone'
}

/** Deleting twice is the same as once. */
export async function removeThing(call: Call, id: string): Promise<void> {
  const { kind, number } = partsOfRef(id)
  const [path, name] =
    kind === 'message' ? ['/private_message/delete', 'private_message_id'] : [`/${kind}/delete`, `${kind}_id`]
  await order(wireOf(call), path, { [name]: number, deleted: true }).catch((error: unknown) => {
    if (
      !hasWord(
        error,
        'couldnt_find_post',
        'couldnt_find_comment',
        'couldnt_find_private_message',
        'not_found',
        'deleted',
      )
    )
      throw error
  })
}

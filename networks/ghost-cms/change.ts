import { NetworkFailure } from '../../kernel/failure.ts'
import type { Edit, Remove } from '../contract.ts'
import { ask, firstOf, wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { contentFields } from './fields.ts'
import { placed } from './media.ts'
import { saved } from './publish.ts'
import { collectionIn, refOf } from './read-back.ts'

const tries = 3

/**
 * Status, address and moment stay as they are, and nobody is written to again. Ghost takes a change only of what was last read; when
 * somebody saves in between, it is read once more.
 */
export const edit: Edit = {
  may: ['text', 'media', 'options'],
  run: async (call, ref, content, done) => {
    const collection = collectionIn(ref)
    const media = []
    for (const file of content.parts[0]?.media ?? []) media.push(await placed(call, file, done))
    const feature = content.files?.featureImage ? await placed(call, content.files.featureImage, done) : undefined
    const { email_only: _sent, ...fields } = contentFields(content, call.account, { media, feature })
    for (let left = tries; ; left--) {
      const stands = await ask(wireOf(call), { path: `/${collection}/${ref.id}/` })
      try {
        const post = await saved(call, collection, firstOf<Post>(stands, collection, false), fields, {}, true)
        return { ref: refOf(post, collection === 'pages' ? 'page' : 'post') }
      } catch (error) {
        if (left <= 1 || !isCollision(error)) throw error
      }
    }
  },
}

const isCollision = (error: unknown) => error instanceof NetworkFailure && error.evidence.status === 409

/** What was sent by e-mail cannot be called back. */
export const remove: Remove = async (call, ref) => {
  const path = `/${collectionIn(ref)}/${ref.id}/`
  const { status } = await ask(wireOf(call), { method: 'DELETE', path, writes: true, fine: [404] })
  return status === 404 ? 'already-gone' : 'removed'
}

import type { Edit, Remove } from '../contract.ts'
import { ask, made, wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { contentFields } from './fields.ts'
import { placed } from './media.ts'
import { isPage } from './options.ts'
import { collectionIn, refOf } from './read-back.ts'
import { tagIds, wordsFor } from './tags.ts'

/** Status, address and moment stay as they are, so that an edit never hides or moves what people have linked. */
export const edit: Edit = {
  may: ['text', 'media', 'options'],
  run: async (call, ref, content, done) => {
    const media = []
    for (const file of content.parts[0]?.media ?? []) media.push(await placed(call, file, done))
    const featured = content.files?.featured ? await placed(call, content.files.featured, done) : undefined
    const tags = isPage(content) ? [] : await tagIds(call, wordsFor(content))
    const json = contentFields(content, call.account, { media, featured, tags })
    const path = `/wp/v2/${collectionIn(ref)}/${ref.id}`
    const answer = await ask(wireOf(call), { method: 'POST', path, json, writes: true })
    return { ref: refOf(made<Post>(answer), String(ref.more?.removal ?? 'trash')) }
  },
}

/** Comments go with their post. Where the site keeps no trash, or it was so chosen, the post is gone for good. */
export const remove: Remove = async (call, ref) => {
  const path = `/wp/v2/${collectionIn(ref)}/${ref.id}`
  const away = (force: boolean) =>
    ask(wireOf(call), {
      method: 'DELETE',
      path,
      query: force ? { force } : {},
      writes: true,
      fine: [404, 410, 501],
    })
  const first = await away(ref.more?.removal === 'forever')
  const { status } = first.status === 501 ? await away(true) : first
  return status === 404 || status === 410 ? 'already-gone' : 'removed'
}

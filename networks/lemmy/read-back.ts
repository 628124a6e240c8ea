import type { Json } from '../../kernel/json.ts'
import { authorBy, type OwnPosts, type ReadBack, type RemotePost, type Search } from '../contract.ts'
import { pointersIn } from '../families/text/links-in.ts'
import { momentOf, type PersonDetails, type PostView, partsOfRef } from './api.ts'
import { read, wireOf } from './client.ts'
import { hasWord } from './failures.ts'
import { personOf } from './inbox.ts'
import { picturesIn, seen } from './markdown.ts'
import { postRef } from './publish.ts'

/** What was deleted stays readable for its author, and says so. */
export const readBack: ReadBack = async (call, ref) => {
  try {
    const { post_view: found } = await read<{ post_view: PostView }>(wireOf(call), '/post', {
      id: partsOfRef(ref.id).number,
    })
    return found.post.deleted || found.post.removed ? 'gone' : postOf(found)
  } catch (error) {
    if (hasWord(error, 'couldnt_find_post', 'not_found')) return 'gone'
    throw error
  }
}

const pageSize = 50

export const ownPosts: OwnPosts = async (call, cursor) => {
  const page = Number(cursor ?? 1)
  const query = { person_id: call.account.remoteId, sort: 'New', page, limit: pageSize }
  return pageOf((await read<PersonDetails>(wireOf(call), '/user', query)).posts, page)
}

/** What the instance knows: its own posts and those of communities somebody there follows. */
export const search: Search = async (call, query, cursor) => {
  const page = Number(cursor ?? 1)
  const asked = { q: query, type_: 'Posts', sort: 'New', listing_type: 'All', page, limit: pageSize }
  return pageOf((await read<{ posts: PostView[] }>(wireOf(call), '/search', asked)).posts, page)
}

const pageOf = (posts: PostView[], page: number) => ({
  items: posts.filter(({ post }) => !post.deleted && !post.removed).map(postOf),
  ...(posts.length === pageSize ? { cursor: String(page + 1) } : {}),
})

function postOf(view: PostView): RemotePost {
  const { post, creator } = view
  const { text, pictures } = picturesIn(post.body ?? '')
  const first = isFile(post.url)
    ? [{ kind: kindOf(post.url), url: post.url, ...(post.alt_text ? { alt: post.alt_text } : {}) }]
    : []
  return {
    ref: postRef(view),
    kind: 'post',
    title: post.name,
    text: seen(text),
    at: momentOf(post.published),
    ...(post.updated ? { editedAt: momentOf(post.updated) } : {}),
    author: authorBy(personOf(creator)),
    ...pointersIn(seen(text), isFile(post.url) ? [] : [post.url]),
    numbers: { likes: view.counts.upvotes, comments: view.counts.comments },
    media: [...first, ...pictures.map((one) => ({ kind: kindOf(one.url), ...one }))],
    raw: view as unknown as Json,
  }
}

const isFile = (url: string | undefined): url is string =>
  url !== undefined && /\/pictrs\/image\/|\.(jpe?g|png|webp|gif|mp4|webm|avif)$/i.test(url)
function kindOf(url: string): string {
  if (/\.gif$/i.test(url)) return 'gif'
  return /\.(mp4|webm)$/i.test(url) ? 'video' : 'image'
}

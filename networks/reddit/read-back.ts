import type { Json } from '../../kernel/json.ts'
import type { OwnPosts, ReadBack, RemotePost, Search } from '../contract.ts'
import { pointersIn } from '../families/text/links-in.ts'
import type { Listing, Submission } from './api.ts'
import { read, wireOf } from './client.ts'
import { siteAddress } from './hosts.ts'
import { seen } from './markdown.ts'

/** What its author deleted stays listed, without an author. */
export const readBack: ReadBack = async (call, ref) => {
  const { data } = await read<Listing<Submission>>(wireOf(call), '/api/info', { id: ref.id })
  const found = data.children[0]?.data
  return found && found.author !== '[deleted]' && found.removed_by_category !== 'deleted' ? postOf(found) : 'gone'
}

const pageSize = 50

/** The network lists at most the newest thousand. */
export const ownPosts: OwnPosts = async (call, cursor) => {
  const path = `/user/${wireOf(call).name}/submitted`
  return pageOf(await read<Listing<Submission>>(wireOf(call), path, { sort: 'new', limit: pageSize, after: cursor }))
}

export const search: Search = async (call, query, cursor) =>
  pageOf(
    await read<Listing<Submission>>(wireOf(call), '/search', {
      q: query,
      type: 'link',
      sort: 'new',
      limit: pageSize,
      after: cursor,
    }),
  )

const pageOf = ({ data }: Listing<Submission>) => ({
  items: data.children.map((one) => postOf(one.data)),
  ...(data.after ? { cursor: data.after } : {}),
})

function postOf(post: Submission): RemotePost {
  const text = seen(post.selftext)
  const isElsewhere = post.url !== undefined && !post.url.includes(post.permalink) && mediaOf(post).length === 0
  return {
    ref: { id: post.name, url: siteAddress(post.permalink) },
    kind: 'post',
    title: post.title,
    text,
    ...pointersIn(text, isElsewhere ? [post.url] : []),
    numbers: { likes: post.score, comments: post.num_comments },
    at: new Date(post.created_utc * 1000),
    author: {
      id: post.author_fullname ?? post.author,
      handle: `u/${post.author}`,
      url: siteAddress(`/user/${post.author}`),
    },
    media: mediaOf(post),
    raw: post as unknown as Json,
  }
}

function mediaOf(post: Submission): RemotePost['media'] {
  if (post.is_gallery)
    return (post.gallery_data?.items ?? []).map(({ media_id: id }) => {
      const about = post.media_metadata?.[id]
      return { kind: about?.m === 'image/gif' ? 'gif' : 'image', ...(about?.s?.u ? { url: about.s.u } : {}) }
    })
  if (post.is_video) return [{ kind: 'video', ...(post.url ? { url: post.url } : {}) }]
  if (post.post_hint !== 'image') return []
  return [{ kind: /\.gif$/i.test(post.url ?? '') ? 'gif' : 'image', ...(post.url ? { url: post.url } : {}) }]
}

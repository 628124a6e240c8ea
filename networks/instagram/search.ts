import { NetworkFailure } from '../../kernel/failure.ts'
import type { Search } from '../contract.ts'
import { listed } from '../families/graph-api/paging.ts'
import { pointersIn } from '../families/text/links-in.ts'
import { accountOf, isByPage, wireOf } from './client.ts'
import type { Media } from './entities.ts'
import { momentOf } from './publish.ts'

const fields = 'id,caption,media_type,media_url,permalink,timestamp'

/**
 * By hashtag, what was posted within a day; thirty different ones in a week, and only where signed in over a page:
 * https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-hashtag (read 2026-11-22).
 */
export const search: Search = async (call, query, cursor) => {
  if (!isByPage(call.account.facts))
    throw new NetworkFailure('rejected', 'hashtags can be searched only where the account was connected over its page')
  const tag = query.trim().replace(/^#/, '')
  if (!/^[\p{L}\p{N}_]+$/u.test(tag)) throw new NetworkFailure('rejected', 'search for one hashtag, without spaces')
  const found = await listed<{ id: string }>(wireOf(call), 'ig_hashtag_search', { user_id: accountOf(call), q: tag })
  const id = found.items[0]?.id
  if (!id) return { items: [] }
  const params = { user_id: accountOf(call), fields, limit: 50 }
  const { items, ...rest } = await listed<Media>(wireOf(call), `${id}/recent_media`, params, cursor)
  return {
    items: items.map((media) => ({
      ref: { id: media.id, url: media.permalink },
      kind: 'post',
      text: media.caption ?? '',
      ...pointersIn(media.caption ?? ''),
      at: momentOf(media.timestamp),
      author: { id: 'unknown', handle: 'unknown' },
      media: media.media_url ? [{ kind: media.media_type === 'VIDEO' ? 'video' : 'image', url: media.media_url }] : [],
    })),
    ...rest,
  }
}

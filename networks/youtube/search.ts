import type { Search } from '../contract.ts'
import { type Listed, read } from './client.ts'
import { postOf, videosOf } from './videos.ts'

type Hit = { id: { videoId?: string } }

/** Newest first. A search costs a hundredth of the day's hundred. */
export const search: Search = async (call, query, cursor) => {
  const asked = { part: 'snippet', type: 'video', q: query, order: 'date', maxResults: 50, pageToken: cursor }
  const told = await read<Listed<Hit>>(call, 'search', asked)
  const ids = (told.items ?? []).flatMap((hit) => hit.id.videoId ?? [])
  const videos = await videosOf(call, ids, 'snippet,status,statistics')
  return { items: videos.map(postOf), cursor: told.nextPageToken }
}

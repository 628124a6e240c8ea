import { NetworkFailure } from '../../kernel/failure.ts'
import type { Edit, OwnPosts, ReadBack, Remove } from '../contract.ts'
import { type Listed, read, send } from './client.ts'
import { channelOf } from './facts.ts'
import { metadataOf } from './publish.ts'
import type { PlaylistItem } from './resources.ts'
import { postOf, refOf, videosOf } from './videos.ts'

export const readBack: ReadBack = async (call, ref) => {
  const [video] = await videosOf(call, [ref.id], 'snippet,status')
  return video ? postOf(video) : 'gone'
}

/** Words, tags, visibility and the like; the video itself cannot be exchanged. What is not sent again would be lost. */
export const edit: Edit = {
  may: ['text', 'options'],
  run: async (call, ref, content) => {
    const [stands] = await videosOf(call, [ref.id], 'id')
    if (!stands) throw new NetworkFailure('rejected', 'the video no longer stands')
    const json = { id: ref.id, ...metadataOf(content) }
    await send(call, 'videos', { part: 'snippet,status' }, { method: 'PUT', json, writes: true })
    return { ref: refOf(ref.id) }
  },
}

export const remove: Remove = async (call, ref) => {
  const answer = await send(call, 'videos', { id: ref.id }, { method: 'DELETE', writes: true, fine: [404] })
  return answer.status === 404 ? 'already-gone' : 'removed'
}

export const ownPosts: OwnPosts = async (call, cursor) => {
  const playlistId = channelOf(call.account.facts).uploads
  const query = { part: 'snippet', playlistId, maxResults: 50, pageToken: cursor }
  const told = await read<Listed<PlaylistItem>>(call, 'playlistItems', query)
  const ids = (told.items ?? []).map((one) => one.snippet.resourceId.videoId)
  const videos = new Map((await videosOf(call, ids, 'snippet,status')).map((video) => [video.id, video]))
  const items = ids.flatMap((id) => {
    const video = videos.get(id)
    return video ? [postOf(video)] : []
  })
  return { items, cursor: told.nextPageToken }
}

import type { Call, Found } from '../contract.ts'
import { type Listed, read } from './client.ts'
import { channelOf } from './facts.ts'
import type { PlaylistItem } from './resources.ts'
import { refOf, videosOf } from './videos.ts'

const skewMs = 2 * 60_000

/** The video a session tells of, if it still stands; where the session is forgotten, one with these words among the newest uploads. */
export async function findUpload(
  call: Call,
  sought: { id: string } | { title: string; description: string },
  since: Date,
): Promise<Found> {
  if ('id' in sought) {
    const [video] = await videosOf(call, [sought.id], 'id')
    if (video) return { found: true, result: { ref: refOf(video.id) } }
    return { found: false, sure: false, note: 'the session made a video that no longer stands' }
  }
  for (const video of await newestUploads(call)) {
    const { snippet } = video
    if (!snippet || Date.parse(snippet.publishedAt) < since.getTime() - skewMs) continue
    if (snippet.title === sought.title && snippet.description === sought.description)
      return { found: true, result: { ref: refOf(video.id) } }
  }
  return { found: false, sure: false, note: 'the upload session is forgotten' }
}

async function newestUploads(call: Call) {
  const playlistId = channelOf(call.account.facts).uploads
  const told = await read<Listed<PlaylistItem>>(call, 'playlistItems', { part: 'snippet', playlistId, maxResults: 50 })
  const ids = (told.items ?? []).map((one) => one.snippet.resourceId.videoId)
  return videosOf(call, ids, 'snippet')
}

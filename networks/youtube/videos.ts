import type { Call, RemotePost, RemoteRef } from '../contract.ts'
import { type Listed, read } from './client.ts'
import type { Video } from './resources.ts'

const atOnce = 50

export const refOf = (id: string): RemoteRef => ({ id, url: `https://www.youtube.com/watch?v=${id}` })

/** Videos by their ids; what is gone is left out. */
export async function videosOf(call: Call, ids: string[], part: string): Promise<Video[]> {
  const found: Video[] = []
  for (let from = 0; from < ids.length; from += atOnce) {
    const id = ids.slice(from, from + atOnce).join(',')
    const told = await read<Listed<Video>>(call, 'videos', { part, id, maxResults: atOnce })
    found.push(...(told.items ?? []))
  }
  return found
}

export function postOf(video: Video): RemotePost {
  const { snippet, status } = video
  return {
    ref: refOf(video.id),
    text: snippet?.description ?? '',
    at: new Date(snippet?.publishedAt ?? 0),
    author: { id: snippet?.channelId ?? '', handle: snippet?.channelTitle ?? '' },
    media: [{ kind: 'video', url: refOf(video.id).url }],
    ...(snippet?.defaultLanguage ? { language: snippet.defaultLanguage } : {}),
    raw: {
      title: snippet?.title ?? '',
      privacy: status?.privacyStatus ?? null,
      publishAt: status?.publishAt ?? null,
      uploadStatus: status?.uploadStatus ?? null,
      tags: snippet?.tags ?? [],
      category: snippet?.categoryId ?? null,
    },
  }
}

import type { Call, PostNumbers, RemotePost, RemoteRef } from '../contract.ts'
import { pointersIn } from '../families/text/links-in.ts'
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
  const { snippet, status, statistics } = video
  return {
    ref: refOf(video.id),
    kind: 'video',
    ...(snippet?.title ? { title: snippet.title } : {}),
    text: snippet?.description ?? '',
    at: new Date(snippet?.publishedAt ?? 0),
    author: {
      id: snippet?.channelId ?? '',
      handle: snippet?.channelTitle ?? '',
      ...(snippet?.channelId ? { url: `https://www.youtube.com/channel/${snippet.channelId}` } : {}),
    },
    ...pointersIn(snippet?.description ?? ''),
    ...(snippet?.tags ? { tags: snippet.tags } : {}),
    ...(statistics ? { numbers: numbersOf(statistics) } : {}),
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

/** Counts come as text, and not at all where the channel hides them. */
export const numbersOf = ({ likeCount, viewCount, commentCount }: NonNullable<Video['statistics']>): PostNumbers => ({
  ...(likeCount === undefined ? {} : { likes: Number(likeCount) }),
  ...(viewCount === undefined ? {} : { views: Number(viewCount) }),
  ...(commentCount === undefined ? {} : { comments: Number(commentCount) }),
})

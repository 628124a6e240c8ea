import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Metrics, OwnPosts, PostNumbers, ReadBack, RemotePost, RemoteRef } from '../contract.ts'
import { ask, dataOf } from './client.ts'
import { userOf } from './connect.ts'
import { standingOf } from './upload.ts'

/** https://developers.tiktok.com/doc/tiktok-api-v2-video-object (read 2026-11-22). */
type Video = {
  id: string
  create_time: number
  share_url?: string
  video_description?: string
  title?: string
  duration?: number
  like_count?: number
  comment_count?: number
  share_count?: number
  view_count?: number
}
const fields =
  'id,create_time,share_url,video_description,title,duration,like_count,comment_count,share_count,view_count'
const atOnce = 20

/** The post behind a name of ours: the network tells it only after its review, and only of public posts. */
async function postIdOf(call: Call, ref: RemoteRef): Promise<string | undefined> {
  if (/^\d+$/.test(ref.id)) return ref.id
  const stands = await standingOf(call, ref.id)
  return stands.state === 'published' ? stands.postId : undefined
}

async function videosOf(call: Call, ids: string[]): Promise<Video[]> {
  const found: Video[] = []
  for (let from = 0; from < ids.length; from += atOnce) {
    const json = { filters: { video_ids: ids.slice(from, from + atOnce) } }
    const answer = await ask(call, { method: 'POST', path: 'video/query/', query: { fields }, json })
    found.push(...(dataOf<{ videos?: Video[] }>(answer).videos ?? []))
  }
  return found
}

export const readBack: ReadBack = async (call, ref) => {
  const id = await postIdOf(call, ref)
  if (!id) throw new NetworkFailure('rejected', 'TikTok tells nothing of posts that are under review or not public')
  const [video] = await videosOf(call, [id])
  return video ? postOf(video, call, ref) : 'gone'
}

function postOf(video: Video, call: Call, ref: RemoteRef = { id: video.id }): RemotePost {
  const { files = 1, kind = video.duration === 0 ? 'image' : 'video' } = ref.more ?? {}
  const url = video.share_url
  return {
    ref: { ...ref, ...(url ? { url } : {}) },
    text: video.video_description ?? video.title ?? '',
    at: new Date(video.create_time * 1000),
    author: { id: call.account.remoteId, handle: call.account.handle },
    media: Array.from({ length: Number(files) }, () => ({ kind: String(kind), ...(url ? { url } : {}) })),
    raw: { id: video.id },
  }
}

async function listed(call: Call, cursor: string | undefined) {
  const json = { max_count: atOnce, ...(cursor ? { cursor: Number(cursor) } : {}) }
  const answer = await ask(call, { method: 'POST', path: 'video/list/', query: { fields }, json })
  return dataOf<{ videos?: Video[]; cursor?: number; has_more?: boolean }>(answer)
}

/** Public posts only. */
export const ownPosts: OwnPosts = async (call, cursor) => {
  const told = await listed(call, cursor)
  const items = (told.videos ?? []).map((video) => postOf(video, call))
  return { items, cursor: told.has_more && told.cursor ? String(told.cursor) : undefined }
}

export const metrics: Metrics = {
  account: async (call) => {
    const user = await userOf(call)
    return {
      ...(user.follower_count === undefined ? {} : { followers: user.follower_count }),
      ...(user.following_count === undefined ? {} : { following: user.following_count }),
      ...(user.video_count === undefined ? {} : { posts: user.video_count }),
    }
  },
  /** What is not public, or gone, is left out. */
  posts: async (call, refs) => {
    const named = new Map<string, string>()
    for (const ref of refs) {
      const id = await postIdOf(call, ref)
      if (id) named.set(id, ref.id)
    }
    const numbers: Record<string, PostNumbers> = {}
    for (const video of named.size > 0 ? await videosOf(call, [...named.keys()]) : []) {
      const name = named.get(video.id)
      if (name !== undefined) numbers[name] = numbersOf(video)
    }
    return numbers
  },
}

const numbersOf = (video: Video): PostNumbers => ({
  views: video.view_count ?? 0,
  likes: video.like_count ?? 0,
  comments: video.comment_count ?? 0,
  reshares: video.share_count ?? 0,
})

import type { Json } from '../../kernel/json.ts'
import type { Call, Metrics, OwnPosts, PostNumbers, ReadBack, RemotePost, RemoteRef, Search } from '../contract.ts'
import { pointersIn } from '../families/text/links-in.ts'
import { ask, type Listed, wireOf } from './client.ts'
import { userBehind } from './connect.ts'
import { pinUrl } from './hosts.ts'

type Images = Record<string, { url: string } | undefined>
type Media = {
  media_type: 'image' | 'video' | 'multiple_images' | 'multiple_videos' | 'multiple_mixed'
  images?: Images
  cover_image_url?: string
  items?: { item_type?: string; images?: Images; description?: string | null; cover_image_url?: string }[]
}
/** What of a pin is read here: https://developers.pinterest.com/docs/api/v5/pins-get (read 2026-11-22). */
export type Pin = {
  id: string
  title?: string | null
  description?: string | null
  link?: string | null
  alt_text?: string | null
  board_id?: string
  board_section_id?: string | null
  board_owner?: { username?: string }
  created_at?: string
  media?: Media
  pin_metrics?: { lifetime_metrics?: Record<string, number>; all_time?: Record<string, number> } | null
}

export const refOf = (id: string): RemoteRef => ({ id, url: pinUrl(id) })

export function postOf(pin: Pin, call: Call): RemotePost {
  const handle = pin.board_owner?.username ?? call.account.handle
  return {
    ref: refOf(pin.id),
    kind: 'post',
    ...(pin.title ? { title: pin.title } : {}),
    ...pointersIn(pin.description ?? '', [pin.link]),
    text: pin.description ?? '',
    at: new Date(pin.created_at ?? call.clock.now()),
    author: { id: handle === call.account.handle ? call.account.remoteId : handle, handle },
    media: filesOf(pin),
    raw: pin as unknown as Json,
  }
}

const largest = (images: Images | undefined) => images?.['1200x']?.url ?? images?.['600x']?.url

/** In a carousel each picture has words of its own. */
export function filesOf({ media, alt_text }: Pin): RemotePost['media'] {
  const alt = alt_text ?? undefined
  if (!media) return []
  if (media.media_type === 'image') return [{ kind: 'image', alt, url: largest(media.images) }]
  if (media.media_type === 'video') return [{ kind: 'video', alt, url: media.cover_image_url ?? largest(media.images) }]
  return (media.items ?? []).map((one) => ({
    kind: one.item_type === 'video' ? 'video' : 'image',
    alt: one.description ?? undefined,
    url: largest(one.images) ?? one.cover_image_url,
  }))
}

export const readBack: ReadBack = async (call, ref) => {
  const answer = await ask(wireOf(call), { path: `/pins/${ref.id}`, fine: [404] })
  return answer.status === 200 ? postOf(answer.json<Pin>(), call) : 'gone'
}

export async function ownPins(call: Call, bookmark: string | undefined): Promise<Listed<Pin>> {
  const query = { page_size: 100, bookmark }
  return (await ask(wireOf(call), { path: '/pins', query })).json<Listed<Pin>>()
}

export const ownPosts: OwnPosts = async (call, cursor) => {
  const { items, bookmark } = await ownPins(call, cursor)
  return { items: items.map((pin) => postOf(pin, call)), ...(bookmark ? { cursor: bookmark } : {}) }
}

/** Public pins, for apps that Pinterest lets search; it tells neither who made them nor when, so they are dated as found. */
export const search: Search = async (call, term, cursor) => {
  const query = { term, country_code: 'US', limit: 50, bookmark: cursor }
  const told = (await ask(wireOf(call), { path: '/search/partner/pins', query })).json<Listed<Pin>>()
  const items = told.items.map((pin) => ({ ...postOf(pin, call), author: { id: '', handle: '' } }))
  return { items, ...(told.bookmark ? { cursor: told.bookmark } : {}) }
}

export const metrics: Metrics = {
  account: async (call) => {
    const user = await userBehind(wireOf(call))
    return {
      ...(user.follower_count == null ? {} : { followers: user.follower_count }),
      ...(user.following_count == null ? {} : { following: user.following_count }),
      ...(user.pin_count == null ? {} : { posts: user.pin_count }),
      ...(user.monthly_views == null || user.monthly_views < 0 ? {} : { views: user.monthly_views }),
    }
  },
  /** What is gone is left out. Pinterest counts over the pin’s whole life, for business accounts. */
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (const { id } of refs) {
      const asked = { path: `/pins/${id}`, query: { pin_metrics: true }, fine: [404] }
      const answer = await ask(wireOf(call), asked)
      if (answer.status === 200) numbers[id] = numbersOf(answer.json<Pin>())
    }
    return numbers
  },
}

function numbersOf({ pin_metrics }: Pin): PostNumbers {
  const told = pin_metrics?.lifetime_metrics ?? pin_metrics?.all_time ?? {}
  const pairs: [keyof PostNumbers, string][] = [
    ['impressions', 'impression'],
    ['clicks', 'clickthrough'],
    ['saves', 'save'],
    ['likes', 'reaction'],
    ['comments', 'comment'],
  ]
  return Object.fromEntries(
    pairs.flatMap(([name, theirs]) => (told[theirs] === undefined ? [] : [[name, told[theirs]]])),
  )
}

import { Refused } from '../../families/google-api/emulator.ts'
import { reactionsOf } from './crowd.ts'
import { paged, type Tube, text } from './site.ts'
import type { EmChannel, EmItem } from './state.ts'
import { categories, listOf, ownVideo } from './videos.ts'

export function channelOperations(tube: Tube): void {
  const { on, state, commit, site } = tube
  on('GET', '/youtube/v3/channels', { cost: 1, scope: 'manage' }, (request) => {
    const ids = text(request, 'id').split(',')
    const asked =
      text(request, 'mine') === 'true'
        ? request.channels
        : [...state.channels.values()].filter((one) => ids.includes(one.id))
    const json = asked.map((one) => channelJson(tube, one, text(request, 'part').split(',')))
    return { status: 200, json: listOf('channelList', json) }
  })
  on('GET', '/youtube/v3/playlists', { cost: 1, scope: 'manage' }, (request) => {
    const own = [...state.playlists.values()].filter((one) => request.channels.some(({ id }) => id === one.channel))
    const { items, info } = paged(own, request, 50)
    const json = items.map((one) => ({
      kind: 'youtube#playlist',
      etag: 'e',
      id: one.id,
      snippet: { publishedAt: request.channel.at, channelId: one.channel, title: one.title, description: '' },
    }))
    return { status: 200, json: { ...listOf('playlistList', json), ...info } }
  })
  on('GET', '/youtube/v3/videoCategories', { cost: 1, scope: 'manage' }, () => {
    const json = Object.entries(categories).map(([id, title]) => ({
      kind: 'youtube#videoCategory',
      etag: 'e',
      id,
      snippet: { title, assignable: true, channelId: 'UCBR8-60-B28hp2BmDPdntcQ' },
    }))
    return { status: 200, json: listOf('videoCategoryList', json) }
  })
  on('GET', '/youtube/v3/playlistItems', { cost: 1, scope: 'manage' }, (request) => {
    const id = text(request, 'playlistId')
    const only = text(request, 'videoId')
    const all = itemsOf(tube, id).filter((one) => !only || one.video === only)
    const { items, info } = paged(all, request, 50)
    const json = items.map((one) => itemJson(tube, id, one))
    return { status: 200, json: { ...listOf('playlistItemList', json), ...info } }
  })
  on('POST', '/youtube/v3/playlistItems', { cost: 50, scope: 'manage' }, (request) => {
    const { snippet } = request.body as { snippet?: { playlistId?: string; resourceId?: { videoId?: string } } }
    const playlist = state.playlists.get(snippet?.playlistId ?? '')
    if (!playlist || !request.channels.some(({ id }) => id === playlist.channel))
      throw new Refused(404, 'playlistNotFound', 'The playlist that you are trying to add to cannot be found.')
    const video = ownVideo(tube, request, snippet?.resourceId?.videoId ?? '')
    const item: EmItem = { id: `UEx-${site.random.hex(24)}`, video: video.id, at: tube.now().toISOString() }
    commit({ made: 'item', playlist: playlist.id, item })
    return { status: 200, json: itemJson(tube, playlist.id, item) }
  })
}

function itemsOf({ state }: Tube, id: string): EmItem[] {
  const channel = [...state.channels.values()].find((one) => one.uploads === id)
  if (!channel) {
    const playlist = state.playlists.get(id)
    if (!playlist)
      throw new Refused(404, 'playlistNotFound', 'The playlist identified with the request cannot be found.')
    return playlist.items
  }
  return [...state.videos.values()]
    .filter((one) => one.channel === channel.id)
    .sort((a, b) => b.ordinal - a.ordinal)
    .map((one) => ({ id: `UU-${one.id}`, video: one.id, at: one.at }))
}

function itemJson({ state }: Tube, playlistId: string, item: EmItem) {
  const video = state.videos.get(item.video)
  return {
    kind: 'youtube#playlistItem',
    etag: 'e',
    id: item.id,
    snippet: {
      publishedAt: item.at,
      channelId: video?.channel ?? '',
      title: video?.title ?? '',
      description: video?.description ?? '',
      playlistId,
      position: 0,
      resourceId: { kind: 'youtube#video', videoId: item.video },
    },
  }
}

function channelJson(tube: Tube, channel: EmChannel, parts: string[]) {
  const url = tube.site.people.avatarUrl({ handle: channel.handle.slice(1) })
  const own = [...tube.state.videos.values()].filter((one) => one.channel === channel.id)
  const gained = own.flatMap((one) => reactionsOf(tube, one)).filter((one) => one.kind === 'follow').length
  return {
    kind: 'youtube#channel',
    etag: 'e',
    id: channel.id,
    ...(parts.includes('snippet')
      ? {
          snippet: {
            title: channel.title,
            description: 'Freshly roasted in the north.',
            customUrl: channel.handle,
            publishedAt: channel.at,
            thumbnails: { default: { url, width: 88, height: 88 }, high: { url, width: 800, height: 800 } },
            country: 'BG',
          },
        }
      : {}),
    ...(parts.includes('contentDetails')
      ? { contentDetails: { relatedPlaylists: { likes: '', uploads: channel.uploads } } }
      : {}),
    ...(parts.includes('status')
      ? { status: { privacyStatus: 'public', isLinked: true, longUploadsStatus: 'allowed', madeForKids: false } }
      : {}),
    ...(parts.includes('statistics')
      ? {
          statistics: {
            viewCount: String(own.length * 40),
            subscriberCount: String(120 + gained),
            hiddenSubscriberCount: false,
            videoCount: String(own.length),
          },
        }
      : {}),
    ...(parts.includes('brandingSettings')
      ? {
          brandingSettings: {
            channel: { title: channel.title, keywords: 'coffee "specialty roastery"' },
            image: { bannerExternalUrl: url },
          },
        }
      : {}),
  }
}

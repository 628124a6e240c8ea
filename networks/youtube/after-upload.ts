import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Found, MediaFile, PreparedContent, Step, StepsDone } from '../contract.ts'
import { ask, made } from '../families/google-api/client.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { captionsStep } from './captions.ts'
import { type Listed, read, send, wireOf } from './client.ts'
import { commentStep } from './comments.ts'
import { option } from './compose.ts'
import { hostsOf } from './hosts.ts'
import type { PlaylistItem } from './resources.ts'
import { videosOf } from './videos.ts'

/** What follows a video that stands: its cover, captions and playlists, the first comment, and a look at how its processing ended. */
export function afterSteps(content: PreparedContent): Step[] {
  const cover = content.files?.thumbnail
  const { captions } = content.files ?? {}
  const playlists = option(content, 'playlists')
  return [
    ...(cover ? [thumbnailStep(cover)] : []),
    ...(captions && content.language ? [captionsStep(captions, content.language)] : []),
    ...(Array.isArray(playlists) ? playlists.map(playlistStep) : []),
    ...(content.firstComment?.trim() ? [commentStep(content.firstComment)] : []),
    processedStep(),
  ]
}

const videoIn = (done: StepsDone) => done.post?.ref?.id ?? ''

/** 2 MB, 16 : 9, 640 wide at least: https://support.google.com/youtube/answer/72431 (read 2026-11-22). */
const coverRule = {
  mimes: ['image/jpeg', 'image/png'],
  maxBytes: 2 * 1024 * 1024,
  minWidth: 640,
  maxWidth: 1920,
  maxHeight: 1920,
}

function thumbnailStep(cover: MediaFile): Step {
  return {
    name: 'thumbnail',
    role: 'finish',
    again: { way: 'harmless' },
    run: async (call, _key, done) => {
      const file = await cover.fit(coverRule)
      await ask(wireOf(call), {
        method: 'POST',
        url: `${hostsOf(call.account.server).upload}/thumbnails/set`,
        query: { videoId: videoIn(done), uploadType: 'media' },
        headers: { 'content-type': file.mime, 'content-length': String(file.bytes) },
        body: file.open(),
        timeoutMs: uploadSilenceMs(file.bytes),
        slow: ['uploadRateLimitExceeded'],
      })
      return {}
    },
  }
}

function playlistStep(playlistId: string): Step {
  const itemOf = async (call: Call, done: StepsDone) => {
    const query = { part: 'snippet', playlistId, videoId: videoIn(done), maxResults: 1 }
    return (await read<Listed<PlaylistItem>>(call, 'playlistItems', query)).items?.[0]
  }
  return {
    name: `playlist-${playlistId}`,
    role: 'finish',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const json = { snippet: { playlistId, resourceId: { kind: 'youtube#video', videoId: videoIn(done) } } }
      const answer = await send(call, 'playlistItems', { part: 'snippet' }, { method: 'POST', json, writes: true })
      return { data: { item: made<PlaylistItem>(answer, 'id').id } }
    },
    find: async (call, _key, done): Promise<Found> => {
      const item = await itemOf(call, done)
      return item ? { found: true, result: { data: { item: item.id } } } : { found: false, sure: true }
    },
  }
}

const askAgainMs = 60_000

/** Refused uploads (a duplicate, too long, another's rights) are told only after a while. */
function processedStep(): Step {
  return {
    name: 'processed',
    role: 'finish',
    again: { way: 'harmless' },
    run: async (call, _key, done) => {
      const [video] = await videosOf(call, [videoIn(done)], 'status')
      const { uploadStatus, failureReason, rejectionReason } = video?.status ?? {}
      if (uploadStatus === 'uploaded')
        throw new NetworkFailure('slow-down', 'the video is being processed', { retryAfterMs: askAgainMs })
      if (uploadStatus === 'failed' || uploadStatus === 'rejected')
        throw new NetworkFailure(
          'rejected',
          `the video was not taken: ${failureReason ?? rejectionReason ?? uploadStatus}`,
        )
      return {}
    },
  }
}

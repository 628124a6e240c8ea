import { NetworkFailure } from '../../kernel/failure.ts'
import type { Found, MediaFile, Step, StepsDone } from '../contract.ts'
import { type Listed, read } from './client.ts'
import { openSession, sendBytes } from './upload-session.ts'

type Track = { id: string; snippet?: { language?: string; name?: string } }

/** Words to read along, in the language of the post: https://developers.google.com/youtube/v3/docs/captions/insert (read 2026-11-22). */
export function captionsStep(file: MediaFile, language: string): Step {
  const videoOf = (done: StepsDone) => done.post?.ref?.id ?? ''
  const track = { ...file, mime: 'application/octet-stream' }
  return {
    name: 'captions',
    role: 'finish',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const snippet = { videoId: videoOf(done), language, name: '' }
      const session = await openSession(call, 'captions', track, { part: 'snippet' }, { snippet })
      const stands = await sendBytes(call, session, track, 0, track.bytes)
      if (stands.state === 'done') return { data: { track: stands.video.id } }
      throw new NetworkFailure('unknown-outcome', 'the captions were not taken in whole')
    },
    find: async (call, _key, done): Promise<Found> => {
      const told = await read<Listed<Track>>(call, 'captions', { part: 'snippet', videoId: videoOf(done) })
      const ours = told.items?.find((one) => one.snippet?.language === language && !one.snippet.name)
      return ours ? { found: true, result: { data: { track: ours.id } } } : { found: false, sure: true }
    },
  }
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkMedia } from './check-media.ts'
import { type Composing, type Desk, defineComposing, type Limits, type MediaRule, type MediaUse } from './compose.ts'

const video: MediaRule = { mimes: ['video/mp4'], codecs: ['h264'], maxBytes: 8_000_000, reencode: true }
const limits = (media: Partial<Limits['media']>): Limits['media'] => ({ perPart: 4, mix: 'any', altMax: 0, ...media })
const place: Composing = defineComposing({
  ...{ id: 'place', name: 'Place', color: '#000000', options: [], spans: () => [] },
  can: {
    ...{ thread: false, firstComment: false, poll: false, alt: false, focus: false, card: false },
    ...{ editPublished: false, removePublished: false, schedule: false },
  },
  limits: () => {
    throw new Error('not asked for')
  },
})
const able: Desk = { makes: ['h264', 'aac', 'mp3'], reachable: 'yes' }
const bare: Desk = { makes: [], reachable: 'yes' }
const clip = (more: Partial<MediaUse> = {}): MediaUse => ({
  ...{ id: 'm', kind: 'video', mime: 'video/mp4', codec: 'h264', bytes: 4_000_000, width: 1280, height: 720 },
  ...{ durationMs: 30_000, frameRate: 30, bitRate: 1_000_000, hasAudio: true, ...more },
})
const told = (file: MediaUse, rule: MediaRule, desk?: Desk) =>
  checkMedia([file], limits({ [file.kind === 'gif' ? 'video' : file.kind]: rule }), 'media', place, desk).map(
    ({ severity, code }) => `${severity} ${code.replace('networks.check.', '')}`,
  )

test('what this desk makes fit is no matter, and what it cannot is told while writing', () => {
  for (const file of [
    clip({ codec: 'vp9', mime: 'video/webm' }),
    clip({ bytes: 80_000_000, bitRate: 21_000_000 }),
    clip({ codec: 'hevc' }),
  ]) {
    assert.deepEqual(told(file, video, able), [])
    assert.deepEqual(told(file, video), [], 'without a word of the desk it is held able')
    assert.deepEqual(told(file, video, bare), ['error media.needsFfmpeg'])
  }
  assert.deepEqual(told(clip(), video, bare), [])
})

test('nothing is cut short or made mush: too long is told on every desk', () => {
  assert.deepEqual(told(clip(), { ...video, maxDurationMs: 20_000 }, able), ['error mediaTooLong'])
  assert.deepEqual(told(clip({ durationMs: 3_600_000 }), { ...video, maxBytes: 1_000_000 }, able), [
    'error media.tooLongForSize',
  ])
})

test('a shape that is not taken gets bars, which a crop or a focus spares', () => {
  const tall = { ...video, ratio: { min: 0.5, max: 0.6 } }
  assert.deepEqual(told(clip(), tall, able), ['warning mediaBars'])
  assert.deepEqual(told(clip({ focus: { x: 0.5, y: 0 } }), tall, able), [])
  assert.deepEqual(told(clip(), tall, bare), ['error media.needsFfmpeg'])
})

test('where a video goes as it is, what it is made of must be what is taken', () => {
  const strict = { ...video, reencode: false, maxFrameRate: 30, maxBitRate: 5_000_000 }
  assert.deepEqual(told(clip(), strict, able), [])
  assert.deepEqual(told(clip({ codec: 'av1', frameRate: 60, bitRate: 9_000_000 }), strict, able), [
    'error mediaCodec',
    'error mediaFrameRate',
    'error mediaBitRate',
  ])
  assert.deepEqual(told(clip({ codec: undefined, frameRate: undefined, bitRate: undefined }), strict, able), [])
})

test('an animation goes as a video where no animation is taken, on a desk that can make one', () => {
  const gif = clip({ kind: 'gif', mime: 'image/gif', codec: undefined, hasAudio: undefined })
  assert.deepEqual(told(gif, video, able), [])
  assert.deepEqual(told(gif, video, bare), ['error media.needsFfmpeg'])
  assert.deepEqual(told(gif, { ...video, reencode: false }, able), ['error mediaKind'])
})

test('a picture smaller than is taken is not blown up', () => {
  const image = { mimes: ['image/png'], maxBytes: 9_000_000, minWidth: 320, minHeight: 320, reencode: true }
  const small = clip({ kind: 'image', mime: 'image/png', width: 640, height: 640 })
  assert.deepEqual(told(small, image, able), [])
  const crop = { x: 0, y: 0, width: 0.4, height: 1 }
  assert.deepEqual(told({ ...small, crop }, image, able), ['error mediaTooSmall'])
})

test('sound is bounded like videos', () => {
  const audio = { mimes: ['audio/mpeg'], maxBytes: 1_000_000, reencode: true }
  const song = clip({ kind: 'audio', mime: 'audio/wav', bytes: 9_000_000, durationMs: 60_000, codec: 'pcm-s16' })
  assert.deepEqual(told(song, audio, able), [])
  assert.deepEqual(told(song, audio, bare), ['error media.needsFfmpeg'])
  assert.deepEqual(told({ ...song, durationMs: 600_000 }, audio, able), ['error media.tooLongForSize'])
})

test('a network that fetches files is told apart where it cannot reach the desk', () => {
  const pulled = (reachable: Desk['reachable']) =>
    checkMedia([clip()], limits({ video, pulled: true }), 'media', place, { ...able, reachable }).map(
      ({ severity, code }) => `${severity} ${code.replace('networks.check.', '')}`,
    )
  assert.deepEqual(pulled('yes'), [])
  assert.deepEqual(pulled('no'), ['error pulledNeedsPublicDesk'])
  assert.deepEqual(pulled('doubtful'), ['warning pulledMayFail'])
  assert.deepEqual(checkMedia([], limits({ pulled: true }), 'media', place, { ...able, reachable: 'no' }), [])
})

test('where a network fetches only pictures, videos need no public desk', () => {
  const image = { mimes: ['image/jpeg'], maxBytes: 9_000_000, reencode: true }
  const picture = clip({ kind: 'image', mime: 'image/jpeg', alt: 'A tree' })
  const toldOf = (media: MediaUse) =>
    checkMedia([media], limits({ image, video, pulled: ['image'] }), 'media', place, {
      ...able,
      reachable: 'no',
    }).map(({ code }) => code)
  assert.deepEqual(toldOf(clip()), [])
  assert.deepEqual(toldOf(picture), ['networks.check.pulledNeedsPublicDesk'])
})

import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { checkContent, isPublishable } from './check-content.ts'
import { type Composing, type Content, defineComposing, type Limits, type MediaUse, type Part } from './compose.ts'

const characters = { unit: 'networks.units.characters', max: 20, count: (text: string) => [...text].length }
const bytes = { unit: 'networks.units.bytes', max: 30, count: (text: string) => new TextEncoder().encode(text).length }

const limits: Limits = {
  text: [characters, bytes],
  caption: [{ ...characters, max: 10 }],
  textRequired: 'without-media',
  parts: { max: 3 },
  media: {
    perPart: 2,
    mix: 'one-kind',
    altMax: 12,
    image: { mimes: ['image/png'], maxBytes: 1000, maxWidth: 100, ratio: { min: 0.8, max: 1.91 }, reencode: false },
    gif: { mimes: ['image/gif'], maxBytes: 1, reencode: true },
    video: { mimes: ['video/mp4'], maxBytes: 5000, minDurationMs: 3000, maxDurationMs: 60_000, reencode: false },
  },
  poll: {
    options: { min: 2, max: 3 },
    optionMax: { ...characters, max: 8 },
    questionMax: characters,
    questionRequired: true,
    durations: { minSeconds: 300, maxSeconds: 86_400 },
    multiple: false,
    withMedia: false,
    withText: false,
  },
  firstComment: [{ ...characters, max: 5 }],
  card: 'from-network',
  source: 'made for this test',
}
const everything = {
  thread: true,
  firstComment: true,
  poll: true,
  alt: true,
  focus: true,
  card: true,
  editPublished: true,
  removePublished: true,
  schedule: false,
}
const place = (changed: Partial<Composing> = {}, bounds: Partial<Limits> = {}): Composing =>
  defineComposing({
    id: 'place',
    name: 'Place',
    color: '#000000',
    can: everything,
    limits: () => ({ ...limits, ...bounds }),
    spans: () => [],
    options: [
      { key: 'mood', label: 'l', kind: 'choice', choices: [{ value: 'calm', label: 'l' }], default: 'calm' },
      { key: 'quiet', label: 'l', kind: 'switch', default: false },
      { key: 'warning', label: 'l', kind: 'text', maxLength: 4, default: '' },
      { key: 'days', label: 'l', kind: 'many', choices: [{ value: 'mon', label: 'l' }], default: [] },
    ],
    ...changed,
  })

const part = (given: Partial<Part> = {}): Part => ({ text: 'hello', media: [], ...given })
const content = (given: Partial<Content> = {}): Content => ({ parts: [part()], options: {}, ...given })
const image = (given: Partial<MediaUse> = {}): MediaUse => ({
  id: 'm',
  kind: 'image',
  mime: 'image/png',
  bytes: 10,
  width: 80,
  height: 80,
  alt: 'a cup',
  ...given,
})
const found = (given: Partial<Content>, composing = place()) =>
  checkContent(composing, content(given), {}).map(
    (one) => `${one.severity === 'warning' ? '(warning) ' : ''}${one.path} ${one.code.replace('networks.check.', '')}`,
  )
const inMedia = (...media: MediaUse[]) => found({ parts: [part({ media })] })
const poll = (given = {}) => ({
  question: 'Tea?',
  options: ['yes', 'no'],
  multiple: false,
  durationSeconds: 3600,
  ...given,
})

test('an ordinary post has nothing wrong', () => assert.deepEqual(found({}), []))

test('each rule of the text that breaks says by how much, and where the text stops fitting', () => {
  const [first, second] = checkContent(place(), content({ parts: [part({ text: `${'ж'.repeat(19)}👩‍👩‍👧` })] }), {})
  assert.deepEqual(first?.values, { count: 24, max: 20, over: 4, unit: 'characters' })
  assert.equal(first?.over, 19, 'never inside a grapheme')
  assert.deepEqual([second?.values?.unit, second?.values?.count, second?.over], ['bytes', 56, 15])
})

test('text beside media is measured as a caption', () => {
  assert.deepEqual(inMedia(image()), [])
  assert.deepEqual(found({ parts: [part({ text: 'eleven char', media: [image()] })] }), ['parts.0.text textTooLong'])
})

test('nothing at all, or nothing but spaces, is not a post', () => {
  for (const text of ['', '  \n\t', '\u200b\u2060'])
    assert.deepEqual(found({ parts: [part({ text })] }), ['parts empty'])
  assert.deepEqual(found({ parts: [] }), ['parts empty'])
  assert.deepEqual(found({ parts: [part(), part({ text: '' })] }), ['parts.1.text textMissing'])
  assert.deepEqual(found({ parts: [part(), part({ text: ' ' })] }, place({}, { textRequired: 'never' })), [
    'parts.1.text textMissing',
  ])
})

test('a picture may stand without words where the network allows it', () => {
  assert.deepEqual(found({ parts: [part({ text: '', media: [image()] })] }), [])
  assert.deepEqual(found({ parts: [part({ text: '', media: [image()] })] }, place({}, { textRequired: 'always' })), [
    'parts.0.text textMissing',
  ])
})

test('threads have as many parts as the network takes, or none', () => {
  assert.deepEqual(found({ parts: [part(), part(), part()] }), [])
  assert.deepEqual(found({ parts: [part(), part(), part(), part()] }), ['parts tooManyParts'])
  assert.deepEqual(found({ parts: [part(), part()] }, place({ can: { ...everything, thread: false } })), [
    'parts noThreads',
  ])
})

test('files are bounded in number, kind and mixture', () => {
  const video: MediaUse = { id: 'v', kind: 'video', mime: 'video/mp4', bytes: 10, durationMs: 5000, alt: 'pouring' }
  assert.deepEqual(inMedia(image(), image(), image()), ['parts.0.media tooManyMedia'])
  assert.deepEqual(inMedia(image(), video), ['parts.0.media mix.one-kind'])
  assert.deepEqual(inMedia(image({ kind: 'document', mime: 'application/pdf' })), ['parts.0.media.0 mediaKind'])
  const sounds = {
    ...limits.media,
    mix: 'images-and-videos' as const,
    audio: { mimes: ['audio/mpeg'], maxBytes: 99, reencode: false },
  }
  const album = place({}, { media: sounds })
  assert.deepEqual(found({ parts: [part({ media: [image(), video] })] }, album), [])
  assert.deepEqual(
    found({ parts: [part({ media: [image(), image({ kind: 'audio', mime: 'audio/mpeg' })] })] }, album),
    ['parts.0.media mix.images-and-videos'],
  )
})

test('a file is measured: format, weight, pixels, shape, length', () => {
  assert.deepEqual(inMedia(image({ mime: 'image/tiff' })), ['parts.0.media.0 mediaFormat'])
  assert.deepEqual(inMedia(image({ bytes: 1001 })), ['parts.0.media.0 mediaBytes'])
  assert.deepEqual(inMedia(image({ width: 101, height: 100 })), ['parts.0.media.0 mediaPixels'])
  assert.deepEqual(inMedia(image({ width: 100, height: 40 })), ['parts.0.media.0 mediaRatio'])
  assert.deepEqual(
    inMedia(image({ width: 100, height: 40, crop: { x: 0, y: 0, width: 0.6, height: 1 } })),
    [],
    'the crop counts',
  )
  const video = (durationMs: number): MediaUse => ({
    id: 'v',
    kind: 'video',
    mime: 'video/mp4',
    bytes: 1,
    durationMs,
    alt: 'pour',
  })
  assert.deepEqual(
    [inMedia(video(2999)), inMedia(video(60_001)), inMedia(video(3000))],
    [['parts.0.media.0 mediaTooShort'], ['parts.0.media.0 mediaTooLong'], []],
  )
})

test('what Rialto re-makes to fit is not held against the writer', () =>
  assert.deepEqual(inMedia(image({ kind: 'gif', mime: 'image/webp', bytes: 9_000_000 })), []))

test('a missing description is a warning, a too long one an error', () => {
  assert.deepEqual(inMedia(image({ alt: ' ' })), ['(warning) parts.0.media.0.alt altMissing'])
  assert.deepEqual(inMedia(image({ alt: 'thirteen sign' })), ['parts.0.media.0.alt altTooLong'])
  assert.ok(
    isPublishable(checkContent(place(), content({ parts: [part({ media: [image({ alt: undefined })] })] }), {})),
  )
})

test('a poll keeps to its bounds', () => {
  const asked = (given: object, beside: Partial<Part> = {}) =>
    found({ parts: [part({ text: '', poll: poll(given), ...beside })] })
  assert.deepEqual(asked({}), [])
  assert.deepEqual(asked({ options: ['one'] }), ['parts.0.poll.options pollOptions'])
  assert.deepEqual(asked({ options: ['a', 'b', 'c', 'd'] }), ['parts.0.poll.options pollOptions'])
  assert.deepEqual(asked({ options: ['a', ' a ', ''] }), [
    'parts.0.poll.options.1 pollOptionTwice',
    'parts.0.poll.options.2 pollOptionEmpty',
  ])
  assert.deepEqual(asked({ options: ['a', 'nine char'] }), ['parts.0.poll.options.1 textTooLong'])
  assert.deepEqual(asked({ question: ' ' }), ['parts.0.poll.question pollQuestion'])
  assert.deepEqual(asked({ multiple: true }), ['parts.0.poll.multiple pollMultiple'])
  assert.deepEqual(asked({ durationSeconds: 299 }), ['parts.0.poll.durationSeconds pollDuration'])
  assert.deepEqual(asked({}, { text: 'hi', media: [image()] }), [
    'parts.0.poll pollWithMedia',
    'parts.0.poll pollWithText',
  ])
  assert.deepEqual(found({ parts: [part({ poll: poll() })] }, place({}, { poll: undefined })), ['parts.0.poll noPolls'])
})

test('a poll with fixed lengths takes only those', () => {
  const fixed = place({}, { poll: { ...limits.poll, durations: { seconds: [86_400] } } as Limits['poll'] })
  assert.deepEqual(found({ parts: [part({ text: '', poll: poll() })] }, fixed), [
    'parts.0.poll.durationSeconds pollDurationChoice',
  ])
})

test('a first comment is bounded, or impossible', () => {
  assert.deepEqual(found({ firstComment: 'sixsix' }), ['firstComment textTooLong'])
  assert.deepEqual(found({ firstComment: 'hi' }, place({ can: { ...everything, firstComment: false } })), [
    'firstComment noFirstComment',
  ])
  assert.deepEqual(found({ firstComment: '' }, place({ can: { ...everything, firstComment: false } })), [])
})

test('settings must be known and take only what they offer', () => {
  assert.deepEqual(found({ options: { mood: 'calm', quiet: true, warning: 'abcd', days: ['mon'] } }), [])
  assert.deepEqual(found({ options: { mood: 'wild', quiet: 'yes', warning: 'abcde', days: ['sun'], size: 1 } }), [
    'options.mood optionValue',
    'options.quiet optionValue',
    'options.warning optionTooLong',
    'options.days optionValue',
    'options.size optionUnknown',
  ])
})

test('a language must be one', () => {
  assert.deepEqual([found({ language: 'pt-BR' }), found({ language: 'no such' })], [[], ['language language']])
})

test('a card of our own is a warning where the network makes its own', () =>
  assert.deepEqual(found({ parts: [part({ card: { url: 'https://a.example', title: 't', description: '' } })] }), [
    '(warning) parts.0.card cardNotOwn',
  ]))

test('every finding has words in each of the six languages', () => {
  const sources = readdirSync(import.meta.dirname).filter((name) => /^check-[a-z]+\.ts$/.test(name))
  const codes = sources.flatMap((name) =>
    [...readFileSync(`${import.meta.dirname}/${name}`, 'utf8').matchAll(/'(networks\.check\.[A-Za-z]+)'/g)].map(
      (hit) => hit[1] ?? '',
    ),
  )
  assert.ok(codes.length > 25)
  for (const locale of ['en', 'bg', 'uk', 'sv', 'cs', 'pl']) {
    const words = JSON.parse(readFileSync(`${import.meta.dirname}/messages/${locale}.json`, 'utf8')) as Record<
      string,
      string
    >
    assert.deepEqual(
      codes.filter((code) => !words[code]),
      [],
      locale,
    )
  }
})

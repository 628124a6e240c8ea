import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { Refusal } from '../failure.ts'
import { findFfmpeg } from './ffmpeg.ts'
import { inTurn } from './imaging.ts'
import { mediaLimits } from './limits.ts'
import { withScratch } from './open.ts'
import { probe } from './probe.ts'
import { chunk, gifOf, half, noisy, pngOf, zipOf } from './testing.ts'
import { thumbnail } from './thumbnail.ts'

const fixture = (name: string) => new URL(`./fixtures/${name}`, import.meta.url).pathname
let dir = ''
let leave: () => void = () => undefined
let left: Promise<unknown>
before(async () => {
  await new Promise<void>((ready) => {
    left = withScratch((directory) => {
      dir = directory
      ready()
      return new Promise<void>((done) => {
        leave = done
      })
    })
  })
})
after(async () => {
  leave()
  await left
})

const put = async (name: string, data: Buffer | string) => {
  const path = join(dir, name)
  await writeFile(path, data)
  return path
}
const picture = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: '#c0392b' } })
const moving = async () => {
  const frames = await Promise.all(
    [60, 30, 90].map((height) =>
      picture(20, 10)
        .linear(height / 90, 0)
        .png()
        .toBuffer(),
    ),
  )
  return sharp(frames, { join: { animated: true } })
}
const refusedAs = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

describe('a file is told by what it holds', () => {
  test('stills of every kind are measured whatever they are called', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'avif', 'gif'] as const) {
      const found = await probe(await put(`${format}.txt`, await picture().toFormat(format).toBuffer()))
      assert.deepEqual(
        { ...found, bytes: 0 },
        { ...found, bytes: 0, mime: `image/${format}`, width: 60, height: 40, frames: 1 },
        format,
      )
    }
  })

  test('a photo taken with the camera on its side is measured as it is seen', async () => {
    const found = await probe(await put('side.jpg', await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer()))
    assert.ok(found.kind === 'image')
    assert.deepEqual([found.width, found.height, found.hasMetadata], [40, 60, true])
  })

  test('a moving GIF tells its frames and how long they last', async () => {
    const found = await probe(
      await put('moving.gif', await (await moving()).gif({ delay: [100, 100, 100] }).toBuffer()),
    )
    assert.ok(found.kind === 'gif')
    assert.deepEqual([found.frames, found.durationMs, found.width, found.height], [3, 300, 20, 10])
  })

  test('recordings tell length, size and codecs', async () => {
    const seen = await Promise.all(
      ['clip.mp4', 'turned.mov', 'clip.webm', 'tone.mp3', 'tone.ogg', 'tone.wav', 'tone.m4a'].map(async (name) => {
        const found = await probe(fixture(name))
        assert.ok(found.kind === 'video' || found.kind === 'audio')
        const long = Math.round(found.durationMs / 100) / 10
        return `${name} ${found.mime} ${found.width ?? '-'}×${found.height ?? '-'} ${Math.floor(long)} ${found.videoCodec ?? '-'} ${found.audioCodec ?? '-'}`
      }),
    )
    assert.deepEqual(seen, [
      'clip.mp4 video/mp4 128×72 1 h264 aac',
      'turned.mov video/quicktime 72×128 1 h264 -',
      'clip.webm video/webm 128×72 1 vp9 opus',
      'tone.mp3 audio/mpeg -×- 1 - mp3',
      'tone.ogg audio/ogg -×- 1 - opus',
      'tone.wav audio/wav -×- 0 - pcm-s16',
      'tone.m4a audio/mp4 -×- 1 - aac',
    ])
  })

  test('a video of four gigabytes costs a few megabytes to measure', async () => {
    const path = await put('huge', await readFile(fixture('clip.mp4')))
    const size = 4 * 1024 * 1024 * 1024 - 20_000
    const file = await open(path, 'r+')
    const { size: before } = await file.stat()
    const head = Buffer.from('\0\0\0\x01free\0\0\0\0\0\0\0\0', 'latin1')
    head.writeBigUInt64BE(BigInt(size - before), 8)
    await file.write(head, 0, head.length, before)
    await file.truncate(size)
    await file.close()
    const memory = process.memoryUsage().rss
    const found = await probe(path)
    assert.deepEqual([found.kind, found.bytes], ['video', size])
    assert.ok(process.memoryUsage().rss - memory < 60 * 1024 * 1024)
  })

  test('documents are told by their parts', async () => {
    const pdf = await probe(await put('a', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'))
    assert.deepEqual(pdf.mime, 'application/pdf')
    const docx = await probe(await put('b', zipOf(['[Content_Types].xml', 'word/document.xml'])))
    assert.match(docx.mime, /wordprocessingml/)
  })
})

describe('hostile and damaged files are refused with a stable code', () => {
  const cases: [string, string, () => Promise<Buffer> | Buffer][] = [
    ['nothing at all', 'media.empty', () => Buffer.alloc(0)],
    ['a program called photo.jpg', 'media.executable', () => Buffer.concat([Buffer.from('MZ'), randomBytes(500)])],
    ['a script', 'media.executable', () => Buffer.from('#!/bin/sh\nrm -rf /\n')],
    [
      'a drawing that may hold scripts',
      'media.svg',
      () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    ['plain noise', 'media.unknownType', () => Buffer.alloc(2000, 7)],
    [
      'an iPhone photo',
      'media.heic',
      () => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic')]),
    ],
    [
      'a photo with an archive behind it',
      'media.twoInOne',
      async () => Buffer.concat([await picture().jpeg().toBuffer(), zipOf(['a.class'])]),
    ],
    [
      'a GIF with a page inside',
      'media.twoInOne',
      async () => Buffer.concat([await picture().gif().toBuffer(), Buffer.from('<script>alert(1)</script>')]),
    ],
    ['half a JPEG', 'media.truncated', async () => half(await noisy().jpeg().toBuffer())],
    ['half a PNG', 'media.truncated', async () => half(await noisy().png().toBuffer())],
    ['half a WebP', 'media.truncated', async () => half(await noisy().webp().toBuffer())],
    ['half an MP4', 'media.truncated', async () => half(await readFile(fixture('clip.mp4')))],
    ['half a WebM', 'media.truncated', async () => half(await readFile(fixture('clip.webm')))],
    ['half an archive', 'media.truncated', () => half(zipOf(['[Content_Types].xml', 'word/document.xml']))],
    [
      'a table with macros',
      'media.macros',
      () => zipOf(['[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin']),
    ],
    ['any other archive', 'media.unknownType', () => zipOf(['readme.txt'])],
    ['a PNG that moves', 'media.animatedPng', () => pngOf(4, 4, [chunk('acTL', Buffer.alloc(8))])],
    ['a PNG bomb of 400 MB', 'media.tooManyPixels', () => pngOf(20_000, 20_000)],
    ['a GIF of endless frames', 'media.tooManyFrames', () => gifOf(2_500)],
  ]
  for (const [what, code, make] of cases)
    test(what, async () => {
      await assert.rejects(probe(await put('hostile', await make())), refusedAs(code))
    })

  test('a bomb costs neither time nor memory', async () => {
    const path = await put('bomb.png', pngOf(20_000, 20_000))
    const memory = process.memoryUsage().rss
    await assert.rejects(probe(path), refusedAs('media.tooManyPixels'))
    assert.ok(process.memoryUsage().rss - memory < 50 * 1024 * 1024)
  })

  test('a picture larger than the limit is refused before it is read', async () => {
    const path = await put('large.jpg', await picture().jpeg().toBuffer())
    const file = await open(path, 'r+')
    await file.truncate(61 * 1024 * 1024)
    await file.close()
    await assert.rejects(
      probe(path),
      (error) => refusedAs('media.tooLarge')(error) && error instanceof Refusal && error.status === 413,
    )
  })
})

describe('thumbnails', () => {
  test('a large photo becomes a small WebP with a tiny preview', async () => {
    const path = await put('wide.png', await picture(2000, 1000).png().toBuffer())
    const made = await thumbnail(path, await probe(path))
    assert.deepEqual([made.of, made.width, made.height], ['picture', 480, 240])
    assert.match(made.tiny, /^data:image\/webp;base64,.{20,600}$/)
    assert.equal((await sharp(made.webp).metadata()).format, 'webp')
  })

  test('a video shows its frame where ffmpeg is', async (context) => {
    const ffmpeg = await findFfmpeg()
    if (!ffmpeg) return context.skip('this machine has no ffmpeg')
    const made = await thumbnail(fixture('clip.mp4'), await probe(fixture('clip.mp4')), ffmpeg)
    assert.equal(made.of, 'frame')
    assert.ok(Math.abs(made.width / made.height - 128 / 72) < 0.02)
  })

  test('without ffmpeg a video still has a poster of its shape', async () => {
    const made = await thumbnail(fixture('clip.mp4'), await probe(fixture('clip.mp4')))
    assert.deepEqual([made.of, made.width, made.height], ['poster', 480, 270])
  })

  test('sound and documents have posters', async () => {
    for (const name of ['tone.mp3'])
      assert.equal((await thumbnail(fixture(name), await probe(fixture(name)))).of, 'poster')
  })
})

describe('decoding at bounded memory', () => {
  test('works wait for room, in the order they came, and a large one goes alone', async () => {
    const half = mediaLimits.decodeBytes / 2
    const seen: string[] = []
    const work = (name: string, bytes: number) =>
      inTurn(async () => {
        seen.push(`${name} begins`)
        await new Promise((resolve) => setTimeout(resolve, 10))
        seen.push(`${name} ends`)
      }, bytes)
    await Promise.all([work('small', half), work('huge', half * 9), work('next', half), work('last', half)])
    assert.deepEqual(seen, [
      'small begins',
      'small ends',
      'huge begins',
      'huge ends',
      'next begins',
      'last begins',
      'next ends',
      'last ends',
    ])
  })

  test('what fails gives its room back', async () => {
    for (let n = 0; n < 5; n++)
      await assert.rejects(
        inTurn(() => Promise.reject(new Error('x'))),
        /x/,
      )
    assert.equal(await inTurn(async () => 'room'), 'room')
  })
})

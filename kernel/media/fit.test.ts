import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import sharp, { type Sharp } from 'sharp'
import { Refusal } from '../failure.ts'
import type { FitFacts } from './fit.ts'
import { openMediaFile, withScratch } from './open.ts'
import { probe } from './probe.ts'
import { noisy } from './testing.ts'

const nowhere = async () => assert.fail('nobody fetches it')

const jpegOnly = { maxBytes: 1_000_000, mimes: ['image/jpeg'] }

/** Opens a picture as the library would, for the length of a check. */
async function withPicture(
  image: Buffer,
  check: (file: ReturnType<typeof openMediaFile<FitFacts>>) => Promise<void>,
  more: Partial<FitFacts> = {},
) {
  await withScratch(async (dir) => {
    const path = join(dir, 'original')
    await writeFile(path, image)
    const found = await probe(path)
    assert.ok(found.kind === 'image' || found.kind === 'gif')
    await check(openMediaFile({ ...found, fileName: 'latte.art.png', ...more }, path, dir, nowhere))
  })
}
const flat = (width: number, height: number, background: string | object = '#c0392b') =>
  sharp({ create: { width, height, channels: 3, background } })
const cannotFit = (error: unknown) => error instanceof Refusal && error.code === 'media.cannotFit'
const measured = (bytes: Buffer) => sharp(bytes).metadata()

test('a picture that keeps the rule goes as it is', async () => {
  const original = await flat(50, 50).jpeg().toBuffer()
  await withPicture(original, async (file) => {
    assert.deepEqual(await (await file.fit(jpegOnly)).bytesNow(), original)
  })
})

test('a heavy picture is made light enough and says its new size', async () => {
  await withPicture(await noisy().resize(1200, 1200).png().toBuffer(), async (file) => {
    const fitted = await file.fit({ maxBytes: 60_000, mimes: ['image/jpeg', 'image/png'] })
    const bytes = await fitted.bytesNow()
    const seen = await measured(bytes)
    assert.ok(bytes.length <= 60_000)
    assert.deepEqual(
      [fitted.bytes, fitted.mime, fitted.width, fitted.height, fitted.fileName],
      [bytes.length, 'image/jpeg', seen.width, seen.height, 'latte.art.jpg'],
    )
  })
})

test('bounds on width and height keep the shape', async () => {
  await withPicture(await flat(2000, 1000).png().toBuffer(), async (file) => {
    const fitted = await file.fit({ maxBytes: 1_000_000, maxWidth: 1080, maxHeight: 1350, mimes: ['image/png'] })
    assert.deepEqual([fitted.width, fitted.height, fitted.mime], [1080, 540, 'image/png'])
  })
})

test('a shape the network does not take is cropped around the focus', async () => {
  const halves = await flat(400, 100, '#ff0000')
    .composite([{ input: await flat(200, 100, '#0000ff').png().toBuffer(), left: 200, top: 0 }])
    .png()
    .toBuffer()
  await withPicture(
    halves,
    async (file) => {
      const fitted = await file.fit({ maxBytes: 1_000_000, mimes: ['image/png'], ratio: { min: 0.8, max: 1 } })
      assert.deepEqual([fitted.width, fitted.height], [100, 100])
      const { dominant } = await sharp(await fitted.bytesNow()).stats()
      assert.ok(dominant.b > 200 && dominant.r < 50)
    },
    { focus: { x: 1, y: 0 } },
  )
})

test('the crop a person chose is what goes', async () => {
  await withPicture(
    await flat(100, 100).png().toBuffer(),
    async (file) => {
      const fitted = await file.fit({ maxBytes: 1_000_000, mimes: ['image/png'] })
      assert.deepEqual([fitted.width, fitted.height, fitted.crop], [50, 25, undefined])
    },
    { crop: { x: 0.5, y: 0.5, width: 0.5, height: 0.25 } },
  )
})

test('a crop is meant in the picture as it is seen, also when the camera lay on its side', async () => {
  const left = await flat(20, 40, '#0000ff').png().toBuffer()
  const seen = await flat(40, 40, '#ff0000')
    .composite([{ input: left, left: 0, top: 0 }])
    .png()
    .toBuffer()
  const sideways = await sharp(seen).rotate(270).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer()
  await withPicture(
    sideways,
    async (file) => {
      const { dominant } = await sharp(await (await file.fit(jpegOnly)).bytesNow()).stats()
      assert.ok(dominant.b > 200 && dominant.r < 60)
    },
    { crop: { x: 0, y: 0, width: 0.5, height: 1 } },
  )
})

test('where a photo was taken never leaves, though no pixel changes', async () => {
  const exif = { IFD0: { Copyright: 'the photographer' }, IFD3: { GPSLatitude: '42/1 41/1 0/1' } }
  const original = await noisy().withExif(exif).jpeg().toBuffer()
  await withPicture(original, async (file) => {
    const bytes = await (await file.fit(jpegOnly)).bytesNow()
    assert.equal((await measured(bytes)).exif, undefined)
    assert.deepEqual(await sharp(bytes).raw().toBuffer(), await sharp(original).raw().toBuffer())
  })
})

test('a photo taken sideways stays upright without its metadata', async () => {
  await withPicture(await flat(60, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer(), async (file) => {
    const seen = await measured(await (await file.fit(jpegOnly)).bytesNow())
    assert.deepEqual([seen.width, seen.height, seen.orientation], [40, 60, undefined])
  })
})

test('colours of a wide-gamut photo look the same afterwards', async () => {
  const wide = await flat(20, 20, { r: 200, g: 60, b: 60 }).withIccProfile('p3').png().toBuffer()
  await withPicture(wide, async (file) => {
    const pixel = (image: Sharp) => image.toColourspace('srgb').resize(1, 1).raw().toBuffer()
    const [before, now] = await Promise.all([
      pixel(sharp(wide)),
      pixel(sharp(await (await file.fit(jpegOnly)).bytesNow())),
    ])
    for (const i of [0, 1, 2])
      assert.ok(Math.abs((before[i] ?? 0) - (now[i] ?? 0)) < 8, `${[...before]} became ${[...now]}`)
  })
})

test('what was see-through stands on white where only JPEG is taken', async () => {
  const clear = await sharp({
    create: { width: 10, height: 10, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .png()
    .toBuffer()
  await withPicture(clear, async (file) => {
    const { dominant } = await sharp(await (await file.fit(jpegOnly)).bytesNow()).stats()
    assert.ok(dominant.r > 240)
  })
})

test('a moving picture keeps every frame, or is refused', async () => {
  const frames = await Promise.all(Array.from({ length: 5 }, () => noisy().resize(60).png().toBuffer()))
  const original = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer()
  await withPicture(original, async (file) => {
    const fitted = await file.fit({ maxBytes: Math.floor(original.length / 2), mimes: ['image/gif'] })
    const seen = await measured(await fitted.bytesNow())
    assert.deepEqual([seen.pages, seen.format, fitted.width], [5, 'gif', seen.width])
    await assert.rejects(file.fit({ maxBytes: 500, mimes: ['image/gif'] }), cannotFit)
    await assert.rejects(file.fit(jpegOnly), cannotFit)
  })
})

test('a moving picture can be cropped', async () => {
  const frames = await Promise.all(['#ff0000', '#00ff00'].map((colour) => flat(40, 20, colour).png().toBuffer()))
  await withPicture(
    await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer(),
    async (file) => {
      const seen = await measured(await (await file.fit({ maxBytes: 100_000, mimes: ['image/gif'] })).bytesNow())
      assert.deepEqual([seen.pages, seen.width, seen.pageHeight ?? seen.height], [2, 20, 20])
    },
    { crop: { x: 0, y: 0, width: 0.5, height: 1 } },
  )
})

test('a document goes as it is or not at all', async () => {
  const paper = { kind: 'document', mime: 'application/pdf', bytes: 10 } as const
  const file = openMediaFile(paper, '/nowhere', '/nowhere', nowhere)
  await assert.rejects(file.fit({ maxBytes: 100, mimes: ['image/png'] }), cannotFit)
  assert.equal((await file.fit({ maxBytes: 100, mimes: ['application/pdf'] })).mime, 'application/pdf')
})

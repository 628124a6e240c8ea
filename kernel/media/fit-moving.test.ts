import assert from 'node:assert/strict'
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, type TestContext, test } from 'node:test'
import { Refusal } from '../failure.ts'
import { type Ffmpeg, findFfmpeg, guardedInput, runFfmpeg } from './ffmpeg.ts'
import { type FitFacts, fitInto } from './fit.ts'
import type { FitRule } from './fit-rule.ts'
import { withScratch } from './open.ts'
import { probe } from './probe.ts'

let found: Ffmpeg | undefined
before(async () => {
  found = await findFfmpeg(process.env.RIALTO_FFMPEG)
})

type Sample = { make: string[]; extension: string }
const lavfi = (size: string, rate: number, seconds: number) => [
  ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`],
  ...['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`],
]
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
const clip = (size = '320x180', rate = 25, seconds = 2, more: string[] = []): Sample => ({
  make: [...lavfi(size, rate, seconds), ...h264, ...more],
  extension: 'mp4',
})

/** Makes a sample and hands it over with a way to fit it. */
async function withClip(
  context: TestContext,
  sample: Sample,
  check: (
    fit: (rule: FitRule, more?: Partial<FitFacts>) => ReturnType<typeof fitInto<FitFacts>>,
    path: string,
    ffmpeg: Ffmpeg,
  ) => Promise<void>,
) {
  const ffmpeg = found
  if (!ffmpeg) return context.skip('this machine has no ffmpeg')
  await withScratch(async (dir) => {
    const path = join(dir, `original.${sample.extension}`)
    await runFfmpeg(ffmpeg, ['-v', 'error', ...sample.make, '-y', path])
    const facts = await probe(path)
    await check(
      (rule, more = {}) => fitInto<FitFacts>({ ...facts, ...more }, path, rule, dir, { ffmpeg }),
      path,
      ffmpeg,
    )
  })
}
async function video(path: string) {
  const facts = await probe(path)
  assert.ok(facts.kind === 'video')
  return facts
}
const refusedAs = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const mp4: FitRule = { mimes: ['video/mp4'], maxBytes: 50_000_000, codecs: ['h264'] }

test('a video that keeps the rule and tells nothing of its maker goes as it is', async (context) => {
  await withClip(context, clip('320x180', 25, 1, ['-movflags', '+faststart']), async (fit, path) => {
    assert.equal((await fit(mp4)).path, path)
  })
})

test('where only the container is wrong, the same pictures go into another one', async (context) => {
  await withClip(context, { ...clip('320x180', 25, 1), extension: 'mov' }, async (fit, path, ffmpeg) => {
    const made = await fit(mp4)
    assert.equal(made.facts.mime, 'video/mp4')
    assert.deepEqual(await packets(ffmpeg, made.path), await packets(ffmpeg, path))
  })
})

test('the place a video was taken at does not leave the desk, and its pictures stay as they were', async (context) => {
  const placed = clip('320x180', 25, 1, ['-metadata', 'location=+50.45+030.52/', '-metadata', 'title=Kitchen'])
  await withClip(context, placed, async (fit, path, ffmpeg) => {
    assert.equal((await video(path)).hasMetadata, true)
    const made = await fit(mp4)
    assert.deepEqual([(await video(made.path)).hasMetadata, (await video(made.path)).beginsAtOnce], [false, true])
    assert.deepEqual(await packets(ffmpeg, made.path), await packets(ffmpeg, path))
  })
})

test('a codec the network does not know is encoded anew, with its sound and its length', async (context) => {
  const vp9 = {
    make: [...lavfi('320x180', 25, 2), '-c:v', 'libvpx-vp9', '-cpu-used', '8', '-deadline', 'realtime'],
    extension: 'webm',
  }
  await withClip(context, vp9, async (fit) => {
    const { facts, path } = await fit(mp4)
    const seen = await video(path)
    assert.deepEqual([seen.videoCodec, seen.audioCodec, facts.codec, facts.hasAudio], ['h264', 'aac', 'h264', true])
    assert.ok(Math.abs(seen.durationMs - 2_000) < 150)
    assert.deepEqual([facts.bytes, facts.width, facts.height], [(await stat(path)).size, 320, 180])
  })
})

test('a video too heavy is made light enough from its length, and stays whole', async (context) => {
  const noisy = clip('640x360', 30, 4, ['-vf', 'noise=alls=60:allf=t', '-crf', '10'])
  await withClip(context, noisy, async (fit, path) => {
    assert.ok((await stat(path)).size > 3_000_000)
    const { facts, path: made } = await fit({ ...mp4, maxBytes: 300_000 })
    assert.ok(facts.bytes <= 300_000)
    assert.ok(Math.abs((await video(made)).durationMs - 4_000) < 150)
  })
})

test('bounds on size, frames and bits a second hold together', async (context) => {
  await withClip(context, clip('640x360', 60, 2, ['-crf', '5']), async (fit) => {
    const { facts } = await fit({ ...mp4, maxWidth: 320, maxHeight: 320, maxFrameRate: 30, maxBitRate: 400_000 })
    assert.deepEqual([facts.width, facts.height], [320, 180])
    assert.ok((facts.frameRate ?? 99) <= 30.5 && (facts.bitRate ?? 1e9) <= 400_000, JSON.stringify(facts))
  })
})

test('a shape that is not taken gets bars, and is cut only where a person says what matters', async (context) => {
  const tall = { ...mp4, ratio: { min: 0.5, max: 0.6 } }
  await withClip(context, clip('320x180', 25, 1), async (fit) => {
    const barred = await fit(tall)
    assert.equal(barred.facts.width, 320)
    assert.ok((barred.facts.height ?? 0) >= 532)
    const cut = await fit(tall, { focus: { x: 1, y: 0 } })
    assert.equal(cut.facts.height, 180)
    assert.ok((cut.facts.width ?? 999) <= 108)
    const cropped = await fit(mp4, { crop: { x: 0.5, y: 0, width: 0.5, height: 1 } })
    assert.deepEqual([cropped.facts.width, cropped.facts.height, cropped.facts.crop], [160, 180, undefined])
  })
})

test('a video filmed upright is measured and cut as it is seen', async (context) => {
  const turned = clip('320x180', 25, 1)
  await withClip(context, turned, async (_fit, path, ffmpeg) => {
    await withScratch(async (dir) => {
      const upright = join(dir, 'upright.mp4')
      const rotate = ['-v', 'error', '-i', path, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', upright]
      await runFfmpeg(ffmpeg, rotate)
      const facts = await probe(upright)
      assert.ok(facts.kind === 'video' && facts.width === 180 && facts.height === 320)
      const made = await fitInto<FitFacts>(facts, upright, { ...mp4, maxHeight: 160 }, dir, { ffmpeg })
      assert.deepEqual([made.facts.width, made.facts.height], [90, 160])
    })
  })
})

test('a video longer than taken is never cut short', async (context) => {
  await withClip(context, clip(), async (fit) => {
    await assert.rejects(fit({ ...mp4, maxDurationMs: 1_000 }), refusedAs('media.longerThanTaken'))
    await assert.rejects(fit({ ...mp4, maxBytes: 10_000 }), refusedAs('media.tooLongForSize'))
  })
})

test('an animation becomes a video where no animation is taken', async (context) => {
  const gif = { make: [...lavfi('64x48', 10, 1).slice(0, 4)], extension: 'gif' }
  await withClip(context, gif, async (fit, path) => {
    const { facts } = await fit(mp4, { kind: 'gif' })
    assert.deepEqual([facts.kind, facts.mime, facts.hasAudio], ['video', 'video/mp4', false])
    assert.ok(Math.abs((facts.durationMs ?? 0) - 1_000) < 150)
    assert.equal((await fit({ maxBytes: 1_000_000, mimes: ['image/gif', 'video/mp4'] }, { kind: 'gif' })).path, path)
  })
})

test('sound is encoded into what the network takes, and refused when it cannot be so small', async (context) => {
  const wav = { make: lavfi('16x16', 1, 3).slice(4), extension: 'wav' }
  await withClip(context, wav, async (fit) => {
    const { facts } = await fit({ mimes: ['audio/mpeg'], maxBytes: 60_000 })
    assert.deepEqual([facts.kind, facts.mime], ['audio', 'audio/mpeg'])
    assert.ok(facts.bytes <= 60_000)
    await assert.rejects(fit({ mimes: ['audio/mpeg'], maxBytes: 9_000 }), refusedAs('media.tooLongForSize'))
  })
})

test('a desk without ffmpeg passes what fits, and says what it lacks for the rest', async (context) => {
  await withClip(context, clip('320x180', 25, 1), async (_fit, path) => {
    await withScratch(async (dir) => {
      const facts = await probe(path)
      assert.equal((await fitInto<FitFacts>(facts, path, mp4, dir)).path, path)
      const webm: FitRule = { mimes: ['video/webm'], maxBytes: 50_000_000 }
      await assert.rejects(fitInto<FitFacts>(facts, path, webm, dir), refusedAs('media.needsFfmpeg'))
    })
  })
})

test('what nobody wants any more is stopped at once, and its half is removed', async (context) => {
  await withClip(context, clip('640x360', 30, 20), async (_fit, path, ffmpeg) => {
    await withScratch(async (dir) => {
      const stop = new AbortController()
      const heard: number[] = []
      const progress = (share: number) => {
        heard.push(share)
        stop.abort(new Error('changed my mind'))
      }
      const tools = { ffmpeg, signal: stop.signal, progress }
      const small: FitRule = { ...mp4, maxBitRate: 200_000, maxWidth: 320 }
      await assert.rejects(fitInto<FitFacts>(await probe(path), path, small, dir, tools), /changed my mind/)
      assert.ok(heard.every((share) => share >= 0 && share <= 1))
      const { readdir } = await import('node:fs/promises')
      assert.deepEqual(await readdir(dir), [])
    })
  })
})

test('a file that poses as a playlist is not followed', async (context) => {
  const ffmpeg = found
  if (!ffmpeg) return context.skip('this machine has no ffmpeg')
  await withScratch(async (dir) => {
    const path = join(dir, 'list.mp4')
    await writeFile(path, '#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/secret.ts\n')
    const args = [...guardedInput(path, 'mov'), '-c', 'copy', '-y', join(dir, 'out.mp4')]
    await assert.rejects(runFfmpeg(ffmpeg, args), /ffmpeg ended with/)
  })
})

/** How many packets of pictures there are, and how many bytes they hold: copied streams have the same. */
async function packets(ffmpeg: Ffmpeg, path: string): Promise<string> {
  const hash = await runFfmpeg(ffmpeg, [
    '-v',
    'error',
    '-i',
    path,
    '-map',
    '0:v:0',
    '-c',
    'copy',
    '-f',
    'streamhash',
    'pipe:1',
  ])
  return hash.toString('utf8').split('=').at(-1)?.trim() ?? ''
}

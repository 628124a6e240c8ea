import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ffmpeg, findFfmpeg, runFfmpeg } from '../kernel/media/ffmpeg.ts'
import { type FitFacts, fitInto } from '../kernel/media/fit.ts'
import { probe } from '../kernel/media/probe.ts'
import { defineFigure } from './figure.ts'
import { megabytes, memoryOfTree, sum } from './process-memory.ts'

const seconds = 12
const mostMb = 300

export default defineFigure({
  id: 'media.video',
  about: `the most that making a 4K video fit holds, ffmpeg and the process that asks for it together (at most ${mostMb} MB), and how long it takes`,
  run: async (say) => {
    const ffmpeg = await findFfmpeg(process.env.RIALTO_FFMPEG)
    if (!ffmpeg) {
      say('this machine has no ffmpeg')
      return []
    }
    const folder = await mkdtemp(join(tmpdir(), 'rialto-bench-video-'))
    try {
      return await measure(ffmpeg, folder, say)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
})

async function measure(ffmpeg: Ffmpeg, folder: string, say: (line: string) => void) {
  const original = join(folder, 'original.mp4')
  const pictures = `testsrc2=size=3840x2160:rate=30:duration=${seconds},noise=alls=12:allf=t`
  const sound = `sine=frequency=440:duration=${seconds}`
  const coded = ['-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '40M', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
  await runFfmpeg(ffmpeg, [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    pictures,
    '-f',
    'lavfi',
    '-i',
    sound,
    ...coded,
    original,
  ])
  const facts = await probe(original)
  const before = sum(memoryOfTree(process.pid).map(({ alone }) => alone))
  let peak = before
  const looking = setInterval(() => {
    peak = Math.max(peak, sum(memoryOfTree(process.pid).map(({ alone }) => alone)))
  }, 1_000)
  const began = performance.now()
  const rule = {
    mimes: ['video/mp4'],
    codecs: ['h264'],
    maxBytes: 5_000_000,
    maxWidth: 1920,
    maxHeight: 1920,
    maxFrameRate: 30,
  }
  const made = await fitInto<FitFacts>(facts, original, rule, folder, { ffmpeg }).finally(() => clearInterval(looking))
  const took = (performance.now() - began) / 1_000
  const sizes = `${megabytes(facts.bytes)} MB of 3840 × 2160 became ${megabytes(made.facts.bytes)} MB of ${made.facts.width} × ${made.facts.height}`
  say(`${sizes}, where 5 MB were allowed`)
  return [
    {
      ...{ id: 'media.video.memory', value: peak / 1e6, unit: 'MB', baseline: before / 1e6, n: 1 },
      beside: 'the process before',
    },
    { ...{ id: 'media.video.time', value: took, unit: 's', baseline: seconds, n: 1 }, beside: 'its own length' },
  ]
}

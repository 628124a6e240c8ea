import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineFigure } from './figure.ts'
import { type RunningDesk, setUp, startDesk, withFreshFolder } from './running-desk.ts'
import { uploadVideo } from './upload-video.ts'

const limitMb = 512

export default defineFigure({
  id: 'media.upload',
  about: 'the most that the desk’s process holds while it takes a video of 1 GB (at most 512 MB)',
  run: async (say) => {
    const { confined, bytes, before, peak, seconds } = await measureUpload(1024)
    say(confined ? `the desk and its database ran within ${limitMb} MB` : 'no limit can be set here: only measured')
    say(`${bytes} bytes taken in ${seconds.toFixed(1)} s`)
    const beside = 'its peak before the upload'
    return [{ id: 'media.upload', value: peak, unit: 'MB', baseline: before, n: 1, beside }]
  },
})

/** Peaks of the desk's process in megabytes, before and with an upload of so many mebibytes. */
export function measureUpload(mebibytes: number) {
  return withFreshFolder(async (dataDir) => {
    const room = confine(limitMb)
    try {
      const desk = await startDesk(dataDir, ['--max-old-space-size=256'], room?.enter)
      const measured = await takeVideo(desk, mebibytes).finally(desk.stop)
      return { confined: room !== undefined, ...measured }
    } finally {
      room?.leave()
    }
  })
}

async function takeVideo(desk: RunningDesk, mebibytes: number) {
  const owner = await setUp(desk.address)
  const made = async (path: string, body: object) =>
    (await (await owner('POST', path, body)).json()) as { id: string; key: string }
  const brand = await made('/api/brands', { name: 'Roastery', zone: 'UTC' })
  const { key } = await made('/api/api-keys', { name: 'bench' })
  const before = peakOf(desk.pid)
  const began = performance.now()
  const { bytes } = await uploadVideo({ url: `${desk.address}/api/brands/${brand.id}/media`, key }, mebibytes)
  return { bytes, before, peak: peakOf(desk.pid), seconds: (performance.now() - began) / 1000 }
}

const peakOf = (pid: number) =>
  (Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024) / 1e6

type Room = { enter: (pid: number) => void; leave: () => void }

/** A group of processes that the kernel ends when they hold more together; root may make one. Page cache is given back first. */
function confine(megabytes: number): Room | undefined {
  const group = join('/sys/fs/cgroup/memory', `rialto-bench-${process.pid}`)
  try {
    mkdirSync(group)
    writeFileSync(join(group, 'memory.limit_in_bytes'), String(megabytes * 1024 * 1024))
  } catch {
    return undefined
  }
  return {
    enter: (pid) => writeFileSync(join(group, 'cgroup.procs'), String(pid)),
    leave: () => rmdirSync(group),
  }
}

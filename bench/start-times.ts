import { mkdir } from 'node:fs/promises'
import { createLog } from '../kernel/log.ts'
import { startEmbedded } from '../kernel/postgres/embedded.ts'
import { type Measured, percentile } from './figure.ts'
import { startDesk, withFreshFolder } from './running-desk.ts'

type Starts = { desk: number[]; database: number[] }
const rounds = 5

/**
 * How long `rialto start` takes to show its address, in the middle of five times, each beside its bare database: the first
 * start makes it, a later one starts it. The disk is as warm as it happens to be.
 */
export async function measureStarts(
  id: 'start.first' | 'start.later',
  say: (line: string) => void,
): Promise<Measured[]> {
  const taken: Starts = { desk: [], database: [] }
  for (let round = 0; round < rounds; round++) {
    await withFreshFolder(async (dataDir) => taken.desk.push(await times(id, dataDir, deskStart)))
    await withFreshFolder(async (dataDir) => taken.database.push(await times(id, dataDir, databaseStart)))
    say(`desk ${seconds(taken.desk.at(-1))} s, bare database ${seconds(taken.database.at(-1))} s`)
  }
  const [value, baseline] = [taken.desk, taken.database].map((one) => percentile(one, 0.5) / 1000)
  return [
    { id, value: value ?? Number.NaN, unit: 's', baseline: baseline ?? null, n: rounds, beside: 'its bare database' },
  ]
}

const seconds = (ms = Number.NaN) => (ms / 1000).toFixed(2)

type Start = (dataDir: string) => Promise<number>

async function times(id: 'start.first' | 'start.later', dataDir: string, start: Start): Promise<number> {
  const first = await start(dataDir)
  return id === 'start.first' ? first : start(dataDir)
}

async function deskStart(dataDir: string): Promise<number> {
  const desk = await startDesk(dataDir)
  await desk.stop()
  return desk.readyMs
}

async function databaseStart(dataDir: string): Promise<number> {
  await mkdir(dataDir, { recursive: true })
  const began = performance.now()
  const database = await startEmbedded({ dataDir, log: createLog('error') })
  const took = performance.now() - began
  await database.stop()
  return took
}

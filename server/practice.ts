import { readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type MovableClock, movableClock } from '../kernel/clock.ts'
import type { Config } from '../kernel/config.ts'
import { findLabNetworks } from '../networks/lab/discover.ts'
import { startLab } from '../networks/lab/lab.ts'
import type { Practice } from '../networks/world.ts'

/**
 * The practice network, kept over restarts in `dataDir/practice`; each emulator is loaded when it is first asked for. Accounts remember its address, so it takes the same port
 * each time. With a `town`, strangers speak of the brands in public. What its people say where nobody can ask for it is delivered to this desk, wherever that is known to stand. Throws with
 * what to do when that port is taken.
 */
export async function startPractice(
  { dataDir, town = false, ...desk }: Pick<Config, 'dataDir'> & Partial<Place> & { town?: boolean },
  clock: MovableClock = movableClock(),
): Promise<Practice & { close: () => Promise<void> }> {
  const folder = join(dataDir, 'practice')
  await mkdir(folder, { recursive: true })
  const networks = await findLabNetworks()
  const port = rememberedPort(folder)
  const lab = await startLab({
    networks,
    port,
    clock,
    town,
    people: 'sociable',
    standsAt: (url) => standsAt(desk, url),
    journal: join(folder, 'journal.jsonl'),
  }).catch((cause) => {
    if (!isTaken(cause)) throw cause
    throw new Error(
      `the practice network stands on port ${port}, which another program uses now: end that program, or set RIALTO_PRACTICE=off`,
      { cause },
    )
  })
  writeFileSync(portFile(folder), new URL(lab.origin).port)
  return { origin: lab.origin, offers: lab.offers, openAccount: lab.openAccount, close: lab.close }
}

type Place = Pick<Config, 'host' | 'port' | 'publicUrl'>

/** The desk's own door, by the way that is nearest: its public address may lead over the internet and back. */
function standsAt({ host, port, publicUrl }: Partial<Place>, url: string): string | undefined {
  if (!host || !port || !publicUrl || !url.startsWith(`${publicUrl}/`)) return undefined
  const isAll = host === '0.0.0.0' || host === '::'
  const name = isAll ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}${url.slice(publicUrl.length)}`
}

/** Where another process of this desk, sharing its data, has it; undefined before that one's first start. */
export function practiceElsewhere(dataDir: string): string | undefined {
  const port = rememberedPort(join(dataDir, 'practice'))
  return port ? `http://127.0.0.1:${port}` : undefined
}

const portFile = (folder: string) => join(folder, 'port')

function rememberedPort(folder: string): number {
  try {
    return Number(readFileSync(portFile(folder), 'utf8')) || 0
  } catch {
    return 0
  }
}

const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

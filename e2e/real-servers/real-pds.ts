import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { installRealServers } from './install.ts'

/** `pds` and `plc` are addresses on loopback; `password` is an app password of the account `handle`. */
export type RealPds = {
  pds: string
  plc: string
  handle: string
  did: string
  password: string
  mainPassword: string
  close: () => Promise<void>
}

/** Starts a fresh real server with one account, or says why it cannot. */
export async function startRealPds(options: { rateLimits?: boolean } = {}): Promise<RealPds | { unable: string }> {
  const installed = await installRealServers()
  if (!installed.ready) return { unable: installed.why }
  const child = spawn(installed.node, [join(import.meta.dirname, 'start-pds.js')], {
    cwd: import.meta.dirname,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, RATE_LIMITS: options.rateLimits ? '1' : '' },
  })
  let complaint = ''
  child.stderr.on('data', (data: Buffer) => {
    complaint = `${complaint}${data}`.slice(-2_000)
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await Promise.race([firstLine(child.stdout), ended.then(() => undefined)])
  if (line === undefined) return { unable: `it ended at once: ${complaint}` }
  const close = async () => {
    child.stdin.end()
    const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(patience)
  }
  return { ...(JSON.parse(line) as Omit<RealPds, 'close'>), close }
}

const firstLine = (stream: NodeJS.ReadableStream): Promise<string> =>
  new Promise((resolve) => createInterface(stream).once('line', resolve))

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { LedgerEntry, LiveObject } from '../networks/lab/ledger.ts'
import { type Mailbox, openMailbox } from './mailbox.ts'
import { layWire, type Wire } from './wire.ts'

/** A desk in processes of its own, with its practice network and a mail server; everything in a folder that goes with it. */
export type RunningDesk = {
  origin: string
  /** Where it keeps everything. */
  dataDir: string
  mailbox: Mailbox
  lab: LabView
  /** Present where the desk is `wired`. */
  wire?: Wire
  stop: () => Promise<void>
}

/** The practice network's own doors: what it really did and has now. */
export type LabView = {
  origin: string
  ledger: () => Promise<LedgerEntry[]>
  live: () => Promise<LiveObject[]>
  ask: <T>(method: string, path: string, body?: unknown) => Promise<T>
}

type Given = {
  /** Origins on this machine that accounts may be on. */
  allow?: string[]
  /** The program to run instead of the command `rialto start`. */
  program?: string[]
  /** People come over a wire that can be cut. */
  wired?: boolean
}

const startTimeoutMs = 90_000

export async function startDesk(given: Given = {}): Promise<RunningDesk> {
  const home = mkdtempSync(join(tmpdir(), 'rialto-journey-'))
  const dataDir = join(home, 'data')
  const mailbox = await openMailbox()
  const port = await freePort()
  const wire = given.wired ? await layWire(port) : undefined
  const env = {
    ...{
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      HOME: process.env.HOME,
      RIALTO_DATA_DIR: dataDir,
      RIALTO_PORT: String(port),
    },
    ...{ RIALTO_SMTP_URL: mailbox.url, RIALTO_LOG_LEVEL: 'error' },
    ...(wire && { RIALTO_PUBLIC_URL: wire.origin }),
    ...(given.allow?.length && { RIALTO_ALLOW_PRIVATE_ADDRESSES: given.allow.join(',') }),
  }
  const program = given.program ?? [join(import.meta.dirname, '../server/rialto.js'), 'start']
  const child = spawn(process.execPath, program, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const stop = async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    await Promise.all([mailbox.close(), wire?.close()])
    rmSync(home, { recursive: true, force: true })
  }
  try {
    const origin = await readyAt(child)
    const practice = readFileSync(join(dataDir, 'practice/port'), 'utf8')
    return { origin: wire?.origin ?? origin, dataDir, mailbox, wire, lab: labAt(`http://127.0.0.1:${practice}`), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function readyAt(child: ChildProcess): Promise<string> {
  const said: string[] = []
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('the desk has no output')
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the desk did not start: ${why}\n${said.join('\n')}`))
    const timer = setTimeout(() => fail('it took too long'), startTimeoutMs)
    child.once('exit', (code) => fail(`it ended with ${code}`))
    for (const stream of [stdout, stderr])
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line)
        if (process.env.JOURNEY_LOG) console.error(line)
        const address = /Ready at\s+(http\S+)/.exec(line)?.[1]
        if (!address) return
        clearTimeout(timer)
        resolve(address)
      })
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (!address || typeof address === 'string') throw new Error('no free port was given')
  return address.port
}

function labAt(origin: string): LabView {
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const sent =
      body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const answer = await fetch(`${origin}/_lab${path}`, { method, ...sent })
    if (!answer.ok) throw new Error(`the practice network answered ${answer.status} to ${path}`)
    return (await answer.json()) as T
  }
  return { origin, ask, ledger: () => ask('GET', '/ledger'), live: () => ask('GET', '/live') }
}

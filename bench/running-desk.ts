import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** `rialto start` as an operator has it: a process tree of its own. */
export type RunningDesk = { pid: number; address: string; readyMs: number; stop: () => Promise<void> }

const home = join(import.meta.dirname, '..')

/** Calls `measure` with a folder for data that no desk was ever started on, and removes it afterwards. */
export async function withFreshFolder<T>(measure: (dataDir: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-bench-'))
  try {
    return await measure(join(folder, 'data'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** `readyMs` is from the command to the line with the address; `begun` hears of the process before it does much; `root` is where the program lies. */
export async function startDesk(
  dataDir: string,
  flags: string[] = [],
  begun: (pid: number) => void = () => {},
  root = home,
): Promise<RunningDesk> {
  const began = performance.now()
  const args = [...flags, join(root, 'server', 'rialto.js'), 'start']
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, RIALTO_DATA_DIR: dataDir, RIALTO_PORT: '0', RIALTO_LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.pid !== undefined) begun(child.pid)
  const address = await untilReady(child)
  const readyMs = performance.now() - began
  if (child.pid === undefined) throw new Error('the desk has no process')
  return { pid: child.pid, address, readyMs, stop: () => stop(child) }
}

async function untilReady(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the desk has no output')
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    const address = /Ready at\s+(http\S+)/.exec(line)?.[1]
    if (!address) continue
    child.stdout.resume()
    return address
  }
  throw new Error(`the desk did not start:\n${said.join('\n')}`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** Makes the owner and gives a caller for them. */
export async function setUp(address: string): Promise<Caller> {
  const anybody = callerAt(address, {})
  const made = await anybody('POST', '/api/setup', {
    ...{ name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' },
    ...{ workspaceName: 'Roastery', locale: 'en', zone: 'Europe/Sofia' },
  })
  const cookie = made.headers.getSetCookie().map((one) => one.split(';')[0])
  return callerAt(address, { cookie: cookie.join('; ') })
}

export type Caller = (method: string, path: string, body?: unknown) => Promise<Response>

/** Throws when the answer is no good one. */
export const callerAt =
  (address: string, headers: Record<string, string>): Caller =>
  async (method, path, body) => {
    const answer = await fetch(new URL(path, address), {
      method,
      headers: { ...headers, origin: address, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }

import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { discoverLabNetworks } from '../networks/lab/discover.ts'
import { type LabOptions, startLab } from '../networks/lab/lab.ts'
import type { LedgerEntry } from '../networks/lab/ledger.ts'

/** The emulated networks in a process of their own, as real networks would be. */
export type LabProcess = {
  origin: string
  /** Everything that the networks did since that entry. */
  ledger: (after?: number) => Promise<LedgerEntry[]>
  ask: <T>(method: string, path: string, body?: unknown) => Promise<T>
  /** How many calls each network has refused because they were too many. */
  tooMany: () => Promise<Record<string, number>>
  stop: () => Promise<void>
}

type Given = Pick<LabOptions, 'latencyMs' | 'enforceRates'>

export async function startLabProcess(given: Given = {}): Promise<LabProcess> {
  const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(given)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const origin = await firstLine(child)
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${origin}/_lab${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`the lab answered ${answer.status} to ${path}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
  return {
    origin,
    ask,
    tooMany: () => ask('GET', '/too-many'),
    ledger: async (after = 0) => {
      const all: LedgerEntry[] = []
      for (let next = after; ; next = all.at(-1)?.n ?? next) {
        const some = await ask<LedgerEntry[]>('GET', `/ledger?after=${next}`)
        all.push(...some)
        if (some.length === 0) return all
      }
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.stdin?.end()
      }),
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the lab has no output')
  const lines = createInterface({ input: child.stdout })
  return new Promise((resolve, reject) => {
    lines.once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the lab ended with ${code} before it stood`)))
  })
}

/** Run as a program: lives as long as its input is open, so that it never outlives whoever started it. */
if (process.argv[1] === import.meta.filename) {
  const given = JSON.parse(process.argv[2] ?? '{}') as Given
  const lab = await startLab({ ...given, networks: await discoverLabNetworks(), people: 'quiet' })
  console.log(lab.origin)
  process.stdin.resume().once('end', () => process.exit(0))
}

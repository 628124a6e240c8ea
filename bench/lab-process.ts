import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { discoverLabNetworks } from '../networks/lab/discover.ts'
import { startLab } from '../networks/lab/lab.ts'
import type { LedgerEntry } from '../networks/lab/ledger.ts'
import type { LabHandle, LabNetwork } from '../networks/lab/network.ts'

/** The emulated networks in a process of their own, as real networks would be. */
export type LabProcess = {
  origin: string
  /** Everything that the networks did since that entry. */
  ledger: (after?: number) => Promise<LedgerEntry[]>
  ask: <T>(method: string, path: string, body?: unknown) => Promise<T>
  /** How many calls the networks have refused because they were too many. */
  tooMany: () => Promise<number>
  stop: () => Promise<void>
}

export async function startLabProcess(given: { latencyMs?: number } = {}): Promise<LabProcess> {
  const child = spawn(process.execPath, [import.meta.filename, String(given.latencyMs ?? 0)], {
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
    tooMany: async () => Number(await (await fetch(`${origin}/${counter}/`)).text()),
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

const counter = 'too-many'
const nobodyLivesHere: LabHandle = {
  openAccount: () => Promise.reject(new Error('nobody lives here')),
  accountOf: () => undefined,
  expireToken: () => {},
  tooMany: () => ({ status: 429 }),
  broken: (status) => ({ status }),
}
let refused = 0

/** The network, with its refusals for too many calls counted. */
const counted = (network: LabNetwork): LabNetwork => ({
  ...network,
  mount: (site) =>
    network.mount({
      ...site,
      on: (method, pattern, handler) =>
        site.on(method, pattern, async (request) => {
          const answer = await handler(request)
          if (answer.status === 429 || answer.status === 420) refused += 1
          return answer
        }),
    }),
})

/** Run as a program: lives as long as its input is open, so that it never outlives whoever started it. */
if (process.argv[1] === import.meta.filename) {
  const tells: LabNetwork = {
    id: counter,
    mount: (site) => {
      site.page('GET', '/', () => ({ status: 200, body: String(refused) }))
      return nobodyLivesHere
    },
  }
  const lab = await startLab({
    networks: [...(await discoverLabNetworks()).map(counted), tells],
    latencyMs: Number(process.argv[2] ?? 0),
    people: 'quiet',
  })
  console.log(lab.origin)
  process.stdin.resume().once('end', () => process.exit(0))
}

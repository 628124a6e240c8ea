import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Json } from '../../kernel/json.ts'
import type { LedgerEntry, LiveObject } from '../../networks/lab/ledger.ts'
import type { Run } from './plan.ts'
import type { ClaimPosition } from './positions.ts'
import type { WorkerGiven } from './worker.ts'

const program = (name: string) => join(import.meta.dirname, name)
const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'rialto-faults-cache') }

export type FaultLab = {
  origin: string
  ask: <T>(method: string, path: string, body?: unknown) => Promise<T>
  ledger: () => Promise<LedgerEntry[]>
  live: () => Promise<LiveObject[]>
  /** How many troubles struck, by kind, and which publications met one. */
  told: () => Promise<{ counts: Record<string, number>; met: number[] }>
  /** A person of the lab comments or writes in private; its id there, undefined where nobody can. */
  say: (saying: Saying) => Promise<string | undefined>
  /** What that network's delivery of it says; null where it makes none. */
  delivered: (network: string, id: string) => Promise<Json>
  stop: () => Promise<void>
}

export type Saying = { network: string; text: string } & ({ under: string } | { to: string })
/** What is asked of the lab's process besides what its own doors tell. */
export type Asked = { told: true } | { say: Saying } | { delivery: { network: string; id: string } }

export async function startFaultLab(run: Run): Promise<FaultLab> {
  const child = fork(program('lab.ts'), [JSON.stringify(run)], { env })
  const { origin } = await message<{ origin: string }>(child, (one) => 'origin' in one)
  const asked = asker(child)
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const sent =
      body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const answer = await fetch(`${origin}/_lab${path}`, { method, ...sent })
    if (!answer.ok) throw new Error(`the lab answered ${answer.status} to ${path}`)
    return (await answer.json()) as T
  }
  return {
    ...{ origin, ask },
    live: () => ask('GET', '/live'),
    ledger: async () => {
      const all: LedgerEntry[] = []
      for (;;) {
        const some = await ask<LedgerEntry[]>('GET', `/ledger?after=${all.at(-1)?.n ?? 0}`)
        if (some.length === 0) return all
        all.push(...some)
      }
    },
    told: () => asked({ told: true }),
    say: async (say) => (await asked<{ id?: string }>({ say })).id,
    delivered: async (network, id) => (await asked<{ body: Json }>({ delivery: { network, id } })).body,
    stop: async () => {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

/** Questions to a process, any number at a time. */
function asker(child: ChildProcess): <T>(ask: Asked) => Promise<T> {
  const waiting = new Map<number, (answer: { result?: unknown; failed?: string }) => void>()
  let asked = 0
  child.on('message', (answer: { question?: number; result?: unknown; failed?: string }) => {
    waiting.get(answer.question ?? 0)?.(answer)
    waiting.delete(answer.question ?? 0)
  })
  child.once('exit', () => {
    for (const told of waiting.values()) told({ failed: 'its process ended' })
  })
  return <T>(ask: Asked) =>
    new Promise<T>((resolve, reject) => {
      const question = ++asked
      waiting.set(question, ({ result, failed }) =>
        failed === undefined ? resolve(result as T) : reject(new Error(`the lab failed: ${failed}`)),
      )
      child.send({ question, ...ask })
    })
}

export type Workers = {
  /** Worker processes that ended by a signal, since the beginning. */
  killed: () => number
  stepClock: (ms: number) => void
  /** All clocks are right again. */
  calmClock: () => void
  killOne: () => void
  /** At its next claim of lanes, from within. */
  strikeOne: (position: ClaimPosition) => void
  stop: () => Promise<void>
}

/** Keeps that many workers alive: one that is killed is followed by another. */
export function keepWorkers(count: number, given: WorkerGiven): Workers {
  const alive = new Set<ChildProcess>()
  let killed = 0
  let stopping = false
  const keepOne = async () => {
    while (!stopping) {
      const child = fork(program('worker.ts'), [JSON.stringify(given)], { env })
      alive.add(child)
      const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
      alive.delete(child)
      if (signal === 'SIGKILL') killed += 1
      else if (!stopping) throw new Error(`a worker ended by itself with ${code ?? signal}`)
      await pause(50)
    }
  }
  const kept = Array.from({ length: count }, keepOne)
  const any = () => [...alive][killed % Math.max(1, alive.size)]
  return {
    killed: () => killed,
    stepClock: (ms) => void any()?.send({ moveClockByMs: ms }, () => {}),
    calmClock: () => {
      for (const child of alive) child.send({ calmClock: true }, () => {})
    },
    killOne: () => void any()?.kill('SIGKILL'),
    strikeOne: (position) => void any()?.send({ strike: position }, () => {}),
    stop: async () => {
      stopping = true
      for (const child of alive) child.send({ stop: true }, () => {})
      await Promise.all(kept)
    },
  }
}

async function message<T>(child: ChildProcess, wanted: (message: object) => boolean): Promise<T> {
  for (;;) {
    const [said] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`a process of the harness ended with ${code}`)
      }),
    ])) as [object]
    if (wanted(said)) return said as T
  }
}

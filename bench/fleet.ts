import { setTimeout as pause } from 'node:timers/promises'
import { withFreshAccount } from '../modules/brand/index.ts'
import { startWorker } from '../modules/publishing/index.ts'
import { type GivenPublication, givenAccounts, givenBrand, givenPublications } from '../modules/publishing/testing.ts'
import type { LedgerEntry } from '../networks/lab/ledger.ts'
import type { NetworkedWorld } from '../networks/world.ts'
import { openDesk } from './desk.ts'
import { dealt, type Share, shareOf } from './fair-share.ts'
import { percentile } from './figure.ts'
import { connectLabAccounts } from './lab-accounts.ts'
import { type LabProcess, startLabProcess } from './lab-process.ts'
import { givenFiles, type Recipe, recipeFor } from './publishable.ts'

export type Fleet = { publications: number; accountsEach: number; latencyMs: number; spreadMs: number; down?: string }
export type Sailed = {
  networks: string[]
  /** How late each stood, in milliseconds, by network. */
  lateness: Map<string, number[]>
  /** Until the last of those that could go out stood, from the first moment. */
  lastMs: number
  missing: number
  doubles: number
  early: number
  /** Answers by which the networks said that they were called too often, by network; none where there was none. */
  tooMany: Record<string, number>
  /** How many each network was given. */
  given: Record<string, number>
  states: Record<string, number>
}

const longestMs = 240_000
/** Longer than the minutes in which networks count, so that the calls of connecting are out of them. */
const quietMs = 62_000
const markerIn = (text: string) => Number(/#fleet(\d+)\b/.exec(text)?.[1] ?? Number.NaN)

/** One worker publishes on accounts of every network of the lab at once. `down` names one whose every answer is a dropped connection. */
export async function sail(fleet: Fleet, say: (line: string) => void): Promise<Sailed> {
  const lab = await startLabProcess({ latencyMs: fleet.latencyMs, enforceRates: true })
  const desk = await openDesk(lab.origin)
  try {
    const { networks, accounts, brand } = await manned(desk.world, lab, fleet, say)
    const worker = startWorker(desk.world, {
      withAccount: (id, act) => withFreshAccount(desk.world, id, act),
    })
    const start = Math.ceil((Date.now() + quietMs) / 1_000) * 1_000
    const due = Array.from({ length: fleet.publications }, (_, n) => start + (n * fleet.spreadMs) / fleet.publications)
    const before = (await lab.ledger()).length
    const crew = dealt(accounts, fleet.publications)
    await givenPublications(
      desk.world,
      brand,
      due.map((at, n) => written(crew[n], n, at)),
    )
    await desk.world.pool.query('vacuum analyze')
    if (fleet.down) await lab.ask('POST', '/faults', { network: fleet.down, act: 'drop', when: 'no-commit' })
    await untilDone(desk.world, fleet.down)
    const refused = Object.entries(await lab.tooMany()).filter(([, count]) => count > 0)
    await worker.stop()
    const seen = judge(await lab.ledger(before), due, crew, fleet.down)
    const given = Object.fromEntries(networks.map((id) => [id, crew.filter(({ network }) => network === id).length]))
    return { networks, given, ...seen, tooMany: Object.fromEntries(refused), states: await statesOf(desk.world) }
  } finally {
    await desk.close()
    await lab.stop()
  }
}

type Sailor = Share & { id: string; network: string; recipe: Recipe; files: Record<'image' | 'video', { id: string }> }

/** Accounts on every network that publishes, or on those of them that are named, in turn, each with what it can publish. */
export async function manned(
  world: NetworkedWorld,
  lab: LabProcess,
  fleet: Pick<Fleet, 'accountsEach'> & { only?: string[] | undefined },
  say: (line: string) => void,
) {
  const brand = await givenBrand(world)
  const files = await givenFiles(world, brand)
  const all = world.networks.all.filter((one) => one.publish).map((one) => one.composing.id)
  const networks = all.filter((id) => fleet.only?.includes(id) ?? true)
  if (networks.length === 0) throw new Error(`there is none of these; the networks are ${all.join(', ')}`)
  const wanted = Array.from({ length: networks.length * fleet.accountsEach }, (_, n) => ({
    network: networks[n % networks.length] ?? '',
    handle: `fleet${n}`,
  }))
  const connected = await connectLabAccounts(world, lab, wanted)
  const ids = await givenAccounts(world, brand.brandId, connected)
  const accounts = connected.map((account, at): Sailor => {
    const network = world.networks.get(account.network)
    const recipe = recipeFor(network, account.facts, files)
    if (!recipe) throw new Error(`nothing that the bench can write may be published on ${account.network}`)
    const id = ids[at] ?? ''
    return {
      ...shareOf(network, { ...account, id, app: {} }, recipe, files),
      id,
      network: account.network,
      recipe,
      files,
    }
  })
  say(`${connected.length} accounts connected on ${networks.length} networks: ${networks.join(', ')}`)
  return { networks, accounts, brand }
}

export function written(sailor: Sailor | undefined, n: number, at: number): GivenPublication {
  if (!sailor) throw new Error('the fleet has no accounts')
  const text = `Coffee of the day #fleet${n}`
  const media = sailor.recipe.media.map((kind) => ({ mediaId: sailor.files[kind].id, alt: 'A cup' }))
  return {
    ...{ accountId: sailor.id, text, dueAt: new Date(at) },
    ...{ parts: [{ text, media }], options: sailor.recipe.optionsFor(text) },
  }
}

async function untilDone(world: NetworkedWorld, down: string | undefined): Promise<void> {
  const end = Date.now() + longestMs
  while (Date.now() < end) {
    const { rows } = await world.pool.query<{ left: number }>(
      `select count(*)::int as left from publication where state in ('planned', 'sending') and network <> $1`,
      [down ?? ''],
    )
    if (!rows[0]?.left) return
    await pause(500)
  }
}

function judge(entries: LedgerEntry[], due: number[], crew: Sailor[], down: string | undefined) {
  const first = new Map<number, number>()
  let doubles = 0
  for (const { kind, text = '', at } of entries) {
    const n = kind === 'create' ? markerIn(text) : Number.NaN
    if (Number.isNaN(n)) continue
    if (first.has(n)) doubles += 1
    else first.set(n, Date.parse(at))
  }
  const lateness = new Map<string, number[]>()
  let missing = 0
  let lastMs = 0
  for (const [n, at] of due.entries()) {
    const network = crew[n]?.network ?? ''
    const stood = first.get(n)
    if (stood === undefined) missing += network === down ? 0 : 1
    else {
      lateness.set(network, [...(lateness.get(network) ?? []), stood - at])
      lastMs = Math.max(lastMs, stood - (due[0] ?? 0))
    }
  }
  return { lateness, lastMs, missing, doubles, early: [...lateness.values()].flat().filter((ms) => ms < 0).length }
}

async function statesOf(world: NetworkedWorld): Promise<Record<string, number>> {
  const { rows } = await world.pool.query<{ told: string; count: number }>(
    `select network || ' ' || state as told, count(*)::int as count from publication where state <> 'published' group by 1 order by 1`,
  )
  return Object.fromEntries(rows.map((row) => [row.told, row.count]))
}

/** Over all networks but one. */
export function p99Without(lateness: Map<string, number[]>, left: string | undefined): number {
  return percentile(
    [...lateness].flatMap(([network, times]) => (network === left ? [] : times)),
    0.99,
  )
}

export function tellSlowest({ lateness }: Sailed, say: (line: string) => void): void {
  const slow = [...lateness].map(([network, times]) => ({
    network,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  }))
  for (const { network, p50, p99 } of slow.sort((a, b) => b.p99 - a.p99).slice(0, 6))
    say(`  ${network}: p50 ${(p50 / 1000).toFixed(1)} s, p99 ${(p99 / 1000).toFixed(1)} s`)
}

/** Throws what would make the figure worth nothing: a limit that was broken, or a publication missing, double or early. */
export function mustBeRight({ tooMany, missing, doubles, early }: Sailed): void {
  const broken = Object.entries(tooMany).map(([network, count]) => `${network} refused ${count} calls as too many`)
  const wrong = Object.entries({ missing, double: doubles, early }).filter(([, count]) => count > 0)
  const all = [...broken, ...wrong.map(([what, count]) => `${count} publications are ${what}`)]
  if (all.length > 0) throw new Error(`the fleet went wrong: ${all.join('; ')}`)
}

/** Those of which fewer could be given, by the hours and days of one app. */
export function tellShares({ given }: Sailed, say: (line: string) => void): void {
  const most = Math.max(...Object.values(given))
  for (const [network, count] of Object.entries(given))
    if (count < most - 1) say(`  ${network}: ${count} publications, as many as its app's limits let out`)
}

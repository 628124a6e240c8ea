import { setTimeout as pause } from 'node:timers/promises'
import { withFreshAccount } from '../../modules/brand/index.ts'
import { listenToThoseDue } from '../../modules/inbox/listen.ts'
import { startWorker } from '../../modules/publishing/index.ts'
import { givenPublications } from '../../modules/publishing/testing.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { openDesk } from '../desk.ts'
import { manned, written } from '../fleet.ts'
import { type LabProcess, startLabProcess } from '../lab-process.ts'

/** `lags`: from being said to being heard, in milliseconds; `seconds`: until all of it was. */
export type Heard = { network: string; said: number; doubled: number; lags: number[]; seconds: number }
type Crisis = { minutes: number; angry: number; networks?: string[] | undefined }
type Begun = { network: string; at: number }

/** Some networks may be asked so rarely that a crowd is heard long after it has gone. */
const longestAfterMs = 600_000
const askEveryMs = 1_000

/** A crisis under one post of every network at once, and a desk that listens as it does in an operator's hands. */
export async function listenThrough(crisis: Crisis, say: (line: string) => void) {
  const lab = await startLabProcess({ enforceRates: true })
  const desk = await openDesk(lab.origin)
  try {
    const { accounts, brand } = await manned(desk.world, lab, { accountsEach: 1, only: crisis.networks }, say)
    const polled = accounts.filter(({ network }) => desk.world.networks.get(network).inbox?.poll)
    const beyond = Object.fromEntries(
      accounts.filter((one) => !polled.includes(one)).map(({ network }) => [network, 'nobody asks it for what is new']),
    )
    await publishOn(desk.world, brand, polled)
    const begun = await begin(lab, polled, beyond)
    say(`  the crisis begins on ${begun.length} networks`)
    await listenUntilHeard(desk.world, begun, crisis, say)
    const heard = await Promise.all(begun.map((one) => heardOn(desk.world, one, crisis)))
    return { heard, beyond }
  } finally {
    await desk.close()
    await lab.stop()
  }
}

type Manned = Awaited<ReturnType<typeof manned>>

async function publishOn(world: NetworkedWorld, brand: Manned['brand'], accounts: Manned['accounts']): Promise<void> {
  const worker = startWorker(world, { withAccount: (id, act) => withFreshAccount(world, id, act) })
  await givenPublications(
    world,
    brand,
    accounts.map((one, n) => written(one, n, Date.now())),
  )
  const end = Date.now() + 120_000
  while (Date.now() < end && (await countOf(world, `publication where state in ('planned', 'sending')`)) > 0)
    await pause(500)
  await worker.stop()
}

async function begin(lab: LabProcess, accounts: Manned['accounts'], beyond: Record<string, string>): Promise<Begun[]> {
  const begun: Begun[] = []
  for (const { network } of accounts)
    try {
      const scene = await lab.ask<{ at: string }>('POST', '/scenes', { kind: 'crisis', network })
      begun.push({ network, at: Date.parse(scene.at) })
    } catch (error) {
      beyond[network] = error instanceof Error ? error.message : String(error)
    }
  return begun
}

async function listenUntilHeard(world: NetworkedWorld, begun: Begun[], crisis: Crisis, say: (line: string) => void) {
  const last = Math.max(...begun.map((one) => one.at)) + crisis.minutes * 60_000
  let told = Date.now()
  while (Date.now() < last + longestAfterMs) {
    await listenToThoseDue(world)
    await pause(askEveryMs)
    const counts = await Promise.all(begun.map((one) => countOf(world, `(${within(one, crisis)}) as heard`)))
    if (Date.now() > last && counts.every((count) => count >= crisis.angry)) return
    if (Date.now() - told < 60_000) continue
    told = Date.now()
    say(
      `  ${counts.reduce((sum, one) => sum + one, 0)} heard, ${counts.filter((one) => one >= crisis.angry).length} of ${begun.length} networks whole`,
    )
  }
}

/** What was said on a network in the time of its crisis. */
const within = ({ network, at }: Begun, { minutes }: Crisis) =>
  `select i.* from interaction i join account a on a.id = i.account_id
     where a.network = '${network}' and not i.own and i.kind in ('comment', 'reply', 'mention', 'review')
       and i.at between to_timestamp(${at / 1_000}) - interval '1 second' and to_timestamp(${at / 1_000 + minutes * 60})`

async function heardOn(world: NetworkedWorld, begun: Begun, crisis: Crisis): Promise<Heard> {
  const { rows } = await world.pool.query<{ remote_id: string; lag: number; heard_at: Date }>(
    `select remote_id, extract(epoch from heard_at - at)::float8 * 1000 as lag, heard_at from (${within(begun, crisis)}) as heard`,
  )
  const last = Math.max(...rows.map((row) => row.heard_at.getTime()))
  return {
    network: begun.network,
    said: rows.length,
    doubled: rows.length - new Set(rows.map((row) => row.remote_id)).size,
    lags: rows.map((row) => row.lag),
    seconds: Math.round((last - begun.at) / 1_000),
  }
}

async function countOf(world: NetworkedWorld, from: string): Promise<number> {
  const { rows } = await world.pool.query<{ n: number }>(`select count(*)::int as n from ${from}`)
  return rows[0]?.n ?? 0
}

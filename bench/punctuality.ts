import { setTimeout as pause } from 'node:timers/promises'
import { withFreshAccount } from '../modules/brand/index.ts'
import { startWorker } from '../modules/publishing/index.ts'
import { givenAccounts, givenBrand, givenPublications } from '../modules/publishing/testing.ts'
import type { LedgerEntry } from '../networks/lab/ledger.ts'
import { type Desk, openDesk } from './desk.ts'
import { type Measured, percentile } from './figure.ts'
import { firstNetworks } from './first-networks.ts'
import { connectLabAccounts } from './lab-accounts.ts'
import { type LabProcess, startLabProcess } from './lab-process.ts'

export type Scenario = {
  id: string
  publications: number
  accounts: number
  latencyMs: number
  /** Milliseconds after the first moment at which the nth is due. */
  dueAfter: (n: number) => number
}

export type Seen = { p50: number; p99: number; max: number; early: number; doubles: number; lost: number }

/** Publishes a scenario with one worker on embedded PostgreSQL, and reads from the networks' own ledger how late each was. */
export async function measurePunctuality(scenario: Scenario, say: (line: string) => void): Promise<Measured[]> {
  const lab = await startLabProcess({ latencyMs: scenario.latencyMs })
  const desk = await openDesk(lab.origin)
  try {
    const accountIds = await connect(desk, lab, scenario.accounts, say)
    const bare = await bareCalls(desk, scenario, lab)
    say(`bare calls to the same lab: p50 ${Math.round(bare.p50)} ms, p99 ${Math.round(bare.p99)} ms`)
    const jobs = await bareJobs(desk, scenario)
    say(`no-op jobs of graphile-worker: p50 ${Math.round(jobs.p50)} ms, p99 ${Math.round(jobs.p99)} ms`)
    const seen = await publishAll(desk, lab, scenario, accountIds, say)
    const slower = bare.p99 > jobs.p99 ? { ...bare, what: 'bare calls' } : { ...jobs, what: 'no-op jobs' }
    const n = scenario.publications
    const figure = (name: string, value: number, unit: string, baseline: number | null): Measured => ({
      ...{ id: `${scenario.id}.${name}`, value, unit, baseline, n, beside: slower.what },
    })
    return [
      figure('early', seen.early, 'publications', null),
      figure('wrong', seen.doubles + seen.lost, 'publications', null),
      figure('p50', seen.p50, 'ms', slower.p50),
      figure('p99', seen.p99, 'ms', slower.p99),
    ]
  } finally {
    await desk.close()
    await lab.stop()
  }
}

async function connect(desk: Desk, lab: LabProcess, count: number, say: (line: string) => void): Promise<string[]> {
  const wanted = Array.from({ length: count }, (_, n) => ({
    network: firstNetworks[n % firstNetworks.length] ?? '',
    handle: `bench${n}`,
  }))
  const connected = await connectLabAccounts(desk.world, lab, wanted)
  say(`${connected.length} accounts connected on ${firstNetworks.join(', ')}`)
  const { brandId } = await givenBrand(desk.world)
  return givenAccounts(desk.world, brandId, connected)
}

/** The least that publishing could cost: the same number of calls to the same process, 192 at once, and nothing kept. */
async function bareCalls(desk: Desk, scenario: Scenario, lab: LabProcess): Promise<{ p50: number; p99: number }> {
  const { http } = desk.world
  const wanted = Array.from({ length: 20 }, (_, n) => ({ network: 'bluesky', handle: `bare${n}` }))
  const accounts = await connectLabAccounts(desk.world, lab, wanted)
  const record = { $type: 'app.bsky.feed.post', text: 'bare', createdAt: new Date().toISOString() }
  const calls = accounts.map((account) => ({
    headers: { authorization: `Bearer ${account.secrets.accessJwt}` },
    json: { repo: account.remoteId, collection: 'app.bsky.feed.post', record },
  }))
  const url = `${lab.origin}/bluesky/xrpc/com.atproto.repo.createRecord`
  const since = performance.now()
  const lateness: number[] = []
  let next = 0
  const caller = async () => {
    for (let n = next++; n < scenario.publications; n = next++) {
      const early = scenario.dueAfter(n) - (performance.now() - since)
      if (early > 0) await pause(early)
      const answer = await http({ method: 'POST', url, ...calls[n % calls.length], writes: true })
      if (answer.status !== 200) throw new Error(`the lab answered ${answer.status}: ${answer.text()}`)
      lateness.push(performance.now() - since - scenario.dueAfter(n))
    }
  }
  await Promise.all(Array.from({ length: 192 }, caller))
  return { p50: percentile(lateness, 0.5), p99: percentile(lateness, 0.99) }
}

async function bareJobs(desk: Desk, scenario: Scenario): Promise<{ p50: number; p99: number }> {
  const { run, makeWorkerUtils, Logger } = await import('graphile-worker')
  const logger = new Logger(() => () => {})
  const tools = await makeWorkerUtils({ connectionString: desk.databaseUrl, logger })
  await tools.migrate()
  const start = Date.now() + 2_000
  await desk.world.pool.query(
    `select graphile_worker.add_jobs(array(select row('noop', json_build_object('due', due), null,
       to_timestamp(due / 1000.0), null, null, null, null)::graphile_worker.job_spec from unnest($1::double precision[]) due))`,
    [Array.from({ length: scenario.publications }, (_, n) => start + scenario.dueAfter(n))],
  )
  const lateness: number[] = []
  const runner = await run({
    ...{
      connectionString: desk.databaseUrl,
      concurrency: 50,
      pollInterval: 100,
      noHandleSignals: true,
      logger,
      maxPoolSize: 10,
    },
    taskList: { noop: (payload) => void lateness.push(Date.now() - (payload as { due: number }).due) },
  })
  while (lateness.length < scenario.publications) await pause(50)
  await runner.stop()
  await tools.release()
  return { p50: percentile(lateness, 0.5), p99: percentile(lateness, 0.99) }
}

async function publishAll(
  desk: Desk,
  lab: LabProcess,
  scenario: Scenario,
  accountIds: string[],
  say: (line: string) => void,
): Promise<Seen> {
  const { world } = desk
  const brand = await world.db.selectFrom('brand').select(['id', 'workspaceId']).executeTakeFirstOrThrow()
  const member = await world.db.selectFrom('member').select('userId').executeTakeFirstOrThrow()
  const worker = startWorker(world, { withAccount: (id, act) => withFreshAccount(world, id, act) })
  const start = Math.ceil((Date.now() + 6_000 + scenario.publications / 2) / 1_000) * 1_000
  const due = Array.from({ length: scenario.publications }, (_, n) => start + scenario.dueAfter(n))
  const before = (await lab.ledger()).length
  await givenPublications(
    world,
    { brandId: brand.id, userId: member.userId },
    due.map((at, n) => ({
      accountId: accountIds[n % accountIds.length] ?? '',
      text: `bench ${n}`,
      dueAt: new Date(at),
    })),
  )
  await world.pool.query('vacuum analyze')
  say(`${due.length} publications planned ${((start - Date.now()) / 1000).toFixed(1)} s ahead`)
  await untilSettled(desk)
  await worker.stop()
  const entries = (await lab.ledger(before)).filter((entry) => entry.kind === 'create')
  const late = entries.map(({ text, at }) => Date.parse(at) - (due[Number(text?.replace('bench ', ''))] ?? Number.NaN))
  const shares = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99].map((share) => `${share * 100} % ${percentile(late, share)}`)
  say(`milliseconds after their moment: ${shares.join(', ')}`)
  return judge(entries, due)
}

async function untilSettled(desk: Desk): Promise<void> {
  for (;;) {
    const { rows } = await desk.world.pool.query<{ left: number }>(
      `select count(*) as left from publication where state in ('planned', 'sending')`,
    )
    if (!rows[0]?.left) return
    await pause(500)
  }
}

function judge(entries: LedgerEntry[], due: number[]): Seen {
  const lateness: number[] = []
  const times = new Map<number, number>()
  for (const { text, at } of entries) {
    const n = Number(text?.replace('bench ', ''))
    times.set(n, (times.get(n) ?? 0) + 1)
    lateness.push(Date.parse(at) - (due[n] ?? Number.NaN))
  }
  return {
    ...{ p50: percentile(lateness, 0.5), p99: percentile(lateness, 0.99), max: Math.max(...lateness) },
    early: lateness.filter((one) => one < 0).length,
    doubles: [...times.values()].filter((count) => count > 1).length,
    lost: due.length - times.size,
  }
}

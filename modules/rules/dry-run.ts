import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { conflict } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue } from '../../kernel/jobs.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type InteractionFacts, interactionsOf } from '../inbox/index.ts'
import type { Caller } from '../team/index.ts'
import type { Sample, StartDryRun } from './api.ts'
import { asksOf, type Bench, benchOf, deskFor, fillLately, isJudged, noteLately, ownAuthorsOf } from './desk.ts'
import {
  countSaid,
  dryRunsUnderWay,
  keepProgress,
  type Progress,
  placeOfNth,
  runOf,
  runState,
} from './dry-run-store.ts'
import { factsFrom } from './facts-store.ts'
import { judge, type Ready, readyRules } from './judge.ts'
import { Reading } from './reading.ts'
import { refuseUnclearMatch } from './refuse-unclear.ts'

export const dryRunJob = 'rules.dry-run'
const mostAtOnce = 3

/** Judges the newest of what was said by conditions that may not be saved yet; nothing is done with what it hits. Returns its id. */
export async function startDryRun(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  { match, most }: z.output<typeof StartDryRun>,
): Promise<string> {
  await refuseUnclearMatch(world, brandId, match)
  const now = world.clock.now()
  const id = newId(now)
  await inTransaction(world.db, async (tx) => {
    await tx.selectFrom('brand').select('id').where('id', '=', brandId).forUpdate().execute()
    if ((await dryRunsUnderWay(tx, brandId)) >= mostAtOnce) throw conflict('rules.runsUnderWay', { most: mostAtOnce })
    await tx
      .insertInto('dryRun')
      .values({
        ...{ id, brandId, match: JSON.stringify(match), state: 'waiting', most, madeAt: now, madeBy: caller.userId },
        ...{ hitSamples: '[]', keptSamples: '[]' },
      })
      .execute()
    await enqueue(tx, world.clock, dryRunJob, { runId: id, brandId }, { key: `${dryRunJob} ${id}` })
  })
  return id
}

/** What was not judged yet is left out; what was, stays to be seen. */
export async function cancelDryRun(world: NetworkedWorld, brandId: string, runId: string): Promise<void> {
  await runOf(world.db, brandId, runId)
  await inTransaction(world.db, async (tx) => {
    await tx
      .updateTable('dryRun')
      .set({ state: 'cancelled' })
      .where('id', '=', runId)
      .where('state', 'in', ['waiting', 'running'])
      .execute()
    await announce(tx, 'dry-run.moved', { runId }, { brandId })
  })
}

const pageOf = 250
const samples = 20

/** From the oldest on, so that floods are counted as they came. Begun anew after a process died in it. */
export async function runDryRun(world: NetworkedWorld, payload: JsonObject): Promise<void> {
  const { runId, brandId } = payload
  if (typeof runId !== 'string' || typeof brandId !== 'string') return
  if ((await runState(world.db, runId)) === undefined || (await runState(world.db, runId)) === 'cancelled') return
  const run = await runOf(world.db, brandId, runId)
  try {
    await judgePast(world, run)
  } catch (error) {
    await keepProgress(world.db, run, { state: 'failed' })
    throw error
  }
}

type Run = Awaited<ReturnType<typeof runOf>>
type Judging = {
  run: Run
  rules: Ready<{ id: string; isOn: boolean; stops: boolean; match: Run['match'] }>[]
  bench: Bench
  own: ReadonlySet<string>
}

async function judgePast(world: NetworkedWorld, run: Run): Promise<void> {
  const { db } = world
  const { brandId, match } = run
  const asks = asksOf([{ match }])
  const judging: Judging = {
    ...{ run, bench: await benchOf(db, brandId, asks), own: await ownAuthorsOf(db, brandId) },
    rules: readyRules([{ id: run.id, isOn: true, stops: false, match }]),
  }
  const first = await placeOfNth(db, brandId, run.most)
  const progress: Progress = {
    ...{ state: 'running', total: await countSaid(db, brandId, run.most), judged: 0, hit: 0 },
    ...{ hitSamples: [], keptSamples: [], oldestAt: first?.at ?? null },
  }
  if (first) await fillLately(db, brandId, judging.bench, first.at, first.at)
  for (let after = first && { at: new Date(first.at.getTime() - 1), id: '' }; after; ) {
    if ((await runState(db, run.id)) === 'cancelled') return
    await keepProgress(db, run, progress)
    const page = await interactionsOf(db, { brandId, after, limit: pageOf, order: 'oldest' })
    await judgePage(db, judging, page, progress)
    const last = page.at(-1)
    after = last && page.length === pageOf ? { at: last.at, id: last.id } : undefined
  }
  await keepProgress(db, run, { ...progress, total: progress.judged, state: 'done' })
}

async function judgePage(
  db: DbOrTx,
  { run, rules, bench, own }: Judging,
  page: InteractionFacts[],
  progress: Progress,
) {
  noteLately(bench, page)
  const said = page.filter((one) => isJudged(one, own))
  const facts = await factsFrom(db, said, bench.asks)
  const desk = await deskFor(db, run.brandId, bench, facts)
  for (const [n, one] of facts.entries()) {
    const [hit] = judge(rules, new Reading(one, desk))
    const heard = said[n]
    if (!heard) continue
    progress.judged++
    if (hit) progress.hit++
    const into = hit ? progress.hitSamples : progress.keptSamples
    into.unshift(sampleOf(heard, hit?.places ?? []))
    into.length = Math.min(into.length, samples)
  }
}

const longestShown = 1_000

const sampleOf = (one: InteractionFacts, places: { from: number; to: number }[]): z.output<typeof Sample> => ({
  ...{ interactionId: one.id, conversationId: one.conversationId, at: one.at.toISOString(), network: one.network },
  ...{ author: one.author.name || one.author.handle, text: one.text.slice(0, longestShown).toWellFormed() },
  places: places.filter((place) => place.to <= longestShown),
})

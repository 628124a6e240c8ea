import { monotonicMs } from '../../../kernel/clock.ts'
import { inTransaction } from '../../../kernel/db/connect.ts'
import { announce } from '../../../kernel/events.ts'
import { conflict, Refusal } from '../../../kernel/failure.ts'
import { newId } from '../../../kernel/id.ts'
import { enqueue } from '../../../kernel/jobs.ts'
import type { JsonObject } from '../../../kernel/json.ts'
import type { NetworkedWorld } from '../../../networks/world.ts'
import type { Caller } from '../../team/index.ts'
import { parseQuery } from '../matcher/parse-query.ts'
import { Adapters } from '../pipeline/adapters.ts'
import { Copies } from '../pipeline/copies.ts'
import { earsOf } from '../pipeline/ears.ts'
import { type Ear, judge } from '../pipeline/judge.ts'
import { keepFound } from '../pipeline/keep-found.ts'
import { QueriesInHand } from '../pipeline/queries-in-hand.ts'
import { queryOf } from '../queries/query-store.ts'
import type { HeardPost } from '../sources/heard.ts'
import { zoneOf } from '../zone-of.ts'
import { Findings } from './findings.ts'
import { countPast, pastPosts } from './past-posts.ts'
import { keepReplay, type Replay, replayOf, replayState, versionOf } from './replay-store.ts'

export const replayJob = 'listening.replay'
const mostAtOnce = 2
const dayMs = 86_400_000
const toldEveryMs = 500

/** `queryId`: whose mentions what is found becomes; else it is only looked at. `days`: how far back. */
export type StartReplay = { text: string; languages: string[]; days: number; queryId: string | null }

/** Holds a query against all that was told lately. Returns its id; progress is announced. */
export async function startReplay(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  asked: StartReplay,
): Promise<string> {
  if (!parseQuery(asked.text).ok) throw new Refusal(422, 'listening.query.unreadable')
  if (asked.queryId !== null) await queryOf(world.db, brandId, asked.queryId)
  const now = world.clock.now()
  const id = newId(now)
  await inTransaction(world.db, async (tx) => {
    await tx.selectFrom('brand').select('id').where('id', '=', brandId).forUpdate().execute()
    const { count } = await tx
      .selectFrom('listeningReplay')
      .select((is) => is.fn.countAll<number>().as('count'))
      .where('brandId', '=', brandId)
      .where('state', 'in', ['waiting', 'running'])
      .executeTakeFirstOrThrow()
    if (Number(count) >= mostAtOnce) throw conflict('listening.replaysUnderWay', { most: mostAtOnce })
    await tx
      .insertInto('listeningReplay')
      .values({
        ...{
          id,
          brandId,
          queryId: asked.queryId,
          text: asked.text,
          languages: asked.languages,
          state: 'waiting',
        },
        ...{ since: new Date(now.getTime() - asked.days * dayMs), madeAt: now, madeBy: caller.userId },
      })
      .execute()
    await enqueue(tx, world.clock, replayJob, { replayId: id, brandId }, { key: `${replayJob} ${id}` })
  })
  return id
}

export async function cancelReplay(world: NetworkedWorld, brandId: string, replayId: string): Promise<void> {
  await replayOf(world.db, brandId, replayId)
  await inTransaction(world.db, async (tx) => {
    await tx
      .updateTable('listeningReplay')
      .set({ state: 'cancelled' })
      .where('id', '=', replayId)
      .where('state', 'in', ['waiting', 'running'])
      .execute()
    await announce(tx, 'listening.replay-moved', { replayId }, { brandId })
  })
}

/** Begun anew after a process died in it; what was kept then is kept once. */
export async function runReplay(world: NetworkedWorld, payload: JsonObject): Promise<void> {
  const { replayId, brandId } = payload
  if (typeof replayId !== 'string' || typeof brandId !== 'string') return
  const state = await replayState(world.db, replayId)
  if (state !== 'waiting' && state !== 'running') return
  const replay = await replayOf(world.db, brandId, replayId)
  try {
    await lookBack(world, replay)
  } catch (error) {
    await keepReplay(world.db, replay, { state: 'failed' })
    throw error
  }
}

async function lookBack(world: NetworkedWorld, replay: Replay): Promise<void> {
  const { db } = world
  const findings = new Findings(await zoneOf(db, replay.brandId))
  const total = await countPast(db, replay)
  const take = await takerOf(world, replay, findings)
  let toldMs = Number.NEGATIVE_INFINITY
  for await (const { intakeKey, posts, looked } of pastPosts(world, replay, never)) {
    await take(intakeKey, posts)
    findings.looked += looked
    if (monotonicMs() - toldMs < toldEveryMs) continue
    toldMs = monotonicMs()
    if ((await replayState(db, replay.id)) === 'cancelled') return
    await keepReplay(db, replay, { state: 'running', total, ...findings.told() })
  }
  await keepReplay(db, replay, { state: 'done', total: findings.looked, ...findings.told() })
}

const never = new AbortController().signal

type Take = (intakeKey: string, posts: HeardPost[]) => Promise<void>

/** Only looks where no query is named; else keeps what it finds, as if it had been listened for then. */
async function takerOf(world: NetworkedWorld, replay: Replay, findings: Findings): Promise<Take> {
  const { queryId, brandId } = replay
  const queries = new QueriesInHand(world.log)
  const version = queryId === null ? 0 : await versionOf(world.db, queryId)
  queries.set({ id: queryId ?? replay.id, brandId, version }, replay.text, replay.languages)
  const [copies, adapters] = [new Copies(), new Adapters()]
  const ears = new Map<string, Ear[]>()
  await adapters.refresh(world.db, 0)
  return async (intakeKey, posts) => {
    if (!ears.has(intakeKey)) ears.set(intakeKey, (await earsOf(world.db, [intakeKey])).get(intakeKey) ?? [])
    const own = ears.get(intakeKey)?.filter((ear) => ear.brandId === brandId) ?? []
    const heard = posts.map((post) => ({ what: 'said' as const, post }))
    const judged = await judge(heard, { queries, ears: own.map(matching), adapterOf: adapters.of })
    for (const found of judged.found) findings.add(found)
    if (queryId !== null && judged.found.length > 0) await keepFound(world, judged, copies, async () => {})
  }
}

const matching = (ear: Ear): Ear => ({ ...ear, takes: 'matching' })

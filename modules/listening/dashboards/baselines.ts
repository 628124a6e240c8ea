import type { z } from 'zod'
import { newId } from '../../../kernel/id.ts'
import type { World } from '../../../kernel/world.ts'
import type { Caller } from '../../team/index.ts'
import type { Baseline, BaselineRepeat, Dashboard, KeepBaseline } from './api.ts'
import { type BaselineRow, baselineOf, keepBaselineRow } from './baseline-store.ts'
import { dashboardOf } from './dashboard.ts'
import { daysIn, periodOf } from './steps.ts'

type Figures = z.input<typeof Dashboard>
type Repeat = z.input<typeof BaselineRepeat>
type Value = number | null

/** Keeps the figures of a period as they are counted now, so that later corrections do not move what was reported. */
export async function keepBaseline(
  world: World,
  caller: Caller,
  brandId: string,
  given: z.output<typeof KeepBaseline>,
): Promise<z.input<typeof Baseline>> {
  const figures = await dashboardOf(world.db, brandId, { ...given, compare: 'none' })
  const now = world.clock.now()
  const row: BaselineRow = {
    ...{ id: newId(now), brandId, name: given.name, fromAt: new Date(given.from), toAt: new Date(given.to) },
    ...{ topics: given.topics ? figures.topics.map(({ id }) => id) : [], figures, madeAt: now, madeBy: caller.userId },
  }
  await keepBaselineRow(world.db, row)
  return presented(row)
}

export const presented = (row: Omit<BaselineRow, 'brandId' | 'madeBy'>): z.input<typeof Baseline> => ({
  ...{ id: row.id, name: row.name, topics: row.topics, all: row.figures.all },
  ...{ from: row.fromAt.toISOString(), to: row.toAt.toISOString(), madeAt: row.madeAt.toISOString() },
})

/** Another period in the same figures, held against it. Throws 404 where the brand has no such baseline. */
export async function repeatBaseline(
  world: World,
  of: { brandId: string; baselineId: string },
  given: { from: string; to: string },
): Promise<Repeat> {
  const baseline = await baselineOf(world.db, of)
  const topics = baseline.topics.length > 0 ? baseline.topics.join(',') : undefined
  const now = await dashboardOf(world.db, of.brandId, { ...given, topics, compare: 'none' })
  const days: [number, number] = [daysIn({ from: baseline.fromAt, to: baseline.toAt }), daysIn(periodOf(given))]
  return {
    baseline: presented(baseline),
    now: { from: now.period.from, to: now.period.to, all: now.all },
    rows: [
      ...daily.map((what) => ({ what, isDaily: true, ...perDay(baseline.figures.all[what], now.all[what], days) })),
      ...shares.map((what) => ({ what, isDaily: false, ...pairOf(baseline.figures.all[what], now.all[what]) })),
    ],
    topics: topicsOfBoth(baseline.figures, now, days),
  }
}

const daily = [
  ...(['mentions', 'originals', 'copies', 'negative', 'neutral', 'positive', 'unsure'] as const),
  ...(['interested', 'authors', 'newAuthors', 'reach'] as const),
]
const shares = ['net', 'interestedShare'] as const

/** Those there are now, and those that were there then. */
function topicsOfBoth(baseline: Figures, now: Figures, days: [number, number]): Repeat['topics'] {
  const gone = baseline.topics.filter(({ id }) => now.topics.every((one) => one.id !== id))
  return [...now.topics, ...gone].map(({ id, name, kind }) => {
    const [was, is] = [baseline, now].map(({ topics }) => topics.find((one) => one.id === id))
    return {
      ...{ id, name, kind, daily: perDay(was?.mentions ?? null, is?.mentions ?? null, days) },
      ...{ voice: pairOf(was?.voice ?? null, is?.voice ?? null), net: pairOf(was?.net ?? null, is?.net ?? null) },
    }
  })
}

const perDay = (was: Value, is: Value, [daysWas, daysIs]: [number, number]) =>
  pairOf(was === null ? null : was / daysWas, is === null ? null : is / daysIs)

const pairOf = (baseline: Value, now: Value) => ({
  ...{ baseline, now },
  difference: baseline === null || now === null ? null : now - baseline,
})

import type { z } from 'zod'
import type { Db } from '../../../kernel/db/tables.ts'
import { brandOf } from '../../brand/index.ts'
import { type TopicOfBrand, topicsOf } from '../mentions/topic-queries.ts'
import { listed } from '../mentions/wish.ts'
import type { Dashboard, DashboardFigures, DashboardQuery } from './api.ts'
import { type Everybody, heardByAuthor, newcomersIn } from './authors-store.ts'
import { counting } from './counting.ts'
import { feltIn, shareOf } from './feelings.ts'
import { heardByPlace, heardByQueries, heardByTime, type InTime, toldIn } from './figures-store.ts'
import type { Span } from './heard-in.ts'
import { peopleOf } from './people.ts'
import { placesIn } from './places.ts'
import { risingIn } from './rising.ts'
import { before, hourOfWeek, type Period, periodOf, stepAt, stepsOf } from './steps.ts'
import { topicsHeard } from './topics-heard.ts'
import { sampledWords } from './words-store.ts'

type Asked = z.output<typeof DashboardQuery>
type Figures = z.input<typeof DashboardFigures>

/** So many posts of each period are drawn for their words. */
const sample = 4_000

/** Everything that was said of a brand in a period, in figures. */
export async function dashboardOf(db: Db, brandId: string, asked: Asked): Promise<z.input<typeof Dashboard>> {
  const period = periodOf(asked)
  const { zone } = await brandOf(db, brandId)
  const topics = await topicsAsked(db, brandId, asked.topics)
  const span: Span = { brandId, ...period, queries: asked.topics ? queriesOf(topics) : undefined }
  const earlier: Span = { ...span, ...before(period) }
  const { step, starts } = stepsOf(period, zone)
  const isCompared = asked.compare === 'previous'
  const [people, first, byTime, byQueries, byPlace, heard, peopleBefore, queriesBefore] = await Promise.all([
    counting(db, (tx) => heardByAuthor(tx, span)),
    counting(db, (tx) => newcomersIn(tx, isCompared ? { ...span, from: earlier.from } : span)),
    heardByTime(db, span),
    counting(db, (tx) => heardByQueries(tx, span, starts)),
    counting(db, (tx) => heardByPlace(tx, span)),
    toldIn(db, span),
    isCompared ? counting(db, (tx) => heardByAuthor(tx, earlier)) : undefined,
    isCompared ? counting(db, (tx) => heardByQueries(tx, earlier, [earlier.from])) : undefined,
  ])
  const originals = originalsOf(people.all)
  const earlierOriginals = peopleBefore ? originalsOf(peopleBefore.all) : originals
  const [now, then, authors] = await Promise.all([
    sampledWords(db, span, { originals, size: sample }),
    sampledWords(db, earlier, { originals: earlierOriginals, size: sample }),
    peopleOf(db, span, people.people),
  ])
  const newcomers = first.filter((at) => at >= span.from)
  return {
    period: { ...written(period), zone, step },
    previous: peopleBefore
      ? { ...written(earlier), all: figuresOf(peopleBefore.all, first.length - newcomers.length) }
      : null,
    all: figuresOf(people.all, newcomers.length),
    steps: stepsHeard({ starts, to: period.to, byTime, newcomers }),
    topics: topicsHeard({ topics, now: byQueries, previous: queriesBefore, steps: starts.length, heard }),
    ...{ heard, ...placesIn(byPlace), hours: hoursOf(byTime, zone), authors, rising: risingIn(now, then) },
  }
}

/** Those of the brand; none asked for: all. */
async function topicsAsked(db: Db, brandId: string, asked: string | undefined): Promise<TopicOfBrand[]> {
  if (!asked) return topicsOf(db, brandId)
  const ids = listed(asked)
  return (await topicsOf(db, brandId, 'deleted')).filter(({ id }) => ids.includes(id))
}

const queriesOf = (topics: TopicOfBrand[]) => topics.flatMap((topic) => topic.queries.map(({ id }) => id))

const written = ({ from, to }: Period) => ({ from: from.toISOString(), to: to.toISOString() })

const originalsOf = ({ mentions, copies }: Everybody) => mentions - copies

function figuresOf(all: Everybody, newAuthors: number): Figures {
  const { mentions, copies, interested, authors, reach } = all
  return {
    ...feltIn(all),
    ...{ originals: originalsOf(all), copies, interested, interestedShare: shareOf(interested, mentions) },
    ...{ authors, newAuthors, reach },
  }
}

type InSteps = { starts: Date[]; to: Date; byTime: InTime[]; newcomers: Date[] }

function stepsHeard({ starts, to, byTime, newcomers }: InSteps): z.input<typeof Dashboard>['steps'] {
  const steps = starts.map((from, n) => ({
    ...{ from: from.toISOString(), to: (starts[n + 1] ?? to).toISOString(), mentions: 0, negative: 0, neutral: 0 },
    ...{ positive: 0, unsure: 0, copies: 0, newAuthors: 0 },
  }))
  for (const row of byTime) {
    const step = steps[stepAt(starts, row.at)]
    if (!step) continue
    for (const what of ['mentions', 'negative', 'neutral', 'positive', 'unsure', 'copies'] as const)
      step[what] += row[what]
  }
  for (const at of newcomers) {
    const step = steps[stepAt(starts, at)]
    if (step) step.newAuthors++
  }
  return steps.map((step) => ({ ...step, ...feltIn(step) }))
}

function hoursOf(byTime: InTime[], zone: string): number[][] {
  const week = Array.from({ length: 7 }, () => new Array<number>(24).fill(0))
  const shown = hourOfWeek(zone)
  for (const { at, mentions } of byTime) {
    const { weekday, hour } = shown(at)
    const day = week[weekday]
    if (day) day[hour] = (day[hour] ?? 0) + mentions
  }
  return week
}

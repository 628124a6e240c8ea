import { z } from 'zod'
import type { World } from '../../../../kernel/world.ts'
import { iso, wordsIn } from '../../../team/index.ts'
import type { Source, SourceDetails, SourceHours, Sources, sourceStates } from '../api.ts'
import { Watching } from '../api.ts'
import { intakeKinds } from '../kinds.ts'
import { troubleIn } from '../trouble.ts'
import {
  hoursOf,
  mentionsSince,
  type SourceRow,
  sourceOf,
  sourcesOf,
  type Volume,
  volumesSince,
} from './source-store.ts'

const hourMs = 3_600_000
/** Beyond it a turn that nobody took is told. */
const lateMs = 15 * 60_000
const silentMs = 3 * 24 * hourMs

export async function presentSources(world: World, brandId: string, locale: string): Promise<z.input<typeof Sources>> {
  const rows = await sourcesOf(world.db, brandId)
  const day = await dayOf(world, brandId, rows)
  const items = rows.map((row) => present(world, row, day(row), locale))
  const sum = (what: keyof Volume) => items.reduce((total, one) => total + one.day[what], 0)
  return { items, day: { posts: sum('posts'), mentions: sum('mentions'), calls: sum('calls') } }
}

export async function presentSource(world: World, of: { brandId: string; sourceId: string }, locale: string) {
  const row = await sourceOf(world.db, of.brandId, of.sourceId)
  return present(world, row, (await dayOf(world, of.brandId, [row]))(row), locale)
}

export async function presentDetails(
  world: World,
  of: { brandId: string; sourceId: string },
  locale: string,
): Promise<z.input<typeof SourceDetails>> {
  const row = await sourceOf(world.db, of.brandId, of.sourceId)
  const source = await presentSource(world, of, locale)
  const hours = await hoursOf(world.db, row.intakeKey, new Date(world.clock.now().getTime() - 48 * hourMs))
  const inlet = row.kind === 'inlet' ? `${world.config.publicUrl}/inlets/${row.intakeKey.split(' ')[1]}` : null
  const shown: z.input<typeof SourceHours> = hours.map(({ hour, ...volume }) => ({
    ...volume,
    hour: hour.toISOString(),
  }))
  return { ...source, hours: shown, inlet }
}

async function dayOf(world: World, brandId: string, rows: SourceRow[]): Promise<(row: SourceRow) => Volume> {
  const since = new Date(world.clock.now().getTime() - 24 * hourMs)
  const keys = rows.map((row) => row.intakeKey)
  const told = await volumesSince(world.db, keys, since)
  const mentions = await mentionsSince(world.db, brandId, since)
  return ({ id, intakeKey }) => ({ posts: 0, calls: 0, ...told.get(intakeKey), mentions: mentions.get(id) ?? 0 })
}

const settingsShape = z.object({
  url: z.string().optional().catch(undefined),
  watches: Watching.optional().catch(undefined),
  host: z.string().optional().catch(undefined),
  user: z.string().optional().catch(undefined),
  folder: z.string().optional().catch(undefined),
})

function present(world: World, row: SourceRow, day: Volume, locale: string): z.input<typeof Source> {
  const now = world.clock.now()
  const { url, watches, host, user, folder } = settingsShape.parse(row.settings)
  const way = intakeKinds.find((one) => one.kind === row.kind)?.way ?? 'told'
  const trouble = row.trouble === null ? undefined : troubleIn(row.trouble)
  const isToday = row.spentOn !== null && dayIn(row.zone, now) === dayText(row.spentOn)
  return {
    ...{ id: row.id, kind: row.kind, name: row.name, takes: row.takes, isOn: row.isOn, daily: row.daily },
    ...{ spent: isToday ? row.spent : 0, leftOut: isToday ? row.leftOut : 0 },
    address: url ?? (host ? `${user} · ${host} · ${folder}` : ''),
    ...{ url: url ?? null, watches: watches ?? null },
    state: stateOf(row, way, now),
    trouble: trouble ? wordsIn(locale).say(trouble.code, trouble.values) : null,
    troubleSince: iso(row.troubleSince),
    ...{ readAt: iso(row.readAt), toldAt: iso(row.toldAt), nextAt: way === 'ask' && row.isOn ? iso(row.wakeAt) : null },
    lagSeconds: lagOf(row, way, now),
    ...{ day, madeAt: row.madeAt.toISOString() },
  }
}

type Way = 'ask' | 'follow' | 'told'

function stateOf(row: SourceRow, way: Way, now: Date): (typeof sourceStates)[number] {
  if (!row.isOn) return 'paused'
  if (row.trouble !== null) return 'troubled'
  if (row.readAt === null) return 'waiting'
  if (way === 'ask' && now.getTime() - row.wakeAt.getTime() > lateMs) return 'late'
  if (way !== 'follow') return 'well'
  return row.toldAt && now.getTime() - row.toldAt.getTime() > silentMs ? 'silent' : 'well'
}

/** How long what is said now may stand unheard: since its turn passed, or of a stream since it last told something. */
function lagOf(row: SourceRow, way: Way, now: Date): number {
  const since = way === 'ask' ? row.wakeAt : way === 'follow' ? row.readAt : null
  return row.isOn && since ? Math.max(0, Math.round((now.getTime() - since.getTime()) / 1_000)) : 0
}

const dayIn = (zone: string, at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)
const dayText = (day: Date | string) =>
  (typeof day === 'string' ? day : new Intl.DateTimeFormat('sv-SE').format(day)).slice(0, 10)

import { type DateOrder, readDate, readTime, timePartOf } from '../../../../kernel/text/read-moment.ts'
import { resolveWall } from '../../../../kernel/wall-time.ts'
import type { NetworkedWorld } from '../../../../networks/world.ts'
import type { HeardPost } from '../heard.ts'
import { networkOf } from '../inlet/inlet-post.ts'
import { printOf, toldText } from '../web/told-text.ts'
import { plainAddress, siteOf, webKey } from '../web/web-key.ts'
import type { ImportField } from './columns.ts'

export type Understanding = { brandId: string; columns: string[]; dateOrder: DateOrder; zone: string }
export type RowProblem = { field: ImportField | ''; code: string }

/** The post that a row tells, or what is wrong in it. */
export function understandRow(
  world: NetworkedWorld,
  cells: readonly string[],
  reading: Understanding,
): HeardPost | RowProblem {
  const cell = (field: ImportField) => cells[reading.columns.indexOf(field)]?.trim() ?? ''
  const [text, title] = [toldText(cell('text')), toldText(cell('title'), 500)]
  if (!text && !title) return { field: 'text', code: 'listening.import.noText' }
  const at = momentIn(cell('date'), cell('time'), reading)
  if (!at) return { field: 'date', code: 'listening.import.badDate' }
  if (at > world.clock.now()) return { field: 'date', code: 'listening.import.future' }
  const url = cell('url') ? plainAddress(cell('url')) : undefined
  if (cell('url') && !url) return { field: 'url', code: 'listening.import.badUrl' }
  const site = (url ? siteOf(url) : cell('site').toLowerCase()) || cell('network').toLowerCase()
  return {
    key: url ? webKey(url) : `import ${reading.brandId} ${printOf(at.toISOString(), cell('author'), title, text)}`,
    ...{ at, kind: 'post', site: site.slice(0, 253), text: text || title },
    ...(title && { title }),
    ...(url && { url }),
    ...toldBeside(world, cell),
    author: authorIn(cell, site),
  }
}

type Cell = (field: ImportField) => string

function toldBeside(world: NetworkedWorld, cell: Cell): Partial<HeardPost> {
  const tone = toneIn(cell('tone'))
  const counts = (['likes', 'comments', 'reshares', 'views', 'reach'] as const).flatMap((name) => {
    const count = countIn(cell(name))
    return count === undefined ? [] : [[name, count] as const]
  })
  const tags = cell('tags')
    .split(/[,;\s]+/)
    .map((one) => one.replace(/^#/, ''))
    .filter(Boolean)
    .slice(0, 50)
  return {
    network: networkOf(world, cell('network')),
    ...(tone && { tone }),
    ...(/^[a-z]{2,3}(-\w+)*$/i.test(cell('language')) && { language: cell('language').toLowerCase() }),
    ...(/^[a-z]{2}$/i.test(cell('country')) && { country: cell('country').toUpperCase() }),
    ...(counts.length > 0 && { numbers: Object.fromEntries(counts) }),
    ...(tags.length > 0 && { tags }),
  }
}

function authorIn(cell: Cell, site: string): HeardPost['author'] {
  const followers = countIn(cell('followers'))
  const url = plainAddress(cell('authorUrl'))
  return {
    handle: toldText(cell('author'), 200) || site || '?',
    ...(url && { url }),
    ...(followers !== undefined && { followers }),
  }
}

/** ISO moments with their zone, seconds or milliseconds since 1970, else the date and time of the brand's own clocks. */
function momentIn(date: string, time: string, { dateOrder, zone }: Understanding): Date | undefined {
  if (/^\d{10}(\d{3})?$/.test(date)) return new Date(Number(date) * (date.length === 10 ? 1_000 : 1))
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/.test(date)) return valid(new Date(date.replace(' ', 'T')))
  const day = readDate(date, dateOrder)
  if (!day) return undefined
  const clock = time || timePartOf(date).replace(/\.\d+$/, '')
  const read = clock ? readTime(clock) : '00:00'
  return read ? resolveWall(`${day}T${read}`, zone).at : undefined
}

const valid = (at: Date) => (Number.isNaN(at.getTime()) ? undefined : at)

/** `1,234`, `1 234`, `1.2K`, `3 млн`; undefined for what is none. */
function countIn(written: string): number | undefined {
  const [, digits = '', unit = ''] = /^([\d\s.,\u00a0]+)\s*(k|m|тыс|тис|хил|млн)?\.?$/i.exec(written.trim()) ?? []
  if (!/\d/.test(digits)) return undefined
  const factor = unit === '' ? 1 : /^(m|млн)$/i.test(unit) ? 1_000_000 : 1_000
  const number =
    factor === 1 ? Number(digits.replace(/[^\d]/g, '')) : Number(digits.replace(/\s/g, '').replace(',', '.'))
  return Number.isFinite(number) ? Math.round(number * factor) : undefined
}

function toneIn(written: string): HeardPost['tone'] {
  const word = written.trim().toLowerCase()
  if (/^(neg|негатив|отриц|záporn|-1$|-)/.test(word)) return 'negative'
  if (/^(pos|poz|позитив|полож|kladn|1$|\+)/.test(word)) return 'positive'
  return /^(neu|нейтр|неутр|0$)/.test(word) ? 'neutral' : undefined
}

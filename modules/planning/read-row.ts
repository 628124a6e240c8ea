import type { z } from 'zod'
import { Refusal } from '../../kernel/failure.ts'
import { type DateOrder, readDate, readDuration, readTime, timePartOf } from '../../kernel/text/read-moment.ts'
import { isZone, resolveWall, wallAt } from '../../kernel/wall-time.ts'
import type { MakePost } from '../content/index.ts'
import type { ImportColumn } from './api.ts'
import { columnsThatDoNotFit } from './fit-post.ts'
import { readOptionCell } from './row-options.ts'

type Column = z.infer<typeof ImportColumn>
export type RowProblem = {
  column: Column | null
  severity: 'error' | 'warning'
  code: string
  values?: Record<string, string | number>
}

/** What the brand has, for names in the file to be matched with. */
export type Known = {
  accounts: { id: string; network: string; name: string; handle: string; networkName: string }[]
  rubrics: { id: string; name: string }[]
  /** Media ids by file name, lower case. */
  files: ReadonlyMap<string, string>
  /** Which account a name in the file means, as a person settled it; null leaves it out. */
  chosen: Record<string, string | null>
  columns: Partial<Record<Column, number | null>>
  zone: string
  dateOrder: DateOrder
  now: Date
}

export type Understood = {
  post: z.infer<typeof MakePost>
  plan: { wall: string; zone: string; at: string } | null
  accountNames: string[]
  problems: RowProblem[]
}

/** Understands one row of a plan. What is wrong is told by column, and the rest is understood all the same. */
export function readRow(cells: string[], known: Known): Understood {
  const problems: RowProblem[] = []
  const cell = (column: Column) => {
    const index = known.columns[column]
    return index === undefined || index === null ? '' : (cells[index] ?? '').trim().replace(/^'(?=[=+\-@])/, '')
  }
  const tell: Tell = (column, code, values, severity = 'error') => problems.push({ column, severity, code, values })
  const plan = readPlan(cell, known, tell)
  const accounts = readAccounts(cell('accounts'), known, tell)
  const post = {
    ...{
      title: cell('title').slice(0, 200),
      labels: listOf(cell('labels')).slice(0, 20),
      language: cell('language') || null,
    },
    ...{ rubricId: readRubric(cell('rubric'), known, tell), accountIds: accounts.ids },
    body: {
      parts: readParts(cell, known, tell),
      ...(cell('firstComment') ? { firstComment: cell('firstComment') } : {}),
    },
    variants: readOptions(cell('options'), accounts.ids, tell),
    plan: plan && { wall: plan.wall, zone: plan.zone },
    expiry: readExpiry(cell('expires'), plan, known, tell),
  }
  if (!post.body.parts.some((part) => part.text || part.media.length || part.poll)) tell('text', 'planning.rowEmpty')
  for (const column of columnsThatDoNotFit(post)) tell(column, 'planning.tooMuch')
  return { post, plan, accountNames: accounts.names, problems }
}

type Cell = (column: Column) => string
type Tell = (
  column: Column | null,
  code: string,
  values?: RowProblem['values'],
  severity?: RowProblem['severity'],
) => void

/** Names and tags in one cell, parted by commas, semicolons or new lines. */
export const listOf = (text: string) =>
  text
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter(Boolean)

function readPlan(cell: Cell, known: Known, tell: Tell): Understood['plan'] {
  const date = readDate(cell('date'), known.dateOrder)
  if (!date) {
    tell(
      'date',
      cell('date') ? 'planning.badDate' : 'planning.noDate',
      { date: cell('date') },
      cell('date') ? 'error' : 'warning',
    )
    return null
  }
  const written = cell('time') || timePartOf(cell('date'))
  const time = readTime(written)
  if (!time) tell(cell('time') ? 'time' : 'date', written ? 'planning.badTime' : 'planning.noTime', { time: written })
  return time ? resolvePlan(`${date}T${time}`, cell('zone') || known.zone, known, tell) : null
}

function resolvePlan(wall: string, zone: string, known: Known, tell: Tell): Understood['plan'] {
  try {
    const { at, resolved } = resolveWall(wall, zone)
    if (resolved === 'gap-moved-later')
      tell('time', 'planning.skippedByClocks', { wall: clock(wall), moved: clock(wallAt(at, zone)) }, 'warning')
    if (resolved === 'overlap-first') tell('time', 'planning.twiceByClocks', { wall: clock(wall) }, 'warning')
    if (at < known.now) tell('date', 'planning.past', { wall: wall.replace('T', ' ') }, 'warning')
    return { wall, zone, at: at.toISOString() }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    tell('zone', 'planning.badZone', { zone })
    return null
  }
}

const clock = (wall: string) => wall.slice(11, 16)

function readAccounts(text: string, known: Known, tell: Tell): { ids: string[]; names: string[] } {
  const names = listOf(text)
  if (names.length === 0) tell('accounts', 'planning.noAccounts', undefined, 'warning')
  const ids = names.flatMap((name) => {
    const found = accountsNamed(name, known)
    if (found === undefined) tell('accounts', 'planning.unknownAccount', { name })
    return found ?? []
  })
  return { ids: [...new Set(ids)], names }
}

/** By what a person settled, else by handle or name, else all accounts of a network of that name. Undefined: nobody. */
export function accountsNamed(name: string, known: Pick<Known, 'accounts' | 'chosen'>): string[] | undefined {
  const settled = Object.hasOwn(known.chosen, name) ? known.chosen[name] : undefined
  if (settled === null) return []
  if (settled !== undefined) return known.accounts.some((one) => one.id === settled) ? [settled] : undefined
  const folded = fold(name)
  const named = known.accounts.filter((one) => fold(one.handle) === folded || fold(one.name) === folded)
  const found =
    named.length > 0 ? named : known.accounts.filter((one) => [one.network, fold(one.networkName)].includes(folded))
  return found.length > 0 ? found.map((one) => one.id) : undefined
}

const fold = (name: string) => name.toLowerCase().replace(/^@/, '').trim()

function readRubric(name: string, known: Known, tell: Tell): string | null {
  if (!name) return null
  const found = known.rubrics.find((rubric) => fold(rubric.name) === fold(name))
  if (!found) tell('rubric', 'planning.unknownRubric', { name }, 'warning')
  return found?.id ?? null
}

const partBreak = /\n[^\S\n]*-{3,}[^\S\n]*\n/

function readParts(cell: Cell, known: Known, tell: Tell) {
  const texts = [...cell('text').split(partBreak), ...(cell('thread') ? cell('thread').split(partBreak) : [])].map(
    (text) => text.trim(),
  )
  const link = cell('link')
  const first = texts[0] ?? ''
  const linked = link && !first.includes(link) ? [first, link].filter(Boolean).join('\n\n') : first
  const poll = readPoll(cell, tell)
  return [linked, ...texts.slice(1)].map((text, index) => ({
    text,
    media: index === 0 ? readMedia(cell, known, tell) : [],
    ...(index === 0 && poll ? { poll } : {}),
  }))
}

function readMedia(cell: Cell, known: Known, tell: Tell) {
  const alts = cell('alt')
    .split('|')
    .map((alt) => alt.trim())
  return listOf(cell('media')).flatMap((name, index) => {
    const mediaId = known.files.get(name.toLowerCase().split(/[\\/]/).at(-1) ?? '')
    if (!mediaId) tell('media', 'planning.unknownFile', { name })
    const alt = alts[index]
    return mediaId ? [{ mediaId, ...(alt ? { alt } : {}) }] : []
  })
}

const dayOfSeconds = 86_400

function readPoll(cell: Cell, tell: Tell) {
  const options = cell('poll')
    .split(/[|\n]/)
    .map((option) => option.trim())
    .filter(Boolean)
  if (options.length === 0) return undefined
  if (options.length < 2) tell('poll', 'planning.pollTooShort')
  const length = cell('pollDuration')
  const durationSeconds = length ? readDuration(length) : dayOfSeconds
  if (durationSeconds === undefined) tell('pollDuration', 'planning.badDuration', { duration: length })
  return { options, multiple: false, durationSeconds: durationSeconds ?? dayOfSeconds }
}

function readExpiry(text: string, plan: Understood['plan'], known: Known, tell: Tell) {
  if (!text) return null
  const afterSeconds = readDuration(text)
  if (afterSeconds !== undefined && afterSeconds >= 60) return { afterSeconds }
  const date = readDate(text, known.dateOrder)
  const time = readTime(timePartOf(text)) ?? '23:59'
  const zone = plan?.zone ?? known.zone
  if (date && isZone(zone)) return { wall: `${date}T${time}`, zone }
  tell('expires', 'planning.badExpiry', { expires: text })
  return null
}

/** For every account of the row; which of them an account's network knows is seen when its fields are. */
function readOptions(text: string, accountIds: string[], tell: Tell) {
  if (!text) return []
  const { options, wrong } = readOptionCell(text)
  if (wrong !== undefined) tell('options', 'planning.badOptions', { option: wrong.slice(0, 80) })
  return accountIds.map((accountId) => ({ accountId, options }))
}

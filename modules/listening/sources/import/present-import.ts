import type { z } from 'zod'
import type { NetworkedWorld } from '../../../../networks/world.ts'
import { wordsIn } from '../../../team/index.ts'
import { MentionImport } from '../api.ts'
import { type UnderstoodRow, understoodRows } from './check-rows.ts'
import { type ImportRecord, importOf } from './import-store.ts'

const shownRows = 20
const Columns = MentionImport.shape.columns

export async function presentImport(
  world: NetworkedWorld,
  of: { brandId: string; importId: string },
  locale: string,
): Promise<z.input<typeof MentionImport>> {
  const record = await importOf(world.db, of)
  const { say } = wordsIn(locale)
  const { id, fileName, format, encoding, headers, dateOrder, state, rows, bad, taken } = record
  return {
    ...{ id, fileName, format, encoding, headers, dateOrder, state, rows, bad, taken },
    columns: Columns.parse(record.columns),
    problems: record.problems.map(({ row, field, code }) => ({ row, field, message: say(code) })),
    preview: await previewOf(world, record, say),
  }
}

type Preview = z.input<typeof MentionImport>['preview']

async function previewOf(world: NetworkedWorld, record: ImportRecord, say: (code: string) => string): Promise<Preview> {
  const shown: Preview = []
  if (record.state !== 'ready') return shown
  for await (const one of understoodRows(world, record)) {
    shown.push(presentRow(one, say))
    if (shown.length >= shownRows) break
  }
  return shown
}

function presentRow(one: UnderstoodRow, say: (code: string) => string): Preview[number] {
  if ('problem' in one) {
    const nothing = { at: null, text: '', author: '', url: null, network: null, tone: null }
    return { row: one.row, ...nothing, problem: say(one.problem.code) }
  }
  const { at, text, author, url, network, tone } = one.post
  return {
    ...{ row: one.row, at: at.toISOString(), text: text.slice(0, 300), author: author.name ?? author.handle },
    ...{ url: url ?? null, network: network ?? null, tone: tone ?? null, problem: null },
  }
}

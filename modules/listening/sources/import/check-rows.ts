import { setImmediate as breathe } from 'node:timers/promises'
import { badField } from '../../../../kernel/failure.ts'
import type { NetworkedWorld } from '../../../../networks/world.ts'
import { zoneOf } from '../../zone-of.ts'
import type { HeardPost } from '../heard.ts'
import type { ImportRecord } from './import-store.ts'
import { type ImportFile, rowsOf } from './rows-of.ts'
import { type RowProblem, understandRow } from './understand-row.ts'

export const mostRows = 1_000_000
const mostProblems = 100
const breathEvery = 500

export type ReadableImport = ImportFile & Pick<ImportRecord, 'brandId' | 'fileKey' | 'columns' | 'dateOrder'>
export type UnderstoodRow = { row: number } & ({ post: HeardPost } | { problem: RowProblem })

/** Goes through all of a file: how many rows it has, how many of them cannot be taken, and what is wrong in the first of those. */
export async function checkRows(world: NetworkedWorld, file: ReadableImport) {
  const counts = { rows: 0, bad: 0 }
  const problems: { row: number; field: string; code: string }[] = []
  for await (const one of understoodRows(world, file)) {
    counts.rows++
    if (counts.rows > mostRows) throw badField('file', 'listening.import.tooMany', { most: mostRows })
    if ('post' in one) continue
    counts.bad++
    if (problems.length < mostProblems) problems.push({ row: one.row, ...one.problem })
  }
  if (counts.rows === 0) throw badField('file', 'listening.import.empty')
  return { ...counts, problems }
}

/** The rows of a stored file as posts, each with what is wrong where it is none. Others are let work in between. */
export async function* understoodRows(world: NetworkedWorld, file: ReadableImport): AsyncGenerator<UnderstoodRow> {
  if (file.fileKey === null) return
  const reading = { ...file, zone: await zoneOf(world.db, file.brandId) }
  for await (const { row, cells } of rowsOf(await world.files.read(file.fileKey), file)) {
    if (row % breathEvery === 0) await breathe()
    const read = cells ? understandRow(world, cells, reading) : { field: '' as const, code: 'listening.import.notJson' }
    yield 'code' in read ? { row, problem: read } : { row, post: read }
  }
}

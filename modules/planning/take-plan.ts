import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { badField, conflict } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { guessDateOrder } from '../../kernel/text/read-moment.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { brandOf } from '../brand/index.ts'
import { plainName, takeMedia, type Writer } from '../content/index.ts'
import type { Request } from '../team/index.ts'
import type { ChangeImport } from './api.ts'
import { recogniseColumns } from './column-names.ts'
import { readTable, type Table } from './read-table.ts'
import { type ImportRecord, importRows, importToChange, writeImportRows } from './store.ts'
import { understandRows } from './understand-rows.ts'

type Files = ReturnType<Request<NetworkedWorld, never, never, never>['files']>
type Kept = { fileName: string; fileKey: string }

const mostBytes = 25 * 1024 * 1024
const isSheet = /\.(csv|tsv|txt|xlsx)$/i

/**
 * Reads a plan and keeps its rows with what is wrong in each; nothing is planned yet.
 * Pictures sent along go into the library first, so that the rows find them by name.
 * Throws 422 at `file` for what is no table, and then keeps nothing of it.
 */
export async function takePlan(
  world: NetworkedWorld,
  writer: Writer,
  brandId: string,
  files: Files,
): Promise<ImportRecord> {
  const sheet = await takeFiles(world, writer, brandId, files)
  try {
    const table = await readTable(world.files.path(sheet.fileKey))
    const record = await recordOf(world, writer, brandId, sheet, table)
    const rows = table.rows.map((cells, index) => ({ row: index + 2, cells }))
    await inTransaction(world.db, async (tx) => {
      const { headers, columns, accounts, ...plain } = record
      const kept = {
        headers: JSON.stringify(headers),
        columns: JSON.stringify(columns),
        accounts: JSON.stringify(accounts),
      }
      await tx
        .insertInto('planImport')
        .values({ ...plain, ...kept })
        .execute()
      await writeImportRows(tx, record.id, await understandRows(world, tx, record, rows))
    })
    return record
  } catch (error) {
    await world.files.remove(sheet.fileKey)
    throw error
  }
}

async function takeFiles(world: NetworkedWorld, writer: Writer, brandId: string, files: Files): Promise<Kept> {
  let sheet: Kept | undefined
  for await (const file of files) {
    if (!isSheet.test(file.fileName)) await takeMedia(world, writer, brandId, file)
    else if (sheet) throw badField('file', 'planning.oneSheet')
    else
      sheet = {
        fileName: plainName(file.fileName),
        fileKey: (await world.files.put(file.stream, { maxBytes: mostBytes })).key,
      }
  }
  if (!sheet) throw badField('file', 'planning.fileNotTable')
  return sheet
}

async function recordOf(
  world: NetworkedWorld,
  writer: Writer,
  brandId: string,
  sheet: Kept,
  table: Table,
): Promise<ImportRecord> {
  const columns = recogniseColumns(table.headers)
  const { date } = columns
  const dates = date === undefined ? [] : table.rows.map((row) => row[date] ?? '')
  const now = world.clock.now()
  return {
    ...{ id: newId(now), brandId, ...sheet, format: table.format, encoding: table.encoding, state: 'read' },
    ...{ headers: table.headers, columns, accounts: {}, zone: (await brandOf(world.db, brandId)).zone },
    ...{ dateOrder: guessDateOrder(dates), madeBy: writer.userId, createdAt: now },
  }
}

/** Looks at the rows anew with other columns, accounts, zone, order of dates or encoding. Only before they are applied. */
export async function changePlanReading(
  world: NetworkedWorld,
  brandId: string,
  importId: string,
  changes: z.infer<typeof ChangeImport>,
): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const before = await importToChange(tx, brandId, importId)
    if (before.state !== 'read') throw conflict('planning.alreadyApplied')
    const { encoding, ...settings } = changes
    const record = { ...before, ...settings }
    const rows = encoding ? await readAgain(world, record, encoding) : await importRows(tx, importId)
    await tx
      .updateTable('planImport')
      .set({
        ...{ columns: JSON.stringify(record.columns), accounts: JSON.stringify(record.accounts) },
        ...{ zone: record.zone, dateOrder: record.dateOrder, encoding: encoding ?? record.encoding },
      })
      .where('id', '=', importId)
      .execute()
    if (encoding) await tx.deleteFrom('planImportRow').where('importId', '=', importId).execute()
    await writeImportRows(tx, importId, await understandRows(world, tx, record, rows))
  })
}

async function readAgain(world: NetworkedWorld, record: ImportRecord, encoding: string) {
  const table = await readTable(world.files.path(record.fileKey), encoding)
  return table.rows.map((cells, index) => ({ row: index + 2, cells }))
}

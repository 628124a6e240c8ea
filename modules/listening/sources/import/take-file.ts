import type { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse/sync'
import type { z } from 'zod'
import { inTransaction } from '../../../../kernel/db/connect.ts'
import { badField, conflict, notFound } from '../../../../kernel/failure.ts'
import { newId } from '../../../../kernel/id.ts'
import { enqueue } from '../../../../kernel/jobs.ts'
import { decodeText, encodings } from '../../../../kernel/text/decode-file.ts'
import { guessDateOrder } from '../../../../kernel/text/read-moment.ts'
import type { NetworkedWorld } from '../../../../networks/world.ts'
import type { Caller } from '../../../team/index.ts'
import type { ChangeMentionImport } from '../api.ts'
import { checkRows } from './check-rows.ts'
import { guessColumns } from './columns.ts'
import { type ImportRecord, importOf } from './import-store.ts'
import { flat, type ImportFile } from './rows-of.ts'

const largest = 200 * 1024 * 1024
const headBytes = 256 * 1024

export const takeImportJob = 'listening.take-import'

/** Stores a file of mentions and reads all of it, taking nothing yet. Throws 422 at `file` for what is no table of texts. */
export async function takeFile(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  file: { fileName: string; stream: Readable },
): Promise<string> {
  const { key } = await world.files.put(file.stream, { maxBytes: largest })
  try {
    const head = await headOf(world, key)
    const read = fileOf(head)
    const columns = guessColumns(read.headers)
    const dates = sampleOf(head, read, columns.indexOf('date'))
    const id = newId(world.clock.now())
    const record = { ...read, id, brandId, fileKey: key, columns, dateOrder: guessDateOrder(dates) }
    const checked = await checkRows(world, record)
    const row = {
      ...{ ...record, ...checked, problems: JSON.stringify(checked.problems), fileName: file.fileName.slice(0, 200) },
      ...{ state: 'ready' as const, madeAt: world.clock.now(), madeBy: caller.userId },
    }
    await world.db.insertInto('listeningImport').values(row).execute()
    return id
  } catch (error) {
    await world.files.remove(key)
    throw error
  }
}

/** Reads it anew with other columns, order of dates or encoding. Throws 409 once it is being taken. */
export async function changeReading(
  world: NetworkedWorld,
  of: { brandId: string; importId: string },
  change: z.output<typeof ChangeMentionImport>,
): Promise<void> {
  const known = await importOf(world.db, of)
  if (known.state !== 'ready') throw conflict('listening.import.begun')
  if (change.columns && change.columns.length !== known.headers.length)
    throw badField('columns', 'listening.import.columns')
  const encoding = encodings.find((one) => one === change.encoding) ?? known.encoding
  const wanted: ImportRecord = { ...known, ...change, encoding }
  const { columns, dateOrder } = wanted
  const { problems, ...counts } = await checkRows(world, wanted)
  await world.db
    .updateTable('listeningImport')
    .set({ columns, dateOrder, encoding, ...counts, problems: JSON.stringify(problems) })
    .where('id', '=', known.id)
    .execute()
}

/** Begins to take its good rows; a job does it, and goes on after a restart where it stood. */
export async function beginTaking(world: NetworkedWorld, of: { brandId: string; importId: string }): Promise<void> {
  await importOf(world.db, of)
  await inTransaction(world.db, async (tx) => {
    const begun = await tx
      .updateTable('listeningImport')
      .set({ state: 'taking' })
      .where('id', '=', of.importId)
      .where('brandId', '=', of.brandId)
      .where('state', '=', 'ready')
      .returning('id')
      .executeTakeFirst()
    if (!begun) throw conflict('listening.import.begun')
    await enqueue(tx, world.clock, takeImportJob, { importId: of.importId }, { key: `${takeImportJob} ${of.importId}` })
  })
}

export async function cancelImport(world: NetworkedWorld, of: { brandId: string; importId: string }): Promise<void> {
  const { numUpdatedRows } = await world.db
    .updateTable('listeningImport')
    .set({ state: 'cancelled' })
    .where('id', '=', of.importId)
    .where('brandId', '=', of.brandId)
    .where('state', 'in', ['ready', 'taking'])
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw notFound()
}

async function headOf({ files }: NetworkedWorld, key: string): Promise<Buffer> {
  if ((await files.size(key)) === 0) throw badField('file', 'listening.import.empty')
  const pieces: Buffer[] = []
  for await (const piece of await files.read(key, { end: headBytes - 1 })) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** Of the beginning: a cut letter at its end must not decide about the encoding. */
function fileOf(head: Buffer): ImportFile {
  const whole = head.length < headBytes ? head : head.subarray(0, Math.max(1, head.lastIndexOf(0x0a)))
  const { text, encoding } = decodeText(whole)
  const first = text.replace(/^\uFEFF/, '').trimStart()
  if (first.startsWith('{')) return { format: 'jsonl', encoding, delimiter: '', headers: namesIn(first) }
  const line = first.split('\n', 1)[0] ?? ''
  const delimiter = delimiterOf(line)
  const headers = cellsOf(line, delimiter)
  if (headers.length < 2 || whole.includes(0)) throw badField('file', 'listening.import.noTable')
  return { format: 'csv', encoding, delimiter, headers: headers.slice(0, 200) }
}

function namesIn(text: string): string[] {
  const names = text
    .split('\n')
    .slice(0, 200)
    .flatMap((line) => [...(flat(line)?.keys() ?? [])])
  if (names.length === 0) throw badField('file', 'listening.import.noTable')
  return [...new Set(names)].slice(0, 200)
}

function delimiterOf(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '')
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: bare.split(sign).length }))
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign
}

/** None of a line that is only the beginning of a row. */
function cellsOf(line: string, delimiter: string): string[] {
  try {
    return parse(line, { delimiter, relax_quotes: true, relax_column_count: true })[0]?.map((cell) => cell.trim()) ?? []
  } catch (error) {
    if (error instanceof CsvError) return []
    throw error
  }
}

function sampleOf(head: Buffer, file: ImportFile, column: number): string[] {
  const lines = new TextDecoder(file.encoding)
    .decode(head)
    .split('\n')
    .slice(file.format === 'csv' ? 1 : 0, 200)
  const name = file.headers[column]
  if (name === undefined) return []
  return lines.map(
    (line) => (file.format === 'csv' ? cellsOf(line, file.delimiter)[column] : flat(line)?.get(name)) ?? '',
  )
}

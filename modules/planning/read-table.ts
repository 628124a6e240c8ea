import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { badField } from '../../kernel/failure.ts'
import { decodeText } from '../../kernel/text/decode-file.ts'
import { refuseBomb } from './unpacked.ts'

export type Table = { format: 'csv' | 'xlsx'; encoding: string | null; headers: string[]; rows: string[][] }

export const mostRows = 20_000
const mostColumns = 100
const mostBytes = 25 * 1024 * 1024
/** Twenty thousand rows of long posts are a third of it. */
const mostUnpacked = 150 * 1024 * 1024

/**
 * A sheet of cells as text, its first row with words as headers; empty rows are left out.
 * Throws 422 at `file` for what is neither CSV nor XLSX, is broken, empty, or has more than `mostRows` rows.
 */
export async function readTable(path: string, encoding?: string): Promise<Table> {
  const bytes = await readFile(path)
  if (bytes.length > mostBytes) throw badField('file', 'planning.fileTooLarge', { megabytes: mostBytes / 1024 / 1024 })
  if (bytes.length === 0) throw badField('file', 'planning.fileEmpty')
  return isZip(bytes) ? readXlsx(path, bytes) : readCsv(bytes, encoding)
}

const isZip = (bytes: Buffer) => bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))

async function readXlsx(path: string, bytes: Buffer): Promise<Table> {
  const unreadable = (cause: unknown) => {
    throw badField('file', 'planning.fileUnreadable', { reason: cause instanceof Error ? cause.message : 'xlsx' })
  }
  await refuseBomb(bytes, mostUnpacked).catch(unreadable)
  const cells = await readSheet(path).catch(unreadable)
  return tableOf(
    'xlsx',
    null,
    cells.map((row) => row.map(cellText)),
  )
}

/** Dates of a sheet have no zone: their UTC reading is what the writer saw. A day part alone is a time. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return dateText(cell)
  if (typeof cell === 'number' && cell > 0 && cell < 1) return timeText(Math.round(cell * 1440))
  return String(cell)
}

function dateText(date: Date): string {
  const [day = '', time = ''] = date.toISOString().split('T')
  const clock = time.slice(0, 5)
  if (date.getUTCFullYear() < 1901) return clock
  return clock === '00:00' ? day : `${day} ${clock}`
}

const timeText = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

function readCsv(bytes: Buffer, wanted: string | undefined): Table {
  if (bytes.includes(0) && !looksLikeUtf16(bytes)) throw badField('file', 'planning.fileNotTable')
  const { text, encoding } = decodeText(bytes, wanted)
  return tableOf('csv', encoding, cellsOf(text))
}

function cellsOf(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      to: mostRows + 2,
    })
  } catch (cause) {
    const line = cause instanceof Error && 'lines' in cause ? Number(cause.lines) : 1
    throw badField('file', 'planning.csvBroken', { line })
  }
}

const looksLikeUtf16 = (bytes: Buffer) =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)

/** The sign that stands most often outside quotes in the first line. */
function delimiterOf(text: string): string {
  const line = (text.split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: line.split(sign).length }))
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign
}

function tableOf(format: Table['format'], encoding: string | null, cells: string[][]): Table {
  const filled = cells
    .map((row) => row.slice(0, mostColumns).map((cell) => cell.trim()))
    .filter((row) => row.some(Boolean))
  const [headers, ...rows] = filled
  if (!headers || rows.length === 0) throw badField('file', 'planning.fileNoRows')
  if (rows.length > mostRows) throw badField('file', 'planning.tooManyRows', { most: mostRows })
  return { format, encoding, headers, rows }
}

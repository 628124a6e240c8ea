import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { badField } from '../../../../kernel/failure.ts'

export type ImportFile = { format: 'csv' | 'jsonl'; encoding: string; delimiter: string; headers: string[] }
/** `cells`: in the order of the headers; undefined for a line that cannot be read. `row`: the first below the headers is 1. */
export type ImportRow = { row: number; cells: string[] | undefined }

const longestRecord = 1_000_000

/** The rows of a file one by one, never held whole. Throws 422 at `file` where it breaks off. */
export const rowsOf = (content: Readable, file: ImportFile): AsyncGenerator<ImportRow> =>
  file.format === 'csv' ? csvRows(content, file) : jsonRows(content, file)

async function* csvRows(content: Readable, { encoding, delimiter }: ImportFile): AsyncGenerator<ImportRow> {
  const parser = parse({
    ...{ bom: true, delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true },
    max_record_size: longestRecord,
  })
  const leave = new AbortController()
  const written = pipeline(Readable.from(textOf(content, encoding)), parser, { signal: leave.signal })
  written.catch(() => {})
  try {
    let row = -1
    for await (const cells of parser as AsyncIterable<string[]>) if (++row > 0) yield { row, cells }
    await written
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw badField('file', 'listening.import.broken', { line: Number(error.lines ?? 1) })
  } finally {
    leave.abort()
    content.destroy()
  }
}

async function* jsonRows(content: Readable, { encoding, headers }: ImportFile): AsyncGenerator<ImportRow> {
  const lines = createInterface({
    input: Readable.from(textOf(content, encoding)),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  let row = 0
  try {
    for await (const line of lines) {
      if (line.trim() === '') continue
      const read = flat(line)
      yield { row: ++row, cells: read && headers.map((header) => read.get(header) ?? '') }
    }
  } finally {
    lines.close()
    content.destroy()
  }
}

async function* textOf(content: Readable, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of content) yield decoder.decode(piece as Buffer, { stream: true })
  yield decoder.decode()
}

/** The values of a line by their names, those within others as `author.name`; undefined for what is no JSON object. */
export function flat(line: string): Map<string, string> | undefined {
  const read = parsed(line)
  if (!isPlain(read)) return undefined
  const found = new Map<string, string>()
  const walk = (value: Record<string, unknown>, before: string) => {
    for (const [name, inner] of Object.entries(value))
      if (isPlain(inner) && before === '') walk(inner, `${name}.`)
      else if (inner !== null && inner !== undefined)
        found.set(before + name, Array.isArray(inner) ? inner.map(String).join(', ') : String(inner))
  }
  walk(read, '')
  return found
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(line: string): unknown {
  try {
    return JSON.parse(line.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

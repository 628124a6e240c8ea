import { stringify } from 'csv-stringify/sync'
import writeXlsxFile from 'write-excel-file/node'
import type { z } from 'zod'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountsOf, rubricsOf } from '../brand/index.ts'
import { mediaByIds, mediaIdsOf, type PostRow } from '../content/index.ts'
import type { ImportColumn } from './api.ts'
import { writeOption } from './row-options.ts'

type Column = z.infer<typeof ImportColumn>
type Sheet = { headers: string[]; rows: string[][] }

/** In the order a person reads a plan. What an import understands is what an export writes. */
const columns: Column[] = [
  'date',
  'time',
  'zone',
  'accounts',
  'title',
  'text',
  'thread',
  'link',
  'media',
  'alt',
  'poll',
  'pollDuration',
  'firstComment',
  'rubric',
  'language',
  'labels',
  'expires',
  'options',
]

/** The posts of a stretch as a sheet, to be changed elsewhere and imported again. Headers in the reader's words. */
export async function sheetOf(
  world: NetworkedWorld,
  brandId: string,
  posts: PostRow[],
  header: (column: Column) => string,
): Promise<Sheet> {
  const accounts = new Map(
    (await accountsOf(world.db, brandId)).map((account) => [account.id, account.handle || account.name]),
  )
  const rubrics = new Map((await rubricsOf(world.db, brandId)).map((rubric) => [rubric.id, rubric.name]))
  const ids = [...new Set(posts.flatMap(mediaIdsOf))]
  const files = new Map((await mediaByIds(world.db, brandId, ids)).map((row) => [row.id, row]))
  const rows = posts.map((post) => {
    const cells = cellsOf(post, { accounts, rubrics, files })
    return columns.map((column) => harmless(cells[column] ?? ''))
  })
  return { headers: columns.map(header), rows }
}

type Names = {
  accounts: Map<string, string>
  rubrics: Map<string, string>
  files: Map<string, { fileName: string; alt: string }>
}

function cellsOf(post: PostRow, names: Names): Partial<Record<Column, string>> {
  const [first, ...more] = post.body.parts
  const [date = '', time = ''] = (post.planWall ?? '').split('T')
  const media = first?.media ?? []
  return {
    ...{
      date,
      time,
      zone: post.planZone ?? '',
      title: post.title,
      text: first?.text ?? '',
      language: post.language ?? '',
    },
    thread: more.map((part) => part.text).join('\n---\n'),
    accounts: post.accountIds
      .map((id) => names.accounts.get(id) ?? '')
      .filter(Boolean)
      .join('; '),
    media: media.map((use) => names.files.get(use.mediaId)?.fileName ?? '').join('; '),
    alt: media.map((use) => use.alt ?? names.files.get(use.mediaId)?.alt ?? '').join(' | '),
    poll: first?.poll?.options.join(' | ') ?? '',
    pollDuration: first?.poll ? `${first.poll.durationSeconds} s` : '',
    firstComment: post.body.firstComment ?? '',
    rubric: names.rubrics.get(post.rubricId ?? '') ?? '',
    labels: post.labels.join('; '),
    expires: expiryText(post),
    options: optionsText(post, names),
  }
}

/** One of each name: a sheet has one cell for all accounts of a post. */
function optionsText({ variants }: PostRow, { files }: Names): string {
  const all = new Map(variants.flatMap((variant) => Object.entries(variant.options)).reverse())
  const fileNames = new Map([...files].map(([id, file]) => [id, file.fileName]))
  return [...all]
    .reverse()
    .map(([key, value]) => writeOption(key, value, fileNames))
    .join('; ')
}

function expiryText({ expiry }: PostRow): string {
  if (!expiry) return ''
  return 'afterSeconds' in expiry ? `${expiry.afterSeconds} s` : expiry.wall.replace('T', ' ')
}

/** A cell that a spreadsheet would run as a formula is kept as text (OWASP, CSV Injection). */
const harmless = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

/** With the mark that makes spreadsheets read it as UTF-8. */
export const csvOf = (sheet: Sheet): Buffer =>
  Buffer.from(stringify([sheet.headers, ...sheet.rows], { bom: true, record_delimiter: '\r\n' }))

export async function xlsxOf(sheet: Sheet): Promise<Buffer> {
  const head = sheet.headers.map((value) => ({ value, fontWeight: 'bold' as const }))
  const rows = sheet.rows.map((row) => row.map((value) => ({ value, type: String, wrap: true })))
  return writeXlsxFile([head, ...rows], {
    columns: columns.map((column) => ({ width: column === 'text' || column === 'thread' ? 60 : 18 })),
    stickyRowsCount: 1,
  }).toBuffer()
}

import { z } from 'zod'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id, PageQuery } from '../team/api.ts'
import { type Download, type Route, route, wordsIn } from '../team/index.ts'
import { ApplyImport, ChangeImport, ExportQuery, Import, type ImportRow, ImportRows } from './api.ts'
import { applyPlan, undoPlan } from './apply-plan.ts'
import { csvOf, sheetOf, xlsxOf } from './export-plan.ts'
import { type ImportRowRecord, importOf, importRows, postsBetween, verdictCounts } from './store.ts'
import { changePlanReading, takePlan } from './take-plan.ts'

const tag = 'Content plan'
const OfBrand = z.object({ brandId: Id })
const OfImport = z.object({ brandId: Id, importId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const
const writes = { kind: 'brand', role: 'editor' } as const

export const importRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/brands/:brandId/imports',
    summary: 'Read a content plan, with the pictures it names',
    tag,
    access: writes,
    status: 201,
    params: OfBrand,
    upload: true,
    answer: Import,
    handle: async ({ world, caller, params, files }) => {
      const record = await takePlan(world, caller, params.brandId, files())
      return importAnswer(world, params.brandId, record.id)
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/imports/:importId',
    summary: 'A plan as it was understood',
    tag,
    access: reads,
    params: OfImport,
    answer: Import,
    handle: ({ world, params }) => importAnswer(world, params.brandId, params.importId),
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/imports/:importId/rows',
    summary: 'Its rows, each with what is wrong in it',
    tag,
    access: reads,
    params: OfImport,
    query: PageQuery.extend({ only: z.enum(['good', 'warned', 'bad']).optional() }),
    answer: ImportRows,
    handle: async ({ world, params, query, locale }) => {
      await importOf(world.db, params.brandId, params.importId)
      const after = query.after === undefined ? undefined : Number(query.after) || 0
      const rows = await importRows(world.db, params.importId, { after, verdict: query.only, limit: query.limit + 1 })
      const shown = rows.slice(0, query.limit)
      return {
        items: shown.map((row) => rowAnswer(row, locale)),
        next: rows.length > shown.length ? String(shown.at(-1)?.row) : null,
      }
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/brands/:brandId/imports/:importId',
    summary: 'Read it differently: columns, accounts, zone, dates, encoding',
    tag,
    access: writes,
    params: OfImport,
    body: ChangeImport,
    answer: Import,
    handle: async ({ world, params, body }) => {
      await changePlanReading(world, params.brandId, params.importId, body)
      return importAnswer(world, params.brandId, params.importId)
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/imports/:importId/apply',
    summary: 'Write its posts, and schedule them when asked',
    tag,
    access: writes,
    params: OfImport,
    body: ApplyImport,
    answer: Import,
    handle: async ({ world, caller, params, body }) => {
      await applyPlan(world, caller, params.brandId, params.importId, body)
      return importAnswer(world, params.brandId, params.importId)
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/imports/:importId/undo',
    summary: 'Take away what it wrote and has not gone out',
    tag,
    access: writes,
    params: OfImport,
    answer: Import,
    handle: async ({ world, caller, params }) => {
      await undoPlan(world, caller, params.brandId, params.importId)
      return importAnswer(world, params.brandId, params.importId)
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/export',
    summary: 'A stretch of the plan as CSV or XLSX',
    tag,
    access: reads,
    params: OfBrand,
    query: ExportQuery,
    handle: async ({ world, params, query, locale }): Promise<Download> => {
      const posts = await postsBetween(world.db, params.brandId, new Date(query.from), new Date(query.to))
      const words = wordsIn(locale)
      const sheet = await sheetOf(world, params.brandId, posts, (column) => words.say(`planning.column.${column}`))
      const fileName = `plan-${query.from.slice(0, 10)}.${query.format}`
      if (query.format === 'csv') return { download: csvOf(sheet), type: 'text/csv; charset=utf-8', fileName }
      return {
        download: await xlsxOf(sheet),
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        fileName,
      }
    },
  }),
]

async function importAnswer(world: NetworkedWorld, brandId: string, importId: string): Promise<z.infer<typeof Import>> {
  const { id, fileName, state, createdAt, encoding, headers, columns, accounts, zone, dateOrder } = await importOf(
    world.db,
    brandId,
    importId,
  )
  const counts = await verdictCounts(world.db, importId)
  const names = [...new Set((await importRows(world.db, importId)).flatMap((row) => row.understood.accountNames))]
  const matched = Object.fromEntries(
    names.map((name) => [name, (Object.hasOwn(accounts, name) && accounts[name]) || null]),
  )
  return {
    id,
    fileName,
    state,
    createdAt: createdAt.toISOString(),
    encoding,
    headers,
    columns,
    accounts: matched,
    zone,
    dateOrder,
    ...counts,
  }
}

function rowAnswer(row: ImportRowRecord, locale: string): z.infer<typeof ImportRow> {
  const words = wordsIn(locale)
  const { problems, plan, accountNames, post } = row.understood
  return {
    ...{ row: row.row, cells: row.cells, plan, accounts: accountNames, postId: row.postId },
    problems: problems.map(({ column, severity, code, values }) => ({
      column,
      severity,
      code,
      message: words.say(code, values),
    })),
    excerpt: post.body?.parts[0]?.text.slice(0, 140) ?? '',
  }
}

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { Brands } from '../../modules/brand/api.ts'
import { Import, ImportRows } from '../../modules/planning/api.ts'
import { type Desk, deskByKey, pick } from './ask-desk.ts'

const usage = 'rialto plan import FILE --brand BRAND [--zone ZONE] [--draft] [--dry-run]'

export async function plan(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      brand: { type: 'string' },
      zone: { type: 'string' },
      draft: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
    },
  })
  const [act, file] = positionals
  if (act !== 'import' || !file) throw new Error(`Use it so: ${usage}`)
  const desk = deskByKey()
  const { items } = await desk.ask(Brands, 'GET', '/api/brands')
  const brand = pick('brand', values.brand, items)
  const found = await readPlanOf(desk, brand.id, basename(file), await readFile(file), values.zone)
  await report(desk, brand.id, found)
  if (values['dry-run']) return
  if (found.bad) throw new Error('Nothing was planned: put the rows right and import the file again.')
  const as = values.draft ? 'draft' : 'scheduled'
  const done = await applyPlan(desk, brand.id, found.id, as)
  console.log(`${done.applied} posts are ${as === 'draft' ? 'drafts' : 'scheduled'} now: ${desk.url}/calendar`)
}

/** Uploads the plan; nothing is planned yet. */
export async function readPlanOf(desk: Desk, brandId: string, fileName: string, content: Buffer, zone?: string) {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(content)]), fileName)
  const found = await desk.ask(Import, 'POST', `/api/brands/${brandId}/imports`, form)
  if (!zone) return found
  return desk.ask(Import, 'PATCH', `/api/brands/${brandId}/imports/${found.id}`, { zone })
}

export const applyPlan = (desk: Desk, brandId: string, importId: string, as: 'draft' | 'scheduled') =>
  desk.ask(Import, 'POST', `/api/brands/${brandId}/imports/${importId}/apply`, { as })

async function report(desk: Desk, brandId: string, found: z.output<typeof Import>): Promise<void> {
  console.log(
    `${found.rows} rows: ${found.good} good, ${found.warned} with warnings, ${found.bad} that cannot be planned.`,
  )
  const strange = Object.entries(found.accounts).filter(([, account]) => account === null)
  if (strange.length) console.log(`Unknown accounts: ${strange.map(([name]) => name).join(', ')}`)
  if (!found.bad && !found.warned) return
  const path = `/api/brands/${brandId}/imports/${found.id}/rows?limit=200`
  const { items } = await desk.ask(ImportRows, 'GET', path)
  for (const row of items)
    for (const problem of row.problems)
      console.log(`  row ${row.row}${problem.column ? `, ${problem.column}` : ''}: ${problem.message}`)
}

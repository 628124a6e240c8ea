import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { Brands } from '../../modules/brand/api.ts'
import { Import, ImportRows } from '../../modules/planning/api.ts'
import { type Desk, deskByKey, pick } from './ask-desk.ts'
import { bringPictures } from './plan-pictures.ts'

type Found = z.output<typeof Import>
type Row = z.output<typeof ImportRows>['items'][number]

const usage = `rialto plan import FILE --brand BRAND [--as scheduled|draft] [--pictures FOLDER] [--skip-bad] [--dry-run] [--zone ZONE]
Pictures named in the plan are looked for in FOLDER, or else beside FILE and in the folder "pictures" there.`

/** Imports a plan with its pictures. Fails, and plans nothing, while rows are bad and are not to be left out. */
export async function plan(args: string[]): Promise<void> {
  const { file, as, ...wanted } = readWishes(args)
  const content = await readFile(file).catch((cause) => {
    throw new Error(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`, { cause })
  })
  const desk = deskByKey()
  const { items } = await desk.ask(Brands, 'GET', '/api/brands')
  const brand = pick('brand', wanted.brand, items)
  const folders = wanted.pictures ? [wanted.pictures] : [dirname(file), join(dirname(file), 'pictures')]
  const found = await readPlanOf(desk, brand.id, { fileName: basename(file), content, zone: wanted.zone, folders })
  await report(desk, brand.id, found)
  const skipBad = wanted['skip-bad'] === true
  if (found.bad && !skipBad)
    throw new Error(
      'Nothing was planned: put the rows right and import the file again, or leave them out (--skip-bad).',
    )
  if (wanted['dry-run']) return console.log('Nothing was planned, as asked (--dry-run).')
  const { applied } = await applyPlan(desk, brand.id, found.id, { as, skipBad })
  console.log(`${applied} posts are ${as === 'draft' ? 'drafts' : 'scheduled'} now: ${desk.url}/calendar`)
  if (found.bad) console.log(`${found.bad} rows were left out.`)
}

function readWishes(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      brand: { type: 'string' },
      zone: { type: 'string' },
      as: { type: 'string', default: 'scheduled' },
      pictures: { type: 'string' },
      'skip-bad': { type: 'boolean' },
      'dry-run': { type: 'boolean' },
    },
  })
  const [act, file, ...more] = positionals
  const as = (['scheduled', 'draft'] as const).find((one) => one === values.as)
  if (act !== 'import' || !file || more.length || !as) throw new Error(`Use it so: ${usage}`)
  return { ...values, as, file }
}

type Given = { fileName: string; content: Buffer; zone?: string; folders: string[] }

/** Uploads the plan and what it shows from these folders; nothing is planned yet. */
export async function readPlanOf(desk: Desk, brandId: string, given: Given): Promise<Found> {
  const imports = `/api/brands/${brandId}/imports`
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(given.content)]), given.fileName)
  const found = await desk.ask(Import, 'POST', imports, form)
  const cells = await mediaCells(desk, imports, found)
  const brought = await bringPictures(desk, brandId, cells, given.folders)
  if (brought) console.log(`${brought} pictures are in the library.`)
  if (!brought && !given.zone) return found
  return desk.ask(Import, 'PATCH', `${imports}/${found.id}`, given.zone ? { zone: given.zone } : {})
}

async function mediaCells(desk: Desk, imports: string, found: Found): Promise<string[]> {
  const { media } = found.columns
  if (media === undefined || media === null) return []
  const rows = await Array.fromAsync(rowsOf(desk, `${imports}/${found.id}/rows?`))
  return rows.map((row) => row.cells[media] ?? '')
}

async function* rowsOf(desk: Desk, path: string): AsyncGenerator<Row> {
  let after = ''
  do {
    const page = await desk.ask(ImportRows, 'GET', `${path}&limit=200${after && `&after=${encodeURIComponent(after)}`}`)
    yield* page.items
    after = page.next ?? ''
  } while (after)
}

export const applyPlan = (
  desk: Desk,
  brandId: string,
  importId: string,
  how: { as: 'draft' | 'scheduled'; skipBad: boolean },
) => desk.ask(Import, 'POST', `/api/brands/${brandId}/imports/${importId}/apply`, how)

async function report(desk: Desk, brandId: string, found: Found): Promise<void> {
  console.log(
    `${found.rows} rows: ${found.good} good, ${found.warned} with warnings, ${found.bad} that cannot be planned.`,
  )
  for (const only of ['bad', 'warned'])
    for await (const row of rowsOf(desk, `/api/brands/${brandId}/imports/${found.id}/rows?only=${only}`))
      for (const { column, severity, message } of row.problems)
        console.log(
          `  row ${row.row}${column ? `, ${column}` : ''}: ${severity === 'warning' ? 'mind: ' : ''}${message}`,
        )
}

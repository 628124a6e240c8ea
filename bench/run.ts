import { readdirSync } from 'node:fs'
import type { Figure, Measured } from './figure.ts'
import { machine, rounded } from './figure.ts'

const usage = `Usage: npm run -s bench -- ID [--networks=ID,ID] [--json]
  ID may be the beginning of several; \`all\` is every one. --networks narrows a figure that is measured on every network`

/** The files that are figures have a dot in their name, as ids do. */
const ids = readdirSync(import.meta.dirname)
  .filter((name) => /^[a-z-]+(\.[a-z\d-]+)+\.ts$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => name.slice(0, -'.ts'.length))

const narrowed = '--networks='

async function main(args: string[]): Promise<void> {
  const json = args.includes('--json')
  const networks = args
    .find((arg) => arg.startsWith(narrowed))
    ?.slice(narrowed.length)
    .split(',')
  const wanted = args.filter((arg) => !arg.startsWith('--'))
  const chosen = ids.filter((id) => wanted.some((one) => one === 'all' || id === one || id.startsWith(`${one}.`)))
  if (chosen.length === 0) {
    console.error(`${usage}\nFigures: ${ids.join(', ')}`)
    process.exitCode = 2
    return
  }
  const measured: Measured[] = []
  for (const id of chosen) {
    const { default: figure } = (await import(`./${id}.ts`)) as { default: Figure }
    console.log(`${figure.id}: ${figure.about}`)
    const found = await figure.run((line) => console.log(`  ${line}`), networks ? { networks } : {})
    for (const one of found) console.log(`  ${told(one)}`)
    measured.push(...found)
  }
  if (json) for (const one of measured) console.log(JSON.stringify(answer(one)))
}

const ratioOf = ({ value, baseline }: Measured) => (baseline ? rounded(value / baseline) : null)

const told = (one: Measured) =>
  `${one.id} = ${rounded(one.value)} ${one.unit}${one.baseline === null ? '' : ` (beside ${rounded(one.baseline)} ${one.unit} of ${one.beside}: × ${ratioOf(one)})`}`

const answer = (one: Measured) => ({
  ...{ id: one.id, value: rounded(one.value), unit: one.unit },
  baseline: one.baseline === null ? null : rounded(one.baseline),
  ...{ ratio: ratioOf(one), n: one.n, machine: machine() },
})

await main(process.argv.slice(2))

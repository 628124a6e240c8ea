import type { DbOrTx } from '../../kernel/db/tables.ts'
import { checkContent } from '../../networks/check-content.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountsOf, isPublishedTo, rubricsOf } from '../brand/index.ts'
import { contentFor, libraryOf, mediaByIds, mediaIdsOf } from '../content/index.ts'
import { type Known, type RowProblem, readRow, type Understood } from './read-row.ts'
import { filesByName, type ImportRecord } from './store.ts'

export type ReadRow = { row: number; cells: string[]; understood: Understood; verdict: 'good' | 'warned' | 'bad' }
type Settled = Pick<ImportRecord, 'brandId' | 'columns' | 'accounts' | 'zone' | 'dateOrder'>

/** Understands the rows of a plan as the brand now is, each checked by the rules of the networks it is for. */
export async function understandRows(
  world: NetworkedWorld,
  db: DbOrTx,
  plan: Settled,
  rows: { row: number; cells: string[] }[],
): Promise<ReadRow[]> {
  const accounts = (await accountsOf(db, plan.brandId)).filter((one) => isPublishedTo(world.networks, one))
  const known: Known = {
    accounts: accounts.map(({ id, network, name, handle }) => ({
      ...{ id, network, name, handle, networkName: world.networks.get(network).composing.name },
    })),
    rubrics: await rubricsOf(db, plan.brandId),
    files: await filesByName(db, plan.brandId),
    ...{
      chosen: plan.accounts,
      columns: plan.columns,
      zone: plan.zone,
      dateOrder: plan.dateOrder,
      now: world.clock.now(),
    },
  }
  const read = rows.map((row) => ({ ...row, understood: readRow(row.cells, known) }))
  const used = [...new Set(read.flatMap(({ understood }) => mediaIdsOf(postOfRow(understood))))]
  const library = libraryOf(await mediaByIds(db, plan.brandId, used))
  return read.map(({ understood, ...row }) => {
    const against = accounts
      .filter((account) => understood.post.accountIds?.includes(account.id))
      .flatMap((account): RowProblem[] => {
        const { composing } = world.networks.get(account.network)
        const content = contentFor(postOfRow(understood), account.id, library)
        const own = Object.fromEntries(
          Object.entries(content.options).filter(([key]) => composing.options.some((one) => one.key === key)),
        )
        return checkContent(composing, { ...content, options: own }, account.facts).map((finding) => ({
          ...{ column: columnOf(finding.path), severity: finding.severity, code: finding.code, values: finding.values },
        }))
      })
    const whole = { ...understood, problems: [...understood.problems, ...distinct(against)] }
    return { ...row, understood: whole, verdict: verdictOf(whole) }
  })
}

const postOfRow = ({ post }: Understood) => ({
  ...{ body: post.body ?? { parts: [] }, variants: post.variants ?? [], language: post.language ?? null },
})

/** The column a network's finding concerns: `parts.0.media.1.alt` is told at the alternative text. */
function columnOf(path: string): RowProblem['column'] {
  if (path.startsWith('options')) return 'options'
  if (path === 'firstComment') return 'firstComment'
  if (path.includes('poll')) return 'poll'
  if (path.endsWith('.alt')) return 'alt'
  return path.includes('media') ? 'media' : path.startsWith('parts.0') ? 'text' : 'thread'
}

/** Two accounts of one network say the same thing once. */
function distinct(problems: RowProblem[]): RowProblem[] {
  const seen = new Map(
    problems.map((problem) => [JSON.stringify([problem.column, problem.code, problem.values]), problem]),
  )
  return [...seen.values()]
}

function verdictOf({ problems }: Understood): ReadRow['verdict'] {
  if (problems.some((problem) => problem.severity === 'error')) return 'bad'
  return problems.length > 0 ? 'warned' : 'good'
}

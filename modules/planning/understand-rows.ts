import type { DbOrTx } from '../../kernel/db/tables.ts'
import { checkContent } from '../../networks/check-content.ts'
import { optionFields } from '../../networks/check-options.ts'
import type { OptionField, OptionValue } from '../../networks/compose.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountsOf, isPublishedTo, rubricsOf } from '../brand/index.ts'
import { contentFor, deskFor, libraryOf, livingMedia, lostOptions, mediaIdsOf } from '../content/index.ts'
import { type Known, type RowProblem, readRow, type Understood } from './read-row.ts'
import { optionsFor } from './row-options.ts'
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
  const fieldsOf = new Map(
    accounts.map(({ id, network, facts }) => [id, optionFields(world.networks.get(network).composing, facts)] as const),
  )
  const read = rows.map((row) => ({
    ...row,
    understood: settled(readRow(row.cells, known), fieldsOf, known.files),
  }))
  const deskOf = await deskFor(world, db)
  const used = [...new Set(read.flatMap(({ understood }) => mediaIdsOf(postOfRow(understood))))]
  const library = libraryOf(await livingMedia(db, plan.brandId, used))
  return read.map(({ understood, ...row }) => {
    const against = accounts
      .filter((account) => understood.post.accountIds?.includes(account.id))
      .flatMap((account): RowProblem[] => {
        const { composing } = world.networks.get(account.network)
        const content = contentFor(postOfRow(understood), account.id, library)
        return [
          ...checkContent(composing, content, account.facts, deskOf(account)),
          ...lostOptions(composing, account.facts, content, library),
        ].map((finding) => ({
          ...{ column: columnOf(finding.path), severity: finding.severity, code: finding.code, values: finding.values },
        }))
      })
    const whole = { ...understood, problems: [...understood.problems, ...distinct(against)] }
    return { ...row, understood: whole, verdict: verdictOf(whole) }
  })
}

type Fields = ReadonlyMap<string, OptionField[]>

/** Each account keeps the settings that its network has; one that none of the row's accounts has is told. */
function settled(row: Understood, fieldsOf: Fields, files: ReadonlyMap<string, string>): Understood {
  const written = (row.post.variants ?? []).map(({ accountId, options }) => ({
    accountId,
    options: asWritten(options),
  }))
  const variants = written.flatMap(({ accountId, options }) => {
    const own = optionsFor(options, fieldsOf.get(accountId) ?? [], files)
    return Object.keys(own).length > 0 ? [{ accountId, options: own }] : []
  })
  const known = new Set(variants.flatMap((variant) => Object.keys(variant.options)))
  const strange = Object.keys(written[0]?.options ?? {}).filter((key) => !known.has(key))
  const problems = strange.map(
    (option): RowProblem => ({
      ...{ column: 'options', severity: 'warning', code: 'networks.check.optionUnknown', values: { option } },
    }),
  )
  return { ...row, post: { ...row.post, variants }, problems: [...row.problems, ...problems] }
}

const asWritten = (options: Record<string, OptionValue>) =>
  Object.fromEntries(Object.entries(options).map(([key, value]) => [key, String(value)]))

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

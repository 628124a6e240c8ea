import { parseQuery } from '../matcher/parse-query.ts'
import { printQuery } from '../matcher/print-query.ts'
import { type Problem, problem } from '../matcher/problem.ts'
import type { Near, Operand, Query } from '../matcher/query.ts'
import { refuseNegative } from '../matcher/refuse-negative.ts'
import type { Block, Group, NearBlock } from './block.ts'
import { printChip } from './print-chip.ts'

/** A problem of one block: `path` are the places of blocks within blocks, its characters those of the chip's text. */
export type BlockProblem = Problem & { path: readonly number[] }
export type Built = { ok: true; query: Query } | { ok: false; problems: BlockProblem[] }

/** The query that blocks say. Empty chips and groups, as they stand while somebody builds, are passed over. */
export function queryOf(block: Block): Built {
  const problems: BlockProblem[] = []
  const query = read(block, { path: [], problems })
  if (problems.length > 0) return { ok: false, problems }
  const nowhere = { from: 0, to: 0 }
  if (!query) return { ok: false, problems: [{ ...problem('listening.query.empty', nowhere), path: [] }] }
  const negative = refuseNegative(query)
  const whole = negative ? undefined : parseQuery(printQuery(query))
  const refused = negative ?? (whole && !whole.ok ? whole.problems[0] : undefined)
  if (refused) return { ok: false, problems: [{ ...problem(refused.code, nowhere, refused.values), path: [] }] }
  return { ok: true, query }
}

type Reading = { path: readonly number[]; problems: BlockProblem[] }
type Read = Query | undefined

function read(block: Block, reading: Reading): Read {
  if (block.kind === 'all') return joined('and', partsOf(block.of, reading))
  if (block.kind === 'any') return joined('or', partsOf(block.of, reading))
  if (block.kind === 'none') {
    const of = joined('or', partsOf(block.of, reading))
    return of && { kind: 'not', of, from: of.from, to: of.to }
  }
  return readBlock(block, reading)
}

/** What one block says that is no group; undefined when it is empty or cannot be read. */
export const chipOf = (block: Exclude<Block, Group>): Query | undefined => readBlock(block, { path: [], problems: [] })

const readBlock = (block: Exclude<Block, Group>, reading: Reading): Read =>
  block.kind === 'near' ? readNear(block, reading) : readChip(printChip(block), reading)

const partsOf = (of: readonly Block[], { path, problems }: Reading): Query[] =>
  of.map((one, n) => read(one, { path: [...path, n], problems })).filter((one) => one !== undefined)

function joined(kind: 'and' | 'or', of: Query[]): Read {
  return of.length > 1 ? { kind, of, from: 0, to: 0 } : of[0]
}

function readNear({ of, distances }: NearBlock, { path, problems }: Reading): Read {
  const operands: Operand[] = []
  const kept: Near['distances'] = []
  for (const [n, chips] of of.entries()) {
    const read = chips.map((chip) => readChip(printChip(chip), { path: [...path, n], problems }))
    const operand = joined(
      'or',
      read.filter((one) => one !== undefined),
    )
    if (!operand) continue
    if (!isOperand(operand)) {
      problems.push({ ...problem('listening.query.hasNoPlace', operand), path: [...path, n] })
      continue
    }
    if (operands.length > 0) kept.push(distances[n - 1] ?? 'sentence')
    operands.push(operand)
  }
  return operands.length > 1 ? { kind: 'near', of: operands, distances: kept, from: 0, to: 0 } : operands[0]
}

function readChip(printed: string, { path, problems }: Reading): Read {
  if (printed.trim() === '') return undefined
  const parsed = parseQuery(printed)
  if (parsed.ok) return parsed.query
  problems.push(...parsed.problems.map((one) => ({ ...one, path })))
  return undefined
}

function isOperand(query: Query): query is Operand {
  if (query.kind === 'or') return query.of.every(isOperand)
  if (query.kind === 'phrase') return query.within === null
  return query.kind === 'word' || query.kind === 'wildcard' || query.kind === 'tag'
}

import { printQuery } from '../matcher/print-query.ts'
import type { Block } from './block.ts'
import { printComment } from './comments-in.ts'
import { chipOf } from './query-of.ts'

/** Blocks in the query language, in its normal form, with their comments where they are said. */
export function printBlocks(block: Block): string {
  const printed = print(block)
  return printed ? withComments(printed.text, printed.comments) : ''
}

/** `isJoined`: several things with an operator between them, which need brackets within others. */
type Printed = { text: string; isJoined: boolean; comments: readonly string[] }

function print(block: Block): Printed | undefined {
  const comments = block.comments ?? []
  if (block.kind === 'all' || block.kind === 'any') return group(block.of, block.kind, comments)
  if (block.kind === 'none') {
    const of = group(block.of, 'any', [])
    return of && { text: `NOT ${inBrackets(of)}`, isJoined: false, comments }
  }
  const query = chipOf(block)
  return query && { text: printQuery(query), isJoined: query.kind === 'and' || query.kind === 'or', comments }
}

/** A group of one is that one, and the comments of both are said before it. */
function group(of: readonly Block[], kind: 'all' | 'any', comments: readonly string[]): Printed | undefined {
  const parts = of.map(print).filter((one) => one !== undefined)
  const [only] = parts
  if (!only) return undefined
  if (parts.length === 1) return { ...only, comments: [...comments, ...only.comments] }
  return { text: parts.map(inBrackets).join(kind === 'all' ? ' AND ' : ' OR '), isJoined: true, comments }
}

const inBrackets = ({ text, isJoined, comments }: Printed) => withComments(isJoined ? `(${text})` : text, comments)

const withComments = (text: string, comments: readonly string[]) => [...comments.map(printComment), text].join(' ')

import type { Draft } from '../draft/draft.ts'
import type { Collision } from './merge-drafts.ts'

type Node = Record<string, unknown> | unknown[]

/** The draft with the other side's value at a collision's path. */
export const takeTheirs = (draft: Draft, theirs: Draft, path: string): Draft =>
  setAt(draft, stepsOf(draft, path), getAt(theirs, stepsOf(theirs, path)))

/** Both texts at a collision's path, mine first, as it is written by now. */
export const joinBoth = (draft: Draft, { path, theirs }: Collision): Draft =>
  setAt(draft, stepsOf(draft, path), `${mineAt(draft, path)}\n\n${theirs}`)

/** What I have at a collision's path by now: writing goes on while it waits. */
export const mineAt = (draft: Draft, path: string): unknown => getAt(draft, stepsOf(draft, path))

/** Variants are named by their account in a path; here they become places in the list, or the end of it. */
function stepsOf(draft: Draft, path: string): string[] {
  const steps = path.split('.')
  if (steps[0] !== 'variants') return steps
  const at = draft.variants.findIndex((variant) => variant.accountId === steps[1])
  return ['variants', String(at === -1 ? draft.variants.length : at), ...steps.slice(2)]
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

function getAt(value: unknown, steps: string[]): unknown {
  return steps.reduce<unknown>(
    (inside, step) => (isNode(inside) ? (inside as Record<string, unknown>)[step] : undefined),
    value,
  )
}

function setAt<T>(value: T, [step, ...rest]: string[], next: unknown): T {
  if (step === undefined) return next as T
  if (!isNode(value)) return value
  const inside = setAt((value as Record<string, unknown>)[step], rest, next)
  if (Array.isArray(value)) {
    const list: unknown[] = [...value]
    if (inside === undefined) list.splice(Number(step), 1)
    else list[Number(step)] = inside
    return list as T
  }
  return { ...value, [step]: inside }
}

import type { Place } from './heard-once.ts'
import { ask, type GraphWire, type Params } from './wire.ts'

export type Listed<T> = { data?: T[]; paging?: { cursors?: { after?: string }; next?: string } }

/** One page of an edge, and the cursor of the next while there is one. */
export async function listed<T>(
  wire: GraphWire,
  path: string,
  params: Params,
  after?: string,
): Promise<{ items: T[]; cursor?: string }> {
  return pageIn(await ask<Listed<T>>(wire, { path, params: { ...params, after } }))
}

/** How a list goes on after its page. */
export const onward = (list: string, of: string, after: string | undefined): { more?: Place } =>
  after ? { more: { list, of, after } } : {}

export function pageIn<T>({ data = [], paging }: Listed<T>): { items: T[]; cursor?: string } {
  const after = paging?.next ? paging.cursors?.after : undefined
  return after ? { items: data, cursor: after } : { items: data }
}

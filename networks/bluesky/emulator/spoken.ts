import type { JsonObject } from '../../../kernel/json.ts'
import { isObject } from './answers.ts'
import type { Said } from './state.ts'

/** What people were made to say, found by its own address and by those of what it stands under; each in the order of saying. */
export type Spoken = {
  byUri: Map<string, Said>
  byParent: Map<string, Map<string, Said>>
  byRoot: Map<string, Map<string, Said>>
}

export const nothingSpoken = (): Spoken => ({ byUri: new Map(), byParent: new Map(), byRoot: new Map() })

export function keepSpoken({ byUri, byParent, byRoot }: Spoken, one: Said): void {
  byUri.set(one.uri, one)
  for (const [index, above] of [
    [byParent, parentOf(one.value)],
    [byRoot, rootUriOf(one.value)],
  ] as const) {
    const beside = index.get(above) ?? new Map<string, Said>()
    index.set(above, beside.set(one.uri, one))
  }
}

export function forgetSpoken({ byUri, byParent, byRoot }: Spoken, uri: string): void {
  const one = byUri.get(uri)
  if (!one) return
  byUri.delete(uri)
  byParent.get(parentOf(one.value))?.delete(uri)
  byRoot.get(rootUriOf(one.value))?.delete(uri)
}

/** Straight under it. */
export const spokenUnder = ({ byParent }: Spoken, uri: string): Said[] => [...(byParent.get(uri)?.values() ?? [])]

/** Anywhere in the thread that it began. */
export const spokenWithin = ({ byRoot }: Spoken, uri: string): Said[] => [...(byRoot.get(uri)?.values() ?? [])]

export const parentOf = ({ reply }: JsonObject): string =>
  isObject(reply) && isObject(reply.parent) ? String(reply.parent.uri ?? '') : ''

const rootUriOf = ({ reply }: JsonObject): string =>
  isObject(reply) && isObject(reply.root) ? String(reply.root.uri ?? '') : ''

import type { Composing } from '../networks/compose.ts'

const found = import.meta.glob<{ default: Composing }>('../networks/*/compose.ts')

/** The composing rules of a network by its id, loaded when first asked: the same code the API enforces. */
export async function composingOf(network: string): Promise<Composing | undefined> {
  const load = found[`../networks/${network}/compose.ts`]
  return load ? (await load()).default : undefined
}

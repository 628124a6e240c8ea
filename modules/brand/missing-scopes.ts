import type { Registry } from '../../networks/registry.ts'
import type { AccountRow } from './store.ts'

export type MissingScope = { name: string; needed: boolean }

/** What its way asks for and the network did not grant. A network that tells no rights at all is not said to miss any. */
export function missingScopes(
  networks: Registry,
  { network: id, way: wayId, scopes }: Pick<AccountRow, 'network' | 'way' | 'scopes'>,
): MissingScope[] {
  if (scopes.length === 0) return []
  const way = networks.all.find((one) => one.composing.id === id)?.connect.find((one) => one.id === wayId)
  const granted = new Set(scopes)
  return (way?.scopes ?? []).flatMap(({ name, needed }) => (granted.has(name) ? [] : [{ name, needed }]))
}

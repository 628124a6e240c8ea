import type { Account } from '../../api/brand.ts'
import type { Import, ImportColumn } from '../../api/planning.ts'

/** A column of the file means one thing, and a meaning has one column. */
export function reassign(now: Import['columns'], index: number, meaning: ImportColumn | 'none'): Import['columns'] {
  const freed = Object.fromEntries(Object.entries(now).map(([name, at]) => [name, at === index ? null : at]))
  return meaning === 'none' ? freed : { ...freed, [meaning]: index }
}

type Named = { id: string; name: string }

/** The desk finds an account by its name or handle, else all of a network by the network's name. */
export function isKnown(
  name: string,
  accounts: readonly Pick<Account, 'name' | 'handle'>[],
  networks: readonly Named[],
): boolean {
  const wanted = plain(name)
  const names = [...accounts.flatMap((one) => [one.name, one.handle]), ...networks.flatMap((one) => [one.id, one.name])]
  return names.some((one) => plain(one) === wanted)
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

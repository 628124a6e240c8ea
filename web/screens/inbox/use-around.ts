import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Account, accounts, type NetworkAbout, networks } from '../../api/brand.ts'
import { type Me, type Member, mayAs, members } from '../../api/team.ts'
import { useMe } from '../../shell/here.ts'

/** Whose inbox it is: the brands one sees, their accounts, and those one works with. */
export type Around = {
  me: Me
  brands: Me['brands']
  accounts: ReadonlyMap<string, Account>
  networks: ReadonlyMap<string, NetworkAbout>
  members: readonly Member[]
  zoneOf: (brandId: string) => string
  mayIn: (brandId: string, least: 'viewer' | 'author' | 'editor' | 'manager') => boolean
}

export function useAround(): Around {
  const me = useMe()
  const brands = useMemo(() => me.brands.filter((brand) => mayAs(brand.role, 'viewer')), [me.brands])
  const known = useQueries({ queries: brands.map((brand) => accounts(brand.id)), combine: byId<Account> })
  const { data: told } = useQuery({ ...networks(), staleTime: Number.POSITIVE_INFINITY })
  const { data: people } = useQuery(members())
  return useMemo(() => {
    const roles = new Map(brands.map((brand) => [brand.id, brand]))
    return {
      ...{ me, brands, accounts: known, members: people?.items ?? [] },
      networks: new Map((told?.items ?? []).map((one) => [one.id, one])),
      zoneOf: (brandId) => roles.get(brandId)?.zone ?? me.zone,
      mayIn: (brandId, least) => mayAs(roles.get(brandId)?.role ?? 'client', least),
    }
  }, [me, brands, known, told, people])
}

/** Those who may be given a conversation of these brands: everybody who may answer there. */
export const mayAnswerIn = (members: readonly Member[], brandIds: readonly string[]): Member[] =>
  members.filter(
    (one) => one.role === 'owner' || brandIds.every((id) => mayAs(one.brandRoles[id] ?? 'client', 'author')),
  )

/** Outside the hook: the same answers make the same map. */
function byId<Item extends { id: string }>(asked: readonly { data?: { items: Item[] } }[]): ReadonlyMap<string, Item> {
  return new Map(asked.flatMap(({ data }) => data?.items.map((one) => [one.id, one] as const) ?? []))
}

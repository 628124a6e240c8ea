import { useQuery } from '@tanstack/react-query'
import { accounts as accountsQuestion, networks as networksQuestion } from '../../../api/brand.ts'

/** The brand's accounts, and what to call one: where several have the same name, its network is told too. */
export function useAccountNames(brandId: string) {
  const accounts = useQuery(accountsQuestion(brandId)).data?.items ?? []
  const networks = useQuery(networksQuestion()).data?.items ?? []
  const nameOf = (accountId: string): string => {
    const account = accounts.find((one) => one.id === accountId)
    if (!account) return accountId
    if (accounts.filter((one) => one.name === account.name).length === 1) return account.name
    return `${account.name} (${networks.find((one) => one.id === account.network)?.name ?? account.network})`
  }
  return { accounts, nameOf }
}

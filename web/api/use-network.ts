import { useQuery } from '@tanstack/react-query'
import { type NetworkAbout, networks } from './brand.ts'

/** What a network says of itself, by its id; undefined until known. */
export function useNetwork(id: string | undefined): NetworkAbout | undefined {
  return useQuery({ ...networks(), staleTime: Number.POSITIVE_INFINITY }).data?.items.find(
    (network) => network.id === id,
  )
}

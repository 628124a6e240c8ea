import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type BrandRole, type Me, mayAs, me } from '../api/team.ts'
import { kept } from './kept.ts'

/** Who is signed in. Only inside the frame. */
export const useMe = (): Me => useSuspenseQuery(me()).data

export type BrandHere = Me['brands'][number]

/** The brand of the address, else the last one looked at, else the first; undefined only while there is none at all. */
export function useBrandHere(): BrandHere | undefined {
  const { brands } = useMe()
  const { brandId } = useParams({ strict: false }) as { brandId?: string }
  const wanted = brandId ?? kept.brand()
  return brands.find((brand) => brand.id === wanted) ?? brands[0]
}

/** The brand a `brand` screen stands in. */
export function useBrand(): BrandHere {
  const brand = useBrandHere()
  if (!brand) throw new Error('this screen stands outside any brand')
  return brand
}

export const useMayHere = (least: BrandRole): boolean => mayAs(useBrand().role, least)

/** A parameter of the screen's path: `useParam('postId')`. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>
  return params[name] ?? ''
}

/** The address's query as it was written: the router would read `1e3` as a number, and a code is no number. */
export const writtenQuery = (): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(window.location.search))

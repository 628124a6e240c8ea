import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Label, labels } from '../../api/support.ts'

/** The labels of these brands, each name once and in their order; and which of the brands do not know a label. */
export function useLabels(brandIds: readonly string[]) {
  const lists = useQueries({ queries: brandIds.map((id) => labels(id)), combine: listsOf })
  return useMemo(() => {
    const byName = new Map<string, Label>()
    for (const list of lists) for (const one of list) if (!byName.has(one.name)) byName.set(one.name, one)
    const isIn = (list: readonly Label[], name: string) =>
      list.some((one) => one.name.toLocaleLowerCase() === name.toLocaleLowerCase())
    return {
      all: [...byName.values()] as readonly Label[],
      lackedBy: (name: string) => brandIds.filter((_, at) => !isIn(lists[at] ?? [], name)),
    }
  }, [lists, brandIds])
}

/** Outside the hook: the same answers make the same lists. */
const listsOf = (asked: readonly { data?: { items: Label[] } }[]) => asked.map(({ data }) => data?.items ?? [])

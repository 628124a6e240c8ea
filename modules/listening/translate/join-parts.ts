import type { Query } from '../matcher/query.ts'

/** What was left out, or could not be read, is passed over. */
type Read = Query | undefined

export function joined(kind: 'and' | 'or', read: Read[]): Read {
  const of = read.filter((one) => one !== undefined)
  const [first] = of
  return first && of.length > 1 ? { kind, of, from: first.from, to: of.at(-1)?.to ?? first.to } : first
}

/** Sites side by side are a choice: a post stands on one of them. */
export function sitesTogether(read: Read[]): Read {
  const groups: Query[][] = []
  for (const one of read.filter((part) => part !== undefined)) {
    const last = groups.at(-1)
    const before = last?.[0]
    const isSame = one.kind === 'choice' && one.field === 'site' && before?.kind === 'choice' && before.field === 'site'
    if (isSame && last) last.push(one)
    else groups.push([one])
  }
  return joined(
    'and',
    groups.map((group) => joined('or', group)),
  )
}

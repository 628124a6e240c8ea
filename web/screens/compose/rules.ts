import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { checkContent } from '../../../networks/check-content.ts'
import { optionFields } from '../../../networks/check-options.ts'
import type { Composing, Content, Cost, Desk, Finding, Limits, OptionField } from '../../../networks/compose.ts'
import type { Account } from '../../api/brand.ts'
import { type DeskSeen, desk as deskQuestion } from '../../api/desk.ts'
import { composingOf } from '../../composing.ts'
import type { Draft, Media } from './draft/draft.ts'
import { contentFor } from './draft/resolve-content.ts'

const rules = (network: string) =>
  queryOptions({
    queryKey: ['composing', network],
    queryFn: async () => (await composingOf(network)) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    // Without its rules an account has no counter, no preview and no checks: a line that was cut for a moment must not leave it so.
    retry: true,
    retryDelay: (attempt) => Math.min(15_000, 1_000 * 2 ** attempt),
  })

const byNetwork = (asked: readonly { data?: Composing | null }[]): ReadonlyMap<string, Composing> =>
  new Map(asked.flatMap(({ data }) => (data ? [[data.id, data] as const] : [])))

/** The composing rules of these networks, each loaded once when first needed. */
export function useRules(networks: readonly string[]): ReadonlyMap<string, Composing> {
  const names = [...new Set(networks)].sort()
  return useQueries({
    queries: names.map(rules),
    combine: byNetwork,
  })
}

/** One account of the post with its rules and what would stand there. */
export type Voice = {
  account: Account
  composing: Composing
  limits: Limits
  /** Its network's own settings, for this account. */
  fields: OptionField[]
  content: Content
  findings: Finding[]
  /** What publishing it costs there. */
  cost?: Cost
}

/** Every chosen account whose rules are loaded, checked as the API checks. */
export function useVoices(
  draft: Draft,
  accounts: readonly Account[],
  media: ReadonlyMap<string, Media>,
  language: string | null,
): Voice[] {
  const known = useRules(accounts.map((account) => account.network))
  const { data: desk } = useQuery(deskQuestion())
  return useMemo(
    () =>
      accounts.flatMap((account) => {
        const composing = known.get(account.network)
        if (!composing || !draft.accountIds.includes(account.id)) return []
        const { facts } = account
        const fields = optionFields(composing, facts)
        const content = contentFor(draft, account.id, { media, fields, language })
        const findings = checkContent(composing, content, facts, deskFor(account, desk))
        const limits = composing.limits(facts)
        return [{ account, composing, limits, fields, content, findings, cost: composing.cost?.(content, facts) }]
      }),
    [draft, accounts, known, media, language, desk],
  )
}

/** Practice networks stand beside the desk and reach it always. */
const deskFor = ({ practice }: Account, seen: DeskSeen | undefined): Desk | undefined =>
  seen && { makes: seen.makes, reachable: practice ? 'yes' : seen.reachable }

export const errorsOf = (voices: readonly Voice[]): number =>
  voices.reduce((sum, { findings }) => sum + findings.filter((one) => one.severity === 'error').length, 0)

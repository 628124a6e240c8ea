import type { AccountFacts } from '../compose.ts'

export type Community = { id: number; name: string; moderates: boolean; nsfw: boolean; modsOnly: boolean }
export type InstanceFacts = {
  domain: string
  version: string
  nsfw: boolean
  communities: Community[]
  /** The community names given while connecting, read again at each check of health. */
  named: string[]
  languages: { id: number; code: string }[]
}

export function instanceOf(facts: AccountFacts): InstanceFacts {
  const { domain, version, nsfw, communities, named, languages } = facts
  return {
    domain: typeof domain === 'string' ? domain : '',
    version: typeof version === 'string' ? version : '',
    nsfw: nsfw !== false,
    communities: Array.isArray(communities) ? (communities as Community[]) : [],
    named: Array.isArray(named) ? named.map(String) : [],
    languages: Array.isArray(languages) ? (languages as InstanceFacts['languages']) : [],
  }
}

export const communityOf = (facts: AccountFacts, chosen: unknown): Community | undefined =>
  instanceOf(facts).communities.find((one) => String(one.id) === chosen) ?? instanceOf(facts).communities[0]

/** The instance's number of a language (BCP 47), where it knows it. */
export const languageId = (facts: AccountFacts, tag: string | undefined): number | undefined =>
  instanceOf(facts).languages.find((one) => one.code === tag?.split('-')[0]?.toLowerCase())?.id

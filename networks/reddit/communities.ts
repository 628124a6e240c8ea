import type { AccountFacts } from '../compose.ts'

export type PostKind = 'self' | 'link' | 'image' | 'gallery' | 'video' | 'poll'

/** A place to post in: the account's own profile (`u_name`) or a community, with what it demands, kept in the account's facts. */
export type Community = {
  name: string
  kinds: PostKind[]
  flairs: { id: string; text: string }[]
  flairRequired: boolean
  rules: string[]
  titleMax: number
  moderates: boolean
}

export function communitiesOf(facts: AccountFacts): Community[] {
  return Array.isArray(facts.communities) ? (facts.communities as Community[]) : []
}

export const communityOf = (facts: AccountFacts, name: unknown): Community | undefined =>
  communitiesOf(facts).find((one) => one.name === name) ?? communitiesOf(facts)[0]

/** `r/coffee`, or `u/brand` for a profile. */
export const nameShown = (name: string): string => (name.startsWith('u_') ? `u/${name.slice(2)}` : `r/${name}`)

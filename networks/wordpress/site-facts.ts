import type { AccountFacts } from '../compose.ts'

export type Term = { id: number; name: string }

/** What a site and the user tell of themselves, kept as the account's facts. Browser-safe. */
export type SiteFacts = {
  rest: string
  userId: number
  /** Capabilities that matter here, of those the user has. */
  may: string[]
  categories: Term[]
}

/** Each with what it is for. https://wordpress.org/documentation/article/roles-and-capabilities/ (read 2026-11-22). */
export const capabilities = [
  'edit_posts',
  'publish_posts',
  'edit_published_posts',
  'delete_published_posts',
  'publish_pages',
  'upload_files',
  'moderate_comments',
  'manage_options',
] as const
export type Capability = (typeof capabilities)[number]

const unknownSite: SiteFacts = { rest: '/wp-json', userId: 0, may: [...capabilities], categories: [] }

export function siteFacts(facts: AccountFacts): SiteFacts {
  return { ...unknownSite, ...(facts as Partial<SiteFacts>) }
}

export const mayIn = (facts: AccountFacts, what: Capability): boolean => siteFacts(facts).may.includes(what)

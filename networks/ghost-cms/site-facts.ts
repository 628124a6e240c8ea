import type { AccountFacts } from '../compose.ts'

export type Newsletter = { slug: string; name: string }
/** What a site tells of itself, kept as the account's facts. Browser-safe. */
export type SiteFacts = { url: string; version: string; description: string; newsletters: Newsletter[] }

const unknownSite: SiteFacts = { url: '', version: '', description: '', newsletters: [] }

export const siteFacts = (facts: AccountFacts): SiteFacts => ({ ...unknownSite, ...(facts as Partial<SiteFacts>) })

import type { AccountFacts } from '../compose.ts'

export type Category = { cid: number; name: string }
/** What a forum tells of itself, kept as the account's facts. Browser-safe. */
export type ForumFacts = {
  /** How the user stands in addresses. */
  slug: string
  title: string
  categories: Category[]
  minTags: number
  maxTags: number
  minTag: number
  maxTag: number
  minPost: number
  maxPost: number
  minTitle: number
  maxTitle: number
  fileKb: number
  maxMessage: number
}

/** As a forum is set when it is new: https://github.com/NodeBB/NodeBB/blob/master/install/data/defaults.json (read 2026-11-22). */
export const usualForum: ForumFacts = {
  slug: '',
  title: '',
  categories: [],
  minTags: 0,
  maxTags: 5,
  minTag: 3,
  maxTag: 15,
  minPost: 8,
  maxPost: 32_767,
  minTitle: 3,
  maxTitle: 255,
  fileKb: 2048,
  maxMessage: 1000,
}

export const forumFacts = (facts: AccountFacts): ForumFacts => ({ ...usualForum, ...(facts as Partial<ForumFacts>) })

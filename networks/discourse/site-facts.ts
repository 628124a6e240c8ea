import type { AccountFacts } from '../compose.ts'

export type Category = { id: number; name: string }
/** What a forum tells of itself, kept as the account's facts. Browser-safe. */
export type ForumFacts = {
  title: string
  categories: Category[]
  tagging: boolean
  maxTags: number
  minPost: number
  maxPost: number
  minTitle: number
  maxTitle: number
  imageKb: number
  attachmentKb: number
  extensions: string[]
}

/** As a forum is set when it is new: https://github.com/discourse/discourse/blob/main/config/site_settings.yml (read 2026-11-22). */
export const usualForum: ForumFacts = {
  title: '',
  categories: [],
  tagging: true,
  maxTags: 5,
  minPost: 20,
  maxPost: 32_000,
  minTitle: 15,
  maxTitle: 255,
  imageKb: 4096,
  attachmentKb: 4096,
  extensions: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'avif'],
}

export const forumFacts = (facts: AccountFacts): ForumFacts => ({ ...usualForum, ...(facts as Partial<ForumFacts>) })

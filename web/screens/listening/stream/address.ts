import type { MentionFolder, MentionsQuery } from '../../../api/mentions.ts'

export const folders: readonly MentionFolder[] = ['all', 'unseen', 'mine', 'assigned', 'spam']
export const feelings = ['negative', 'neutral', 'positive', 'unsure'] as const
export const intents = [
  ...(['question', 'complaint', 'praise', 'purchase', 'promotion', 'vacancy', 'spam', 'other'] as const),
]
export const kinds = ['post', 'reply', 'repost', 'article', 'comment', 'video', 'review'] as const

/** What the stream shows, as it stands in the address. Lists are separated by commas, as the API takes them. */
export type StreamAddress = {
  folder: MentionFolder
  q: string
  topics: string
  queries: string
  sentiment: string
  intents: string
  languages: string
  countries: string
  networks: string
  sites: string
  kinds: string
  labels: string
  author: string
  like: string
  originals: string
  newcomers: string
  hours: string
  standing: string
  minFollowers: string
  minReach: string
  from: string
  to: string
}

const plain: StreamAddress = {
  ...{ folder: 'all', q: '', topics: '', queries: '', sentiment: '', intents: '', languages: '', countries: '' },
  ...{ networks: '', sites: '', kinds: '', labels: '', author: '', like: '', originals: '', minFollowers: '' },
  ...{ minReach: '', from: '', to: '', newcomers: '', hours: '', standing: '' },
}
const keys = Object.keys(plain) as (keyof StreamAddress)[]
/** Those of the panel: topics stand beside the list, and the search above it. */
const elsewhere: readonly string[] = ['folder', 'q', 'topics', 'queries']

export function addressFrom(search: Record<string, unknown>): StreamAddress {
  const read = (key: string) => {
    const value = search[key]
    return typeof value === 'string' ? value : typeof value === 'number' || value === true ? String(value) : ''
  }
  const written = Object.fromEntries(keys.map((key) => [key, read(key).slice(0, 2_000)])) as StreamAddress
  return { ...written, folder: folders.find((one) => one === search.folder) ?? plain.folder }
}

/** What stands in the address bar: nothing that goes without saying. */
export const searchFor = (address: StreamAddress): Record<string, string> =>
  Object.fromEntries(Object.entries(address).filter(([key, value]) => value !== '' && value !== plain[key as 'q']))

export const queryFor = ({ q, ...rest }: StreamAddress): MentionsQuery =>
  ({ ...searchFor({ ...rest, q: q.trim() }) }) as MentionsQuery

export const filtersOn = (address: StreamAddress): number =>
  keys.filter((key) => !elsewhere.includes(key) && address[key] !== '').length
export const withoutFilters = ({ folder, topics, queries }: StreamAddress): StreamAddress => ({
  ...plain,
  ...{ folder, topics, queries },
})
export const plainAddress = plain

export const listOf = (text: string): string[] => text.split(',').filter(Boolean)

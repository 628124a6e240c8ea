import type { Folder, InboxFilter, InboxQuery, Tone } from '../../api/inbox.ts'

export const folders: readonly Folder[] = [
  ...(['waiting', 'unread', 'mine', 'unassigned', 'snoozed', 'done', 'all', 'spam'] as const),
]
export const kinds = ['message', 'comment', 'mention', 'review'] as const
export const tones = ['negative', 'neutral', 'positive'] as const
export const orders = ['newest', 'oldest', 'due'] as const
export type Order = (typeof orders)[number]

/** What the list shows, as it stands in the address. Lists are separated by commas, as the API takes them. */
export type InboxAddress = {
  folder: Folder
  order: Order
  q: string
  brands: string
  accounts: string
  networks: string
  kinds: string
  labels: string
  assignee: string
  person: string
  tone: Tone | ''
  language: string
  lateWithin: string
  from: string
  to: string
  /** The saved view these filters came from. */
  view: string
}

const plain: InboxAddress = {
  ...{ folder: 'waiting', order: 'newest', q: '', brands: '', accounts: '', networks: '', kinds: '', labels: '' },
  ...{ assignee: '', person: '', tone: '', language: '', lateWithin: '', from: '', to: '', view: '' },
}
export const filterKeys = [
  ...(['brands', 'accounts', 'networks', 'kinds', 'labels', 'assignee', 'person'] as const),
  ...(['tone', 'language', 'lateWithin', 'from', 'to'] as const),
]

export function addressFrom(search: Record<string, unknown>): InboxAddress {
  const read = (key: keyof InboxAddress) => {
    const value = search[key]
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
  }
  return {
    ...plain,
    ...Object.fromEntries(filterKeys.map((key) => [key, read(key)])),
    folder: folders.find((one) => one === search.folder) ?? plain.folder,
    order: orders.find((one) => one === search.order) ?? plain.order,
    tone: tones.find((one) => one === search.tone) ?? '',
    q: read('q').slice(0, 200),
    view: read('view'),
  }
}

/** What stands in the address bar: nothing that goes without saying. */
export const searchFor = (address: InboxAddress): Record<string, string> =>
  Object.fromEntries(Object.entries(address).filter(([key, value]) => value !== '' && value !== plainOf(key)))

const plainOf = (key: string): string | undefined => (plain as Record<string, string>)[key]

export function queryFor(address: InboxAddress): InboxQuery {
  const { view: _, q, ...rest } = address
  return { ...given(rest), ...(q.trim() && { q: q.trim() }) }
}

/** What a saved view keeps: everything but the order and the place. */
export function filterOf(address: InboxAddress): InboxFilter {
  const { view: _, order: __, q, ...rest } = address
  return { ...given(rest), ...(q.trim() && { q: q.trim() }) }
}

export const addressOfView = (id: string, filter: InboxFilter): InboxAddress => ({
  ...addressFrom(filter as Record<string, unknown>),
  folder: filter.folder ?? 'all',
  view: id,
})

/** Does it name a view without a word of what that keeps? */
export const isOnlyView = (address: InboxAddress): boolean =>
  address.view !== '' && Object.keys(searchFor({ ...address, order: plain.order })).length === 1

export const filtersOn = (address: InboxAddress): number => filterKeys.filter((key) => address[key] !== '').length
export const withoutFilters = (address: InboxAddress): InboxAddress => ({
  ...plain,
  folder: address.folder,
  order: address.order,
})

export const listOf = (text: string): string[] => text.split(',').filter(Boolean)

type Given<Some> = { [Key in keyof Some]?: Exclude<Some[Key], ''> }
const given = <Some extends Record<string, string>>(some: Some) =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== '')) as Given<Some>

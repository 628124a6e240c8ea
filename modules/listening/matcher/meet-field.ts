import type { Post } from './post.ts'
import type { Choice, ChoiceField, Measure } from './query.ts'
import { foldValue } from './read-word.ts'

/** Fields that hold a value when a post has just that value. */
export type ExactField = Exclude<ChoiceField, 'url' | 'link'>

/** Every value of the field that a post has, folded. */
export const valuesOf: Record<ExactField, (post: Post) => string[]> = {
  from: ({ author }) => folded(author?.handle),
  author: ({ author }) => [...folded(author?.handle), ...folded(author?.name)],
  to: ({ to }) => (to ?? []).map(foldValue),
  lang: ({ language }) => folded(language),
  site: ({ site }) => (site ? domainsOf(foldValue(site)) : []),
  source: ({ source }) => folded(source),
  type: ({ type }) => folded(type),
  has: ({ has }) => (has ?? []).map(foldValue),
  country: ({ country }) => folded(country),
  sentiment: ({ sentiment }) => folded(sentiment),
  list: ({ lists }) => (lists ?? []).map(foldValue),
}

const folded = (value: string | undefined) => (value === undefined ? [] : [foldValue(value)])

/** A site is of its own domain and of each one above it. */
function domainsOf(host: string): string[] {
  const parts = host.split('.')
  return parts.map((_, n) => parts.slice(n).join('.'))
}

export const isExactField = (field: ChoiceField): field is ExactField => field !== 'url' && field !== 'link'

/** What has to be worked out for a post is asked only when all else of a query holds, so it finds none. */
export const isWorkedOut = (field: ChoiceField): boolean => field === 'lang' || field === 'sentiment'

export const meetsExactly = (field: ExactField, value: string, post: Post): boolean =>
  valuesOf[field](post).includes(foldValue(value))

/** Whether what a part of an address asks for stands in one of them. `addresses` are those written in the text. */
export function meetsAddress({ field, value }: Choice, post: Post, addresses: readonly string[]): boolean {
  const among = field === 'url' ? [post.url ?? ''] : [...(post.links ?? []), ...addresses]
  const wanted = foldValue(value)
  return among.some((one) => foldValue(one).includes(wanted))
}

export function meetsMeasure({ field, is, number }: Measure, post: Post): boolean {
  const has = field === 'followers' ? post.author?.followers : post[field]
  if (has === undefined) return false
  if (is === '=') return has === number
  if (is === '>' || is === '>=') return has > number || (is === '>=' && has === number)
  return has < number || (is === '<=' && has === number)
}

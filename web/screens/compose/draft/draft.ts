import type { z } from 'zod'
import type {
  ChangePost,
  Expiry as ExpiryShape,
  Media as MediaShape,
  Part as PartShape,
  Plan as PlanShape,
  Post as PostShape,
  Variant as VariantShape,
} from '../../../../modules/content/api.ts'

export type Post = z.infer<typeof PostShape>
export type Part = z.infer<typeof PartShape>
export type Variant = z.infer<typeof VariantShape>
export type Media = z.infer<typeof MediaShape>
export type Plan = z.infer<typeof PlanShape>
export type Expiry = z.infer<typeof ExpiryShape>
export type Changes = z.infer<typeof ChangePost>['changes']

/** Everything a writer may change of a post. */
export type Draft = Required<Changes>

export const emptyDraft = (): Draft => ({
  title: '',
  rubricId: null,
  language: null,
  labels: [],
  body: { parts: [{ text: '', media: [] }] },
  variants: [],
  accountIds: [],
  plan: null,
  expiry: null,
})

export const draftOf = (post: Post): Draft => ({
  title: post.title,
  rubricId: post.rubricId,
  language: post.language,
  labels: post.labels,
  body: post.body,
  variants: post.variants,
  accountIds: post.accountIds,
  plan: post.plan ? { wall: post.plan.wall, zone: post.plan.zone } : null,
  expiry: post.expiry,
})

export const draftFields = [
  'title',
  'rubricId',
  'language',
  'labels',
  'body',
  'variants',
  'accountIds',
  'plan',
  'expiry',
] as const satisfies (keyof Draft)[]

/** The fields in which `now` differs from `before`; an empty object when they are the same. */
export function changesBetween(before: Draft, now: Draft): Changes {
  const changed = draftFields.filter((field) => !sameValue(before[field], now[field]))
  return Object.fromEntries(changed.map((field) => [field, now[field]]))
}

export const hasChanges = (changes: Changes): boolean => Object.keys(changes).length > 0

/** Equal as JSON whatever the order of keys; an absent key and an undefined one are the same. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, at) => sameValue(one, b[at]))
  const left = Object.entries(a).filter(([, value]) => value !== undefined)
  const right = new Map(Object.entries(b).filter(([, value]) => value !== undefined))
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)))
}

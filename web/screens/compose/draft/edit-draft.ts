import { moved } from '../../../ui/moved.ts'
import type { Draft, Part, Variant } from './draft.ts'

/** Whose text is being written: everybody's, or one account's own. */
export type Target = 'all' | { accountId: string }

export const accountOf = (target: Target): string | null => (target === 'all' ? null : target.accountId)
export const variantOf = (draft: Draft, accountId: string): Variant | undefined =>
  draft.variants.find((one) => one.accountId === accountId)

/** Parts as they stand for a target, inherited ones included. */
export function partsOf(draft: Draft, target: Target): Part[] {
  const accountId = accountOf(target)
  return (accountId ? variantOf(draft, accountId)?.parts : undefined) ?? draft.body.parts
}

export const isOwn = (draft: Draft, accountId: string): boolean => variantOf(draft, accountId)?.parts !== undefined

/** Writes the parts where they belong; writing for an account makes them its own. */
export function withParts(draft: Draft, target: Target, parts: Part[]): Draft {
  const accountId = accountOf(target)
  if (!accountId) return { ...draft, body: { ...draft.body, parts } }
  return withVariant(draft, accountId, (variant) => ({ ...variant, parts }))
}

export function changePart(draft: Draft, target: Target, at: number, change: (part: Part) => Part): Draft {
  return withParts(
    draft,
    target,
    partsOf(draft, target).map((part, index) => (index === at ? change(part) : part)),
  )
}

export const emptyPart = (): Part => ({ text: '', media: [] })

export function addPart(draft: Draft, target: Target, after: number, part: Part = emptyPart()): Draft {
  const parts = partsOf(draft, target)
  return withParts(draft, target, [...parts.slice(0, after + 1), part, ...parts.slice(after + 1)])
}

/** The last part left is emptied rather than taken away. */
export function removePart(draft: Draft, target: Target, at: number): Draft {
  const parts = partsOf(draft, target).filter((_, index) => index !== at)
  return withParts(draft, target, parts.length > 0 ? parts : [emptyPart()])
}

export function movePart(draft: Draft, target: Target, from: number, to: number): Draft {
  return withParts(draft, target, moved(partsOf(draft, target), from, to))
}

/** Cuts a part in two at a place of its text; poll and card stay above, and so do the files. */
export function cutPart(draft: Draft, target: Target, at: number, offset: number): Draft {
  const part = partsOf(draft, target)[at]
  if (!part) return draft
  const below = { text: part.text.slice(offset).trimStart(), media: [] }
  const cut = changePart(draft, target, at, (one) => ({ ...one, text: one.text.slice(0, offset).trimEnd() }))
  return addPart(cut, target, at, below)
}

/** Replaces one part by the texts a long one was split into. */
export function splitPart(draft: Draft, target: Target, at: number, texts: readonly string[]): Draft {
  const parts = partsOf(draft, target)
  const part = parts[at]
  if (!part || texts.length === 0) return draft
  const pieces = texts.map((text, index) => (index === 0 ? { ...part, text } : { text, media: [] }))
  return withParts(draft, target, [...parts.slice(0, at), ...pieces, ...parts.slice(at + 1)])
}

/** Gives an account its own copy of the common text, to be changed apart. */
export function editApart(draft: Draft, accountId: string): Draft {
  return withVariant(draft, accountId, (variant) => ({ ...variant, parts: variant.parts ?? draft.body.parts }))
}

/** Drops an account's own text and first comment; its settings stay. */
export function backToCommon(draft: Draft, accountId: string): Draft {
  return withVariant(draft, accountId, ({ options }) => ({ accountId, options }))
}

export function firstCommentOf(draft: Draft, target: Target): string {
  const accountId = accountOf(target)
  const own = accountId ? variantOf(draft, accountId)?.firstComment : undefined
  return own === null ? '' : (own ?? draft.body.firstComment ?? '')
}

/** An account's emptied comment means none there, whatever the others have. */
export function setFirstComment(draft: Draft, target: Target, text: string): Draft {
  const accountId = accountOf(target)
  if (!accountId) return { ...draft, body: { ...draft.body, firstComment: text === '' ? undefined : text } }
  return withVariant(draft, accountId, (variant) => ({ ...variant, firstComment: text === '' ? null : text }))
}

export function setOption(draft: Draft, accountId: string, key: string, value: Variant['options'][string]): Draft {
  return withVariant(draft, accountId, (variant) => ({ ...variant, options: { ...variant.options, [key]: value } }))
}

/** Takes an account in or out. What was written for it stays until the post is saved without it and is found on its return. */
export function toggleAccount(draft: Draft, accountId: string): Draft {
  const accountIds = draft.accountIds.includes(accountId)
    ? draft.accountIds.filter((one) => one !== accountId)
    : [...draft.accountIds, accountId]
  return { ...draft, accountIds }
}

function withVariant(draft: Draft, accountId: string, change: (variant: Variant) => Variant): Draft {
  const now = change(variantOf(draft, accountId) ?? { accountId, options: {} })
  const others = draft.variants.filter((one) => one.accountId !== accountId)
  return { ...draft, variants: isEmpty(now) ? others : [...others, now] }
}

const isEmpty = (variant: Variant) =>
  variant.parts === undefined && variant.firstComment === undefined && Object.keys(variant.options).length === 0

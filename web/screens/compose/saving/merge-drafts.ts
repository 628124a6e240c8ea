import { type Draft, draftFields, type Part, sameValue, type Variant } from '../draft/draft.ts'
import { mergeTexts } from './merge-texts.ts'

/** A place both changed differently. In the merged draft it holds mine. */
export type Collision = { path: string; mine: unknown; theirs: unknown }
export type MergedDraft = { draft: Draft; collisions: Collision[] }

/** Three-way merge: what only one side changed is taken from that side; texts are merged word by word. */
export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft): MergedDraft {
  const collisions: Collision[] = []
  const merged: Draft = { ...mine }
  const note = (path: string, own: unknown, other: unknown) => collisions.push({ path, mine: own, theirs: other })
  for (const field of draftFields) {
    if (field === 'body' || field === 'variants' || field === 'labels' || field === 'accountIds') continue
    Object.assign(merged, { [field]: pick(field, base[field], mine[field], theirs[field], note) })
  }
  merged.labels = mergeLists(base.labels, mine.labels, theirs.labels)
  merged.accountIds = mergeLists(base.accountIds, mine.accountIds, theirs.accountIds)
  merged.body = {
    parts: mergeParts('body.parts', base.body.parts, mine.body.parts, theirs.body.parts, note),
    firstComment: mergeMaybeText(
      'body.firstComment',
      base.body.firstComment,
      mine.body.firstComment,
      theirs.body.firstComment,
      note,
    ),
  }
  merged.variants = mergeVariants(base.variants, mine.variants, theirs.variants, note)
  return { draft: merged, collisions }
}

type Note = (path: string, mine: unknown, theirs: unknown) => void

function pick<T>(path: string, base: T, mine: T, theirs: T, note: Note): T {
  if (sameValue(mine, theirs) || sameValue(theirs, base)) return mine
  if (sameValue(mine, base)) return theirs
  note(path, mine, theirs)
  return mine
}

/** Both sides' additions stay, both sides' removals go. */
function mergeLists(base: string[], mine: string[], theirs: string[]): string[] {
  const kept = mine.filter((one) => theirs.includes(one) || !base.includes(one))
  return [...kept, ...theirs.filter((one) => !mine.includes(one) && !base.includes(one))]
}

function mergeParts(path: string, base: Part[], mine: Part[], theirs: Part[], note: Note): Part[] {
  if (mine.length !== theirs.length || mine.length !== base.length) return pick(path, base, mine, theirs, note)
  return mine.map((part, at) => {
    const [from, other] = [base[at], theirs[at]]
    if (!from || !other) return part
    const here = `${path}.${at}`
    return {
      ...part,
      text: mergeText(`${here}.text`, from.text, part.text, other.text, note),
      media: pick(`${here}.media`, from.media, part.media, other.media, note),
      poll: pick(`${here}.poll`, from.poll, part.poll, other.poll, note),
      card: pick(`${here}.card`, from.card, part.card, other.card, note),
    }
  })
}

function mergeText(path: string, base: string, mine: string, theirs: string, note: Note): string {
  const { text, collided } = mergeTexts(base, mine, theirs)
  if (collided) note(path, mine, theirs)
  return text
}

function mergeMaybeText<T extends string | null | undefined>(path: string, base: T, mine: T, theirs: T, note: Note) {
  if (typeof base === 'string' && typeof mine === 'string' && typeof theirs === 'string')
    return mergeText(path, base, mine, theirs, note)
  return pick<string | null | undefined>(path, base, mine, theirs, note) ?? undefined
}

function mergeVariants(base: Variant[], mine: Variant[], theirs: Variant[], note: Note): Variant[] {
  const accounts = [...new Set([...mine, ...theirs].map((one) => one.accountId))]
  return accounts.flatMap((accountId) => {
    const of = (list: Variant[]) => list.find((one) => one.accountId === accountId)
    const [from, own, other] = [of(base), of(mine), of(theirs)]
    if (!from || !own || !other) return pick(`variants.${accountId}`, from, own, other, note) ?? []
    return [mergeVariant(`variants.${accountId}`, from, own, other, note)]
  })
}

function mergeVariant(path: string, base: Variant, mine: Variant, theirs: Variant, note: Note): Variant {
  const parts =
    base.parts && mine.parts && theirs.parts
      ? mergeParts(`${path}.parts`, base.parts, mine.parts, theirs.parts, note)
      : pick(`${path}.parts`, base.parts, mine.parts, theirs.parts, note)
  const keys = [...new Set([...Object.keys(mine.options), ...Object.keys(theirs.options)])]
  const options = keys.map((key) => [
    key,
    pick(`${path}.options.${key}`, base.options[key], mine.options[key], theirs.options[key], note),
  ])
  return {
    ...mine,
    parts,
    firstComment: pick(`${path}.firstComment`, base.firstComment, mine.firstComment, theirs.firstComment, note),
    options: Object.fromEntries(options.filter(([, value]) => value !== undefined)),
  }
}

import { isDeepStrictEqual } from 'node:util'
import { diff3Merge } from 'node-diff3'
import type { z } from 'zod'
import type { Body, Part, Variant } from './api.ts'

type Written = Record<string, unknown>
type Fields = Record<string, unknown>

/** The outcome of bringing two writers together: what is to be written, and the fields where they collide. */
export type Merged = { changes: Fields; collided: string[] }

/**
 * Brings a writer's changes, begun from `base`, onto `current`. A field only one of them touched is taken as it is;
 * texts both touched are merged word by word; lists of labels and accounts by what was added and removed.
 * What cannot be brought together is named in `collided` and left out of `changes`.
 */
export function mergeChanges(base: Written, current: Written, mine: Fields): Merged {
  const changes: Fields = {}
  const collided: string[] = []
  for (const [field, value] of Object.entries(mine)) {
    const merged = mergeValue(field, base[field], current[field], value)
    if (merged === collision) collided.push(field)
    else if (!isDeepStrictEqual(merged, current[field])) changes[field] = merged
  }
  return { changes, collided }
}

const collision = Symbol('collision')
type Outcome = unknown | typeof collision

function mergeValue(field: string, base: unknown, theirs: unknown, mine: unknown): Outcome {
  const simple = oneSided(base, theirs, mine)
  if (simple !== undefined) return simple.value
  // The version it was begun from is not kept any more: nobody can tell who changed what.
  if (base === undefined) return collision
  if (field === 'body') return mergeBody(base as BodyValue, theirs as BodyValue, mine as BodyValue)
  if (field === 'variants')
    return mergeVariants(base as VariantValue[], theirs as VariantValue[], mine as VariantValue[])
  if (field === 'labels' || field === 'accountIds')
    return mergeSets(base as string[], theirs as string[], mine as string[])
  if (field === 'title') return mergeText(base as string, theirs as string, mine as string)
  return collision
}

/** Where at most one of the two changed anything, there is nothing to decide. */
function oneSided(base: unknown, theirs: unknown, mine: unknown): { value: unknown } | undefined {
  if (isDeepStrictEqual(theirs, mine) || isDeepStrictEqual(base, mine)) return { value: theirs }
  if (isDeepStrictEqual(base, theirs)) return { value: mine }
  return undefined
}

type BodyValue = z.infer<typeof Body>
type PartValue = z.infer<typeof Part>
type VariantValue = z.infer<typeof Variant>

function mergeBody(base: BodyValue, theirs: BodyValue, mine: BodyValue): Outcome {
  const parts = mergeParts(base.parts, theirs.parts, mine.parts)
  const comment = mergeOptionalText(base.firstComment, theirs.firstComment, mine.firstComment)
  if (parts === collision || comment === collision) return collision
  return { parts, ...(comment === undefined ? {} : { firstComment: comment }) }
}

function mergeParts(base: PartValue[], theirs: PartValue[], mine: PartValue[]): Outcome {
  const simple = oneSided(base, theirs, mine)
  if (simple !== undefined) return simple.value
  if (base.length !== theirs.length || base.length !== mine.length) return collision
  const merged = base.map((part, at) => mergePart(part, theirs[at] ?? part, mine[at] ?? part))
  return merged.includes(collision) ? collision : merged
}

function mergePart(base: PartValue, theirs: PartValue, mine: PartValue): Outcome {
  const text = mergeText(base.text, theirs.text, mine.text)
  const media = oneSided(base.media, theirs.media, mine.media)
  const poll = oneSided(base.poll, theirs.poll, mine.poll)
  const card = oneSided(base.card, theirs.card, mine.card)
  if (text === collision || !media || !poll || !card) return collision
  return { text, media: media.value, ...optional('poll', poll.value), ...optional('card', card.value) }
}

const optional = (key: string, value: unknown) => (value === undefined ? {} : { [key]: value })

function mergeVariants(base: VariantValue[], theirs: VariantValue[], mine: VariantValue[]): Outcome {
  const ids = [...new Set([...theirs, ...mine].map((variant) => variant.accountId))]
  const of = (list: VariantValue[], id: string) => list.find((variant) => variant.accountId === id)
  const merged = ids.map((id) => oneSided(of(base, id), of(theirs, id), of(mine, id)))
  if (merged.includes(undefined)) return collision
  return merged.map((one) => one?.value).filter((variant) => variant !== undefined)
}

function mergeSets(base: string[], theirs: string[], mine: string[]): string[] {
  const kept = theirs.filter((one) => mine.includes(one) || !base.includes(one))
  const added = mine.filter((one) => !base.includes(one) && !theirs.includes(one))
  return [...kept, ...added]
}

function mergeOptionalText(base?: string, theirs?: string, mine?: string): Outcome {
  const simple = oneSided(base, theirs, mine)
  return simple ? simple.value : mergeText(base ?? '', theirs ?? '', mine ?? '')
}

/** Words and the spaces between them are the pieces; so two sentences changed by two people both survive. */
function mergeText(base: string, theirs: string, mine: string): Outcome {
  const simple = oneSided(base, theirs, mine)
  if (simple) return simple.value
  const split = [words, wordsWithSpaces, lines].find((one) =>
    [base, theirs, mine].every((text) => effort(one(text)) < mostEffort),
  )
  if (!split) return collision
  const regions = diff3Merge(split(theirs), split(base), split(mine), { excludeFalseConflicts: true })
  if (regions.some((region) => region.conflict)) return collision
  return regions.flatMap((region) => region.ok ?? []).join('')
}

const words = (text: string) => text.split(/(\s+)/)
const wordsWithSpaces = (text: string) => text.split(/(?<=\s)(?=\S)/)
const lines = (text: string) => text.split(/(?<=\n)/)

/** About a third of a second. */
const mostEffort = 2e8

/** Each place of a piece is tried against every other place of it: in a long text, the many spaces alone take minutes. */
function effort(pieces: string[]): number {
  const places = new Map<string, number>()
  for (const piece of pieces) places.set(piece, (places.get(piece) ?? 0) + 1)
  return [...places.values()].reduce((sum, times) => sum + times * times, 0) * pieces.length
}

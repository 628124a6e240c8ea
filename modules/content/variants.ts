import type { z } from 'zod'
import type { Part as ComposedPart, Content, MediaFacts, MediaUse, OptionValue } from '../../networks/compose.ts'
import type { Body, Media, Part, Variant } from './api.ts'

type Written = { body: z.infer<typeof Body>; variants: z.infer<typeof Variant>[]; language: string | null }
type Library = ReadonlyMap<string, MediaFacts & { alt: string }>

/**
 * What is to stand on one account: the post as written for all, with what its variant replaces.
 * Files that the library no longer has are left out; `check` tells of them.
 */
export function contentFor(post: Written, accountId: string, library: Library): Content {
  const variant = post.variants.find((one) => one.accountId === accountId)
  const firstComment = variant?.firstComment === undefined ? post.body.firstComment : variant.firstComment
  return {
    parts: (variant?.parts ?? post.body.parts).map((part) => composed(part, library)),
    ...(firstComment ? { firstComment } : {}),
    ...(post.language ? { language: post.language } : {}),
    options: variant?.options ?? {},
  }
}

function composed(part: z.infer<typeof Part>, library: Library): ComposedPart {
  const media = part.media.flatMap((use): MediaUse[] => {
    const facts = library.get(use.mediaId)
    if (!facts) return []
    return [{ ...facts, alt: use.alt ?? facts.alt, focus: use.focus, crop: use.crop }]
  })
  return { text: part.text, media, poll: part.poll, card: part.card }
}

/** A media row of the API as the composing rules want it. */
export const factsOf = (media: z.infer<typeof Media>): MediaFacts & { alt: string } => ({
  id: media.id,
  kind: media.kind,
  mime: media.mime,
  bytes: media.bytes,
  width: media.width ?? undefined,
  height: media.height ?? undefined,
  durationMs: media.durationMs ?? undefined,
  codec: media.codec ?? undefined,
  frameRate: media.frameRate ?? undefined,
  bitRate: media.bitRate ?? undefined,
  hasAudio: media.hasAudio ?? undefined,
  fileName: media.fileName,
  alt: media.alt,
})

/** Every file of a post's parts and cards, each once: all of them must be in the library. */
export function writtenMediaIdsOf(post: Pick<Written, 'body' | 'variants'>): string[] {
  const parts = [...post.body.parts, ...post.variants.flatMap((variant) => variant.parts ?? [])]
  const ids = parts.flatMap((part) => [
    ...part.media.map((use) => use.mediaId),
    ...(part.card?.imageMediaId ? [part.card.imageMediaId] : []),
  ])
  return [...new Set(ids)]
}

/**
 * The same with what settings of networks may name: a cover, a thumbnail. A setting that only has the form of an id, such as
 * the network's own of a board, is none of the library's, and is not found there.
 */
export function mediaIdsOf(post: Pick<Written, 'body' | 'variants'>): string[] {
  const chosen = post.variants.flatMap((variant) => Object.values(variant.options).filter(isMediaId))
  return [...new Set([...writtenMediaIdsOf(post), ...chosen])]
}

export const isMediaId = (value: OptionValue): value is string => typeof value === 'string' && mediaId.test(value)

const mediaId = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

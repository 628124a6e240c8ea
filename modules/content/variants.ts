import type { z } from 'zod'
import type { Part as ComposedPart, Content, MediaFacts, MediaUse } from '../../networks/compose.ts'
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
  fileName: media.fileName,
  alt: media.alt,
})

/** Every file a post uses anywhere, cards included, each once. */
export function mediaIdsOf(post: Pick<Written, 'body' | 'variants'>): string[] {
  const parts = [...post.body.parts, ...post.variants.flatMap((variant) => variant.parts ?? [])]
  const ids = parts.flatMap((part) => [
    ...part.media.map((use) => use.mediaId),
    ...(part.card?.imageMediaId ? [part.card.imageMediaId] : []),
  ])
  return [...new Set(ids)]
}

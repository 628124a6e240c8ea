import type { JsonObject } from '../../kernel/json.ts'
import { utf8Bytes } from './compose.ts'
import { findSpans } from './spans.ts'

/** DIDs by handle; a handle that belongs to nobody is left out, and stays plain text. */
export type KnownHandles = Record<string, string>

/** `app.bsky.richtext.facet`s of a text. Offsets are bytes of UTF-8. */
export function facetsOf(text: string, known: KnownHandles): JsonObject[] {
  const facets: JsonObject[] = []
  for (const span of findSpans(text)) {
    const feature = featureOf(span.kind, span.target ?? '', known)
    if (!feature) continue
    const byteStart = utf8Bytes(text.slice(0, span.from))
    facets.push({
      $type: 'app.bsky.richtext.facet',
      index: { byteStart, byteEnd: byteStart + utf8Bytes(text.slice(span.from, span.to)) },
      features: [feature],
    })
  }
  return facets
}

function featureOf(kind: string, target: string, known: KnownHandles): JsonObject | undefined {
  if (kind === 'link') return { $type: 'app.bsky.richtext.facet#link', uri: target }
  if (kind === 'hashtag') return { $type: 'app.bsky.richtext.facet#tag', tag: target }
  const did = known[target]
  return did ? { $type: 'app.bsky.richtext.facet#mention', did } : undefined
}

/** Handles mentioned in any of the texts, each once. */
export const handlesIn = (texts: string[]): string[] => [
  ...new Set(
    texts.flatMap((text) =>
      findSpans(text).flatMap((span) => (span.kind === 'mention' && span.target ? [span.target] : [])),
    ),
  ),
]

import type { JsonObject } from '../../kernel/json.ts'
import { utf8Bytes } from './compose.ts'
import { isDid } from './identity.ts'
import type { Sent } from './sent-text.ts'

/** DIDs by handle; a handle that belongs to nobody is left out, and stays plain text. */
export type KnownHandles = Record<string, string>

/** `app.bsky.richtext.facet`s of a text. Offsets are bytes of UTF-8. */
export function facetsOf({ text, spans }: Sent, known: KnownHandles): JsonObject[] {
  const facets: JsonObject[] = []
  for (const span of spans) {
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
  const did = isDid(target) ? target : known[target]
  return did ? { $type: 'app.bsky.richtext.facet#mention', did } : undefined
}

/** Handles mentioned in any of the texts, each once. */
export const handlesIn = (texts: Sent[]): string[] => [
  ...new Set(
    texts.flatMap(({ spans }) =>
      spans.flatMap(({ kind, target }) => (kind === 'mention' && target && !isDid(target) ? [target] : [])),
    ),
  ),
]

import type { Span } from '../../compose.ts'

const patterns: [Span['kind'], RegExp][] = [
  ['link', /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/g],
  ['hashtag', /(?<![\p{L}\p{N}_&/#])#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*/gu],
  ['mention', /(?<![p{L}p{N}_.@])@[A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?/g],
]

/** Addresses, tags and names in a text, as the networks of this family make them alive. What stands within an address stays dead. */
export function spansIn(text: string, kinds: Span['kind'][]): Span[] {
  const spans: Span[] = []
  for (const [kind, pattern] of patterns) {
    if (!kinds.includes(kind)) continue
    for (const found of text.matchAll(pattern)) {
      const [from, to] = [found.index, found.index + found[0].length]
      if (spans.every((one) => to <= one.from || from >= one.to)) spans.push({ from, to, kind, target: found[0] })
    }
  }
  return spans.sort((a, b) => a.from - b.from)
}

export const linksIn = (text: string): string[] => [...new Set(spansIn(text, ['link']).map((one) => one.target ?? ''))]

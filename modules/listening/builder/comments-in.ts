import type { Span } from '../matcher/query.ts'

export type Comment = Span & { text: string }

const closers: Record<string, string> = { '"': '"', '“': '”"', '”': '”"', '„': '“”"', '«': '»"', '»': '«»"' }

/** The notes that its author made to herself in a query; what stands between quotation marks is none. */
export function commentsIn(text: string): Comment[] {
  const found: Comment[] = []
  for (let at = 0; at < text.length; at++) {
    const ends = closers[text.charAt(at)]
    if (ends) at = closedAt(text, at + 1, ends)
    else if (text.startsWith('<<<', at)) {
      const end = text.indexOf('>>>', at)
      if (end < 0) break
      found.push({ from: at, to: end + 3, text: text.slice(at + 3, end).trim() })
      at = end + 2
    }
  }
  return found
}

function closedAt(text: string, from: number, ends: string): number {
  let at = from
  while (at < text.length && !ends.includes(text.charAt(at))) at++
  return at
}

export const printComment = (text: string): string => `<<< ${text.replaceAll('>>>', '>> >').trim()} >>>`

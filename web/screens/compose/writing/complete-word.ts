/** A mention or a hashtag the caret stands in: what of it is typed before the caret, and the whole stretch it takes. */
export type Begun = { sign: '@' | '#'; word: string; from: number; to: number }

const begun = /(?:^|[\s([{„“"'«])([@#])([\p{L}\p{N}_.@-]*)$/u

export function wordBefore(text: string, caret: number): Begun | null {
  const found = begun.exec(text.slice(Math.max(0, caret - 80), caret))
  if (!found) return null
  const [, sign, word = ''] = found
  if (sign !== '@' && sign !== '#') return null
  const rest = /^[\p{L}\p{N}_]*/u.exec(text.slice(caret))?.[0].length ?? 0
  return { sign, word, from: caret - word.length - 1, to: caret + rest }
}

/** A word met before, and how often. */
export type KnownWord = { word: string; count: number }

/** Known words that go on from what was typed, most used first. */
export function completions(begunWord: Begun, known: readonly string[], limit = 6): KnownWord[] {
  const typed = begunWord.word.toLowerCase()
  const counts = new Map<string, number>()
  for (const word of known) {
    if (word.startsWith(begunWord.sign) && word.length > 1) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts]
    .filter(([word]) => word.slice(1).toLowerCase().startsWith(typed) && word.slice(1).toLowerCase() !== typed)
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([word, count]) => ({ word, count }))
}

/** Every mention and hashtag standing in these texts, as often as it stands there. */
export const tagsIn = (texts: readonly string[]): string[] =>
  texts.flatMap((text) =>
    [...text.matchAll(/(?:^|[\s(])([@#][\p{L}\p{N}_][\p{L}\p{N}_.@-]*)/gu)].map((found) => trimEnd(found[1] ?? '')),
  )

const trimEnd = (word: string) => word.replace(/[.@-]+$/, '')

/** Puts words in place of a stretch and tells where the caret goes; a space follows unless one stands there. */
export function putIn(
  text: string,
  from: number,
  to: number,
  words: string,
  space = false,
): { text: string; caret: number } {
  const after = text.slice(to)
  const tail = space && !/^\s/.test(after) ? ' ' : ''
  return { text: text.slice(0, from) + words + tail + after, caret: from + words.length + (space ? 1 : 0) }
}

/** The sign of a mention or hashtag to be begun at the caret: apart from the word before it. */
export const signAt = (text: string, caret: number, sign: Begun['sign']): string =>
  /[\p{L}\p{N}_]$/u.test(text.slice(0, caret)) ? ` ${sign}` : sign

/** The last address in a text that looks finished: followed by a space, or not being typed now. */
export function linkIn(text: string): string | null {
  const found = [...text.matchAll(/https?:\/\/[^\s<>"'«»]+/giu)].map((match) => match[0].replace(/[.,;:!?)\]]+$/, ''))
  return found.find((address) => URL.canParse(address) && new URL(address).hostname.includes('.')) ?? null
}

export type Findable = { title: string; topic: string; body: string }

/**
 * How well an article fits words somebody wrote, 0 when not at all: for each different word of at least three letters, 6 for
 * one that begins a word of the title, 3 of the topic, 1 of the text, weighed by its length so that "the" says less than
 * "refund". Words are compared by their beginning, without accents and case, since six languages bend their endings.
 */
export function fitOf(article: Findable, words: string[]): number {
  const [title, topic, body] = [article.title, article.topic, article.body].map(stemsOf)
  let fit = 0
  for (const word of words) {
    const weight = Math.min(word.length, 8) / 4
    if (title && begins(title, word)) fit += 6 * weight
    if (topic && begins(topic, word)) fit += 3 * weight
    if (body && begins(body, word)) fit += weight
  }
  return fit
}

/** The different words of a text that say something, at most sixteen, cut to the part that does not bend. */
export function tellingWords(text: string): string[] {
  const found = wordsOf(text).filter((word) => word.length >= 3)
  return [...new Set(found.map(stemOf))].sort((a, b) => b.length - a.length).slice(0, 16)
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** Long words lose up to three letters at their end. */
const stemOf = (word: string) =>
  word.slice(0, Math.max(3, word.length > 5 ? word.length - Math.min(3, word.length - 5) : word.length))
const stemsOf = (text: string) => new Set(wordsOf(text))

const begins = (words: Set<string>, start: string) => {
  for (const word of words) if (word.startsWith(start)) return true
  return false
}

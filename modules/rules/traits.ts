/** Pure looks at a text, as conditions and the recognition of spam need them. */

const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|[#*0-9]\ufe0f?\u20e3/gu
const invisible = /[\p{Cf}\p{M}\s]/gu

/** Emoji and nothing else but gaps. */
export function isEmojiOnly(text: string): boolean {
  if (!text.match(emoji)) return false
  return (
    text
      .replace(emoji, '')
      .replace(/\p{Emoji_Modifier}/gu, '')
      .replace(invisible, '') === ''
  )
}

/** Nothing that anybody sees. */
export const isEmpty = (text: string): boolean => text.replace(/[\p{Cf}\p{M}\s\u115f\u1160\u3164\uffa0]/gu, '') === ''

const fewLetters = 10

/** The percentage of capital letters; 0 for fewer than ten letters, which say nothing. */
export function percentOfCapitals(text: string): number {
  const letters = text.match(/\p{Lu}|\p{Ll}/gu) ?? []
  if (letters.length < fewLetters) return 0
  return (100 * letters.filter((one) => /\p{Lu}/u.test(one)).length) / letters.length
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Characters as people count them; what is far too long is counted in parts of it. */
export function lengthOf(text: string): number {
  const first = text.slice(0, 20_000)
  let count = 0
  for (const _ of segmenter.segment(first)) count++
  return count + (text.length - first.length)
}

export const shareOfEmoji = (text: string): number => {
  const found = text.match(emoji)?.length ?? 0
  return found === 0 ? 0 : found / Math.max(1, text.replace(invisible, '').length / 2)
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const bytes = new TextEncoder()
const isEmoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u

/** Characters, but an emoji weighs as many as it has bytes in UTF-8: https://developers.facebook.com/docs/threads/posts (read 2026-11-22). */
export function lengthOf(text: string): number {
  let length = 0
  for (const { segment } of graphemes.segment(text))
    length += isEmoji.test(segment) ? bytes.encode(segment).length : [...segment].length
  return length
}

const reserved = '|{}@[]()<>#*_~\\'
const mention = /^@\[((?:\\.|[^\]\\])*)\]\(urn:li:(?:organization|person):[\w-]+\)/
const hashtag = /^\{hashtag\|\\?#\|((?:\\.|[^}\\])*)\}/

/** Reads little text sign by sign, as its grammar says; `wrong` is a reserved sign that stands bare. */
export function seenLength(commentary: string): { text: string; length: number; wrong?: string } {
  let text = ''
  for (let at = 0; at < commentary.length; ) {
    const rest = commentary.slice(at)
    const special = mention.exec(rest) ?? hashtag.exec(rest)
    const sign = commentary[at] ?? ''
    if (special) {
      text += (special[0].startsWith('{') ? '#' : '') + (special[1] ?? '').replace(/\\(.)/g, '$1')
      at += special[0].length
    } else if (sign === '\\' && reserved.includes(commentary[at + 1] ?? ' ')) {
      text += commentary[at + 1]
      at += 2
    } else if (sign === '#' && /^#[\p{L}\p{N}]/u.test(rest) && !/[\p{L}\p{N}_]$/u.test(text)) {
      text += sign
      at += 1
    } else if (reserved.includes(sign)) return { text, length: text.length, wrong: sign }
    else {
      text += sign
      at += 1
    }
  }
  return { text, length: text.length }
}

/**
 * The network's own arithmetic, apart from what connectors use: https://docs.x.com/fundamentals/counting-characters (read 2026-11-22).
 * Addresses of known endings count 23 and are shortened; most signs of Latin, Cyrillic and the like count one, others two, an emoji two.
 */
const endings = 'com|org|net|io|dev|app|shop|cafe|coffee|bg|ua|se|cz|pl|eu|uk|de|fr|me|co|info|store|blog'
const nobodys = 'example|test|invalid|localhost|local|internal'
const rest = `(?![a-z0-9-]|\\.[a-z0-9])(?:[/?#][^\\s]*[^\\s.,;:!?'")])?`
/** With its scheme an address may end as it likes; without one only known endings make a word an address. */
const address = new RegExp(
  `https?://(?:[a-z0-9-]+\\.)+(?!(?:${nobodys})(?![a-z0-9-]))[a-z]{2,}${rest}|(?<![a-z0-9@/.-])(?:[a-z0-9-]+\\.)+(?:${endings})${rest}`,
  'gi',
)
const emoji = /\p{RGI_Emoji}|\p{Extended_Pictographic}/v
const light = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
]

export function weightOf(text: string): number {
  let weight = 0
  const words = text.normalize('NFC').replace(address, () => {
    weight += 23
    return ''
  })
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(words))
    weight += emoji.test(segment) ? 2 : [...segment].reduce((sum, sign) => sum + signWeight(sign), 0)
  return weight
}

const signWeight = (sign: string) => {
  const code = sign.codePointAt(0) ?? 0
  return light.some(([from = 0, to = 0]) => code >= from && code <= to) ? 1 : 2
}

export type ShortAddress = {
  start: number
  end: number
  url: string
  expanded_url: string
  display_url: string
  media_key?: string
}

/** The text as the API tells it: addresses shortened, files by an address at the end, `&`, `<`, `>` as in HTML. */
export function toldText(text: string, id: string, mediaKey?: string): { text: string; urls: ShortAddress[] } {
  const urls: ShortAddress[] = []
  let told = ''
  let at = 0
  const add = (expanded: string, key?: string) => {
    const url = `https://t.co/${BigInt(id).toString(36).slice(-8)}${urls.length}`
    const start = [...told].length
    told += url
    urls.push({
      start,
      end: start + url.length,
      url,
      expanded_url: /^https?:/.test(expanded) ? expanded : `http://${expanded}`,
      display_url: expanded.replace(/^https?:\/\/(www\.)?/, '').slice(0, 30),
      ...(key ? { media_key: key } : {}),
    })
  }
  for (const found of text.matchAll(address)) {
    told += escaped(text.slice(at, found.index))
    add(found[0])
    at = found.index + found[0].length
  }
  told += escaped(text.slice(at))
  if (mediaKey) {
    if (told !== '') told += ' '
    add(`https://x.com/i/status/${id}/photo/1`, mediaKey)
  }
  return { text: told, urls }
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

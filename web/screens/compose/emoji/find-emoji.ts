/** An emoji with what people call it in one language: the first word is its name. */
export type NamedEmoji = { emoji: string; name: string; words: string[] }
export type EmojiGroup = { id: string; emoji: NamedEmoji[] }
export type OrderedGroup = { id: string; emoji: string }

/** Joins the order with one language's words; both lists run in parallel. */
export function nameEmoji(order: readonly OrderedGroup[], words: readonly string[]): EmojiGroup[] {
  let at = 0
  return order.map((group) => ({
    id: group.id,
    emoji: group.emoji.split(' ').map((emoji) => {
      const [name = emoji, ...rest] = (words[at++] || emoji).split('|')
      return { emoji, name, words: [name, ...rest].map(fold) }
    }),
  }))
}

/** All typed words must begin a word of the emoji; a match at the name's beginning stands first. */
export function findEmoji(groups: readonly EmojiGroup[], typed: string, limit = 120): NamedEmoji[] {
  const wanted = fold(typed).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return []
  const ranked: { one: NamedEmoji; rank: number }[] = []
  for (const one of groups.flatMap((group) => group.emoji)) {
    const rank = rankOf(one, wanted)
    if (rank !== null) ranked.push({ one, rank })
  }
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ one }) => one)
}

function rankOf(one: NamedEmoji, wanted: string[]): number | null {
  let rank = 0
  for (const word of wanted) {
    const whole = one.words.indexOf(word)
    if (whole === 0) continue
    if (whole > 0) rank += 1
    else if (one.words[0]?.startsWith(word)) rank += 2
    else if (one.words.some((known) => begins(known, word))) rank += 3
    else return null
  }
  return rank
}

const begins = (known: string, word: string) => known.startsWith(word) || known.includes(` ${word}`)
const fold = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u0305\u0307-\u036f]/g, '')
    .normalize('NFC')
    .trim()

const tones = ['', '\u{1F3FB}', '\u{1F3FC}', '\u{1F3FD}', '\u{1F3FE}', '\u{1F3FF}'] as const
export const toneCount = tones.length

/** Puts a skin tone after every part that takes one; an emoji that takes none stays as it is. */
export function toned(emoji: string, tone: number): string {
  const mark = tones[tone]
  if (!mark) return emoji
  return [...emoji.matchAll(/\p{Emoji_Modifier_Base}\uFE0F?|./gsu)]
    .map(([piece]) => (/^\p{Emoji_Modifier_Base}/u.test(piece) ? piece.replace('\uFE0F', '') + mark : piece))
    .join('')
}

const guesses = ['windows-1251', 'windows-1250', 'windows-1252', 'koi8-u'] as const

/** Encodings that a person may choose when ours was a wrong guess. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', ...guesses] as const

/**
 * The text of a file that does not say its encoding: by its mark, as UTF-8 where it is valid, else the old encoding
 * of Central or Eastern Europe in which it reads most like words.
 */
export function decodeText(bytes: Uint8Array, wanted?: string): { text: string; encoding: string } {
  if (wanted && encodings.some((one) => one === wanted))
    return { text: new TextDecoder(wanted).decode(bytes), encoding: wanted }
  const marked = markOf(bytes)
  if (marked) return { text: new TextDecoder(marked).decode(bytes), encoding: marked }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return guess(bytes)
  }
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

function guess(bytes: Uint8Array): { text: string; encoding: string } {
  const read = guesses.map((encoding) => {
    const text = new TextDecoder(encoding).decode(bytes)
    return { encoding, text, score: scoreOf(text.slice(0, 20_000)) }
  })
  return read.reduce((best, one) => (one.score > best.score ? one : best))
}

const common = /[оаеинтсрвлкмдпуяіїєъ]/g
const diacritics = /[áčďéěíňóřšťúůýžąćęłńóśźżåäöüő]/g
const unlikely = /[\u0080-\u009f\u2500-\u259f]|[a-z][А-Я]|[а-я][A-Z]|\p{Ll}\p{Lu}|[¤¦¬±µ¶]/gu

/** Letters that these languages use often count for a reading, signs that no plan contains count against it. */
function scoreOf(text: string): number {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  return count(common) + count(diacritics) - 4 * count(unlikely)
}

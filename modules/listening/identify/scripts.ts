/** Alphabets that tell the language by themselves: the first, unless what is known of the post speaks for another. */
export const languagesOfScript: Record<string, readonly string[]> = {
  arabic: ['ar', 'fa', 'ur', 'ps', 'ckb', 'ug'],
  armenian: ['hy'],
  devanagari: ['hi', 'mr', 'ne', 'sa'],
  georgian: ['ka'],
  han: ['zh', 'ja', 'yue'],
  hangul: ['ko'],
  hebrew: ['he', 'yi'],
  kana: ['ja'],
  thai: ['th'],
}

const ranges: readonly (readonly [from: number, to: number, script: string])[] = [
  [0x531, 0x58f, 'armenian'],
  [0x5d0, 0x5f4, 'hebrew'],
  [0x620, 0x6ff, 'arabic'],
  [0x900, 0x97f, 'devanagari'],
  [0xe01, 0xe5b, 'thai'],
  [0x10a0, 0x10ff, 'georgian'],
  [0x1100, 0x11ff, 'hangul'],
  [0x3040, 0x30ff, 'kana'],
  [0x3400, 0x4dbf, 'han'],
  [0x4e00, 0x9fff, 'han'],
  [0xac00, 0xd7a3, 'hangul'],
]

/** The alphabet a UTF-16 unit is of, among those that tell a language. */
export const scriptOf = (code: number): string | undefined =>
  ranges.find(([from, to]) => code >= from && code <= to)?.[2]

/** The alphabet of most letters; of Japanese the kana tell it, however many of the signs are Han. */
export function mainScript(letters: ReadonlyMap<string, number>): { script: string; count: number } | undefined {
  let count = 0
  let main: string | undefined
  for (const [script, many] of letters) {
    if (many > (main ? (letters.get(main) ?? 0) : 0)) main = script
    count += many
  }
  if (!main) return undefined
  return { script: main === 'han' && (letters.get('kana') ?? 0) > 0 ? 'kana' : main, count }
}

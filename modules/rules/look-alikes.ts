/**
 * Which letters pass for which. Every letter belongs to one shape, named by the Latin letter where there is one: Cyrillic `с`, Greek
 * `ϲ` and Latin `c` are the shape `c` in both cases and are never told apart. What only sometimes passes for another letter
 * (`n` for `п`, `3` for `з` and `e`) is a second reading. Diacritics are gone before a letter is looked up here.
 *
 * After the idea of Unicode's confusables (UTS #39), written for the letters of Latin, Cyrillic and Greek that people really use to
 * hide a word. Two letters for one (`rn` for `m`) are left out: too many honest words have them.
 */
const sameShape: [shape: string, letters: string][] = [
  ...([
    ['a', 'аαɑᴀɐꭺⲁ'],
    ['b', 'вβʙᏼƅ'],
    ['c', 'сϲᴄςⅽꮯ'],
    ['d', 'ԁᴅđɖꭰ'],
    ['e', 'еεᴇǝɘɛℯҽꭼ'],
    ['f', 'ғƒꜰϝ'],
    ['g', 'ɡɢɠց'],
    ['h', 'нһʜհħⱨ'],
    ['i', 'іιıɪɩӏі'],
    ['j', 'јϳᴊʝ'],
    ['k', 'кκᴋҝқ'],
    ['l', 'ʟłƚⅼ'],
    ['m', 'мᴍɯʍⅿ'],
    ['n', 'ηɴոŋ'],
    ['o', 'оοᴏօσøɵⲟ'],
    ['p', 'рρᴘþҏ'],
    ['q', 'ԛզ'],
    ['r', 'ʀɹꭱ'],
    ['s', 'ѕꜱʂƨ'],
    ['t', 'тτᴛŧʇ'],
    ['u', 'ᴜսʋ'],
    ['v', 'νᴠѵⅴ'],
    ['w', 'ԝᴡωѡɰ'],
    ['x', 'хχⅹҳ'],
    ['y', 'уүγʏỿүƴ'],
    ['z', 'ᴢʐƶζ'],
    ['г', 'ґᴦ'],
    ['л', 'λᴧ'],
    ['п', 'πᴨ'],
    ['ф', 'φ'],
    ['д', 'δ'],
  ] as [string, string][]),
]

const secondReadings: [letter: string, shapes: string][] = [
  ...([
    ['b', 'ьб'],
    ['i', 'l'],
    ['l', 'i'],
    ['n', 'п'],
    ['r', 'г'],
    ['u', 'иyv'],
    ['v', 'u'],
    ['w', 'ш'],
    ['x', 'ж'],
    ['б', 'b'],
    ['г', 'r'],
    ['з', 'e'],
    ['и', 'un'],
    ['п', 'n'],
    ['ц', 'u'],
    ['ш', 'w'],
    ['щ', 'w'],
    ['ъ', 'b'],
    ['ь', 'b'],
    ['э', 'e'],
    ['є', 'e'],
    ['я', 'r'],
    ['μ', 'mu'],
    ['η', 'h'],
    ['υ', 'uy'],
    ['ν', 'n'],
  ] as [string, string][]),
]

/** Signs and digits stand for letters only beside real ones. */
const signsRead: [sign: string, shapes: string][] = [
  ...([
    ['0', 'o'],
    ['1', 'il'],
    ['2', 'z'],
    ['3', 'eз'],
    ['4', 'aч'],
    ['5', 's'],
    ['6', 'bбg'],
    ['7', 't'],
    ['8', 'b'],
    ['9', 'gq'],
    ['@', 'a'],
    ['$', 's'],
    ['§', 's'],
    ['!', 'i'],
    ['¡', 'i'],
    ['|', 'il'],
    ['+', 't'],
    ['€', 'eє'],
    ['£', 'l'],
    ['¢', 'c'],
    ['©', 'c'],
    ['®', 'rя'],
    ['¥', 'y'],
    ['×', 'x'],
    ['∂', 'd'],
    ['°', 'o'],
  ] as [string, string][]),
]

/** How a Latin letter sounds in Cyrillic: a reading only of words that mix both, such as `пиzдец`. */
const soundsLike: [letter: string, shapes: string][] = [
  ...([
    ['b', 'б'],
    ['d', 'д'],
    ['f', 'ф'],
    ['g', 'г'],
    ['h', 'x'],
    ['i', 'и'],
    ['j', 'и'],
    ['l', 'л'],
    ['n', 'h'],
    ['p', 'п'],
    ['r', 'p'],
    ['s', 'c'],
    ['u', 'y'],
    ['v', 'b'],
    ['y', 'ыи'],
    ['z', 'з'],
  ] as [string, string][]),
]

const shapes = new Map(sameShape.flatMap(([shape, letters]) => [...letters].map((letter) => [letter, shape] as const)))
const seconds = new Map(secondReadings)
const signs = new Map(signsRead)
const sounds = new Map(soundsLike)

/** The one shape of a letter that is lower-case and without diacritics. */
const shapeOf = (letter: string): string => shapes.get(letter) ?? letter

/** Every shape a letter may stand for, its own first. */
export function readingsOf(letter: string): string {
  const own = shapeOf(letter)
  return own + (seconds.get(letter) ?? seconds.get(own) ?? '')
}

/** What a digit or sign stands for; '' when for no letter. */
export const signReadings = (sign: string): string => signs.get(sign) ?? ''

export const soundReadings = (letter: string): string => sounds.get(letter) ?? ''

const upright = (from: number, count: number): [number, number] => [from, count]
/** Blocks of the alphabet that Unicode's own folding leaves as they are: flags, white on black, in brackets. */
const alphabets = [
  upright(0x1f1e6, 26),
  upright(0x1f150, 26),
  upright(0x1f170, 26),
  upright(0x249c, 26),
  upright(0x1f110, 26),
]

/** The plain letter behind an enclosed one, such as 🅰 or 🇦. */
export function unboxed(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0
  const block = alphabets.find(([from, count]) => code >= from && code < from + count)
  return block ? String.fromCharCode(97 + code - block[0]) : undefined
}

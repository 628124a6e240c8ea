import type { PackLanguage } from './word-packs.ts'

/**
 * Words so frequent that a sentence hardly does without them. Languages near to one of the seven stand here too, only to be told
 * apart from it: a Slovak text is no Czech one.
 */
const frequent: Record<string, string> = {
  en: 'the and is are was you your it that this for with have has not but what from they will would can my we of to in on at be do how when please thanks me i a so if just very why where much',
  sv: 'och att det är som en på för med den har inte ett jag vi ni av till om kan men när var vad mig dig från hur så mycket här där varför min era ska hej tack skulle eller också',
  cs: 'a je to se na že v s ale jsem si ve za jak pro už by jste co tak není mi jen jsou kde být nebo máte mám dobrý den děkuji prosím kdy která který ještě když proč moc vám také ne kolik stojí',
  pl: 'i w nie na się to jest że z do jak co ale czy po tak za od mnie jestem są ma dla już tylko lub oraz gdzie kiedy proszę dziękuję dzień dobry mam macie bardzo dlaczego przez może był była jaki ile kosztuje',
  bg: 'и на да се не за от е с ли по как това че са ще си в ви ми го но или ако вече има няма къде кога моля благодаря много само при до тази този съм сте беше колко защо какво може ме',
  uk: 'і в на не що з та це як до за є ви але чи від ми про у й же ще вже тільки де коли будь ласка дякую дуже так мене вас який яка чому для був була якщо немає або мені скільки можна',
  ru: 'и в не на что я с а как это по но из у за от так же вы он бы к мы меня для есть ещё еще уже только где когда пожалуйста спасибо очень мне вас был была если нет или почему сколько можно до',
  de: 'der die das und ist nicht ich sie mit ein eine auf für zu den im wir von es auch wie aber noch bei nach wenn kann haben bitte danke sehr',
  fr: 'le la les et est pas je vous avec un une des pour que qui dans ce sur au il elle nous mais très merci bonjour du en ne plus',
  es: 'el la los que de y en no es por con una un para se lo muy pero como más gracias hola está mi su del al',
  it: 'il lo la che di e non è per con un una sono ma come più grazie ciao della nel si mi ho del questo',
  pt: 'o a os que de e não é por com uma um para se muito mas como mais obrigado olá está do da em no na eu você',
  nl: 'de het een en is niet ik je van dat met voor op te zijn maar wat ook er aan hoe bedankt heb nog wel',
  da: 'og at det er som en på for med den har ikke et jeg vi i af til om kan men når hvor hvad mig dig fra hvordan så meget her der hvorfor mange tak',
  no: 'og at det er som en på for med den har ikke et jeg vi dere av til om kan men når hvor hva meg deg fra hvordan så mye her der hvorfor takk',
  fi: 'ja on ei se että en ole mutta kun niin hän mitä minä tämä kuin oli voi kiitos hyvä jos missä milloin',
  sk: 'a je to sa na že v s ale som si vo za ako pre už by ste čo tak nie mi len sú kde byť alebo máte mám dobrý deň ďakujem prosím kedy ktorá ktorý ešte keď prečo veľmi vám tiež koľko stojí',
  hr: 'i je da se na u za ne su od što kako ali sam će bi s ili iz kao vam mi molim hvala gdje kada jako',
  ro: 'și este nu în la de cu pe o un mai ce să din pentru care sunt dar foarte mulțumesc bună',
  hu: 'a az és nem hogy is egy ez de van meg csak már mint ha én köszönöm nagyon hol mikor',
  tr: 've bir bu için çok da de ne mi var yok ben sen ama gibi teşekkürler nasıl kadar daha',
  be: 'і ў не на што з гэта як да за але ці ад мы пра вы яшчэ ўжо толькі дзе калі дзякуй вельмі так мяне які чаму для быў',
  sr: 'и је да се на у за не су од што како али сам ће би са или из као вам ми молим хвала где када јако није',
  mk: 'и на да се не за од е со ли по како ова дека се ќе си во ви ми го но или ако веќе има нема каде кога ве молам многу само',
}

/** Letters that only some of the alphabets have; each seen speaks for them, and its absence for nobody. */
const ownLetters: [letters: RegExp, of: string[]][] = [
  ...([
    [/[ыэё]/g, ['ru', 'be']],
    [/[єї]/g, ['uk']],
    [/ґ/g, ['uk']],
    [/і/g, ['uk', 'be']],
    [/ў/g, ['be']],
    [/ъ/g, ['bg', 'bg', 'ru']],
    [/щ/g, ['bg', 'uk', 'ru']],
    [/[јљњћђџ]/g, ['sr', 'mk']],
    [/[ѓќѕ]/g, ['mk']],
    [/[łżźśńęąć]/g, ['pl']],
    [/[ěřů]/g, ['cs']],
    [/[ščžýáíéúťďň]/g, ['cs', 'sk']],
    [/[ľĺŕäô]/g, ['sk']],
    [/[čšžćđ]/g, ['hr']],
    [/[åäö]/g, ['sv']],
    [/[øæ]/g, ['da', 'no']],
    [/[äö]/g, ['fi', 'de']],
    [/[üß]/g, ['de', 'tr']],
    [/[ñ¿¡]/g, ['es']],
    [/[ãõ]/g, ['pt']],
    [/[șțăâî]/g, ['ro']],
    [/[őű]/g, ['hu']],
    [/[ığş]/g, ['tr']],
    [/[àèçêœ]/g, ['fr']],
  ] as [RegExp, string[]][]),
]

const sets = Object.entries(frequent).map(([language, words]) => ({ language, words: new Set(words.split(' ')) }))
const known = new Set<string>(['en', 'bg', 'uk', 'sv', 'cs', 'pl', 'ru'])
const enough = 2

/**
 * Which of the seven languages a text is in, by its frequent words and the letters that only some have. Null when it is another
 * one, a mixture, or too short to tell: a wrong answer is worse than none.
 */
export function languageOf(text: string): PackLanguage | null {
  const plain = text
    .slice(0, 4_000)
    .normalize('NFC')
    .toLowerCase()
    .replace(/https?:\S+|[@#][\p{L}\p{N}_.]+/gu, ' ')
  const words = plain.match(/[\p{L}\p{M}’']+/gu) ?? []
  if (words.length === 0) return null
  const scores = new Map<string, number>()
  const add = (language: string, points: number) => scores.set(language, (scores.get(language) ?? 0) + points)
  for (const { language, words: usual } of sets) add(language, words.filter((word) => usual.has(word)).length)
  for (const [letters, of] of ownLetters) {
    const seen = Math.min(plain.match(letters)?.length ?? 0, 6)
    for (const language of of) add(language, (seen * 0.8) / (of.length > 1 && new Set(of).size > 1 ? 2 : 1))
  }
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1])
  if (!best || best[1] < enough || best[1] < words.length * 0.12) return null
  if (second && second[1] > best[1] * 0.85) return null
  return isKnown(best[0]) ? best[0] : null
}

const isKnown = (language: string): language is PackLanguage => known.has(language)

const allFrequent = new Set(sets.filter((one) => known.has(one.language)).flatMap((one) => [...one.words]))

/** One of the words that stand in every text of the seven languages. */
export const isFrequent = (word: string): boolean => allFrequent.has(word)

const everyFrequent = new Set(sets.flatMap((one) => [...one.words]))

/** The same of these and the languages around them. */
export const isFrequentAnywhere = (word: string): boolean => everyFrequent.has(word)

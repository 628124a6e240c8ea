import { foldWord } from '../matcher/read-word.ts'

/**
 * How else a name may be spelled: in Cyrillic as Bulgarians, Ukrainians and Russians would, or in Latin letters, by sound
 * and letter for letter. To be offered to who asks, never searched for unasked. Folded, likeliest first, without the word.
 */
export function spellings(name: string): string[] {
  const word = foldWord(name.trim())
  const from = /^[a-z]+$/.test(word) ? intoCyrillic : /^[а-яєіїґ']+$/.test(word) ? intoLatin : []
  const found = from.flatMap((rules) => spelled(word, rules))
  return [...new Set(found)].filter((one) => one !== word && one.length > 1).slice(0, mostSpellings)
}

const mostSpellings = 12
const mostBranches = 16
const longestPiece = 5

/** A piece of a word, what it may become; `^` begins a word, `$` ends it. */
type Rules = Map<string, string[]>

/** Every way of reading the word, the longest pieces first; the first choice of each piece makes the likeliest. */
function spelled(word: string, rules: Rules): string[] {
  const text = `^${word}$`
  let [made, at] = [[''], 0]
  while (at < text.length) {
    const piece = pieceAt(text, at, rules)
    const choices = rules.get(piece) ?? [/[$^]/.test(piece) ? '' : piece]
    made = choices.flatMap((choice) => made.map((one) => one + choice)).slice(0, mostBranches)
    at += piece.length
  }
  return made
}

function pieceAt(text: string, at: number, rules: Rules): string {
  for (let length = longestPiece; length > 1; length--) {
    const piece = text.slice(at, at + length)
    if (rules.has(piece)) return piece
  }
  return text.charAt(at)
}

const rulesFrom = (lines: string): Rules =>
  new Map(
    lines
      .trim()
      .split(/\s+/)
      .map((pair) => {
        const [piece = '', choices = ''] = pair.split('=')
        return [piece, choices.split(',')]
      }),
  )

/** As most brands are said in all three. */
const cyrillic = `
a=а b=б c=к d=д e=е f=ф g=г h=х i=и j=дж k=к l=л m=м n=н o=о p=п q=к r=р s=с t=т u=у v=в w=у,в x=кс y=и z=з
sh=ш ch=ч th=т ph=ф ck=к qu=кв zh=ж kh=х ts=ц oo=у ee=и ce=се ci=си cy=си tz=ц sch=ш tch=ч ss=с,сс ll=л,лл tt=т,тт
ia=ия ya=я yu=ю yo=йо ay=ей ey=ей oy=ой ^y=й ai=ай ow=оу ew=ю gh=г
ke$=к,ке ne$=н,не le$=л,ле te$=т,те se$=с,се ce$=с,це me$=м,ме re$=р,ре ve$=в,ве ge$=ж,дж fe$=фе pe$=п,пе e$=е
`
const bulgarian = `${cyrillic} y$=и lio=льо nio=ньо io=ио,йо sht=щ`
const russian = `${cyrillic} y$=и,ы lt=льт,лт ld=льд,лд lk=льк,лк ^e=э io=ио,ьо yo=ё h=х,г j=дж,ж`
const ukrainian = `
${cyrillic} i=і e=е,є y=и,і y$=і lt=льт,лт ld=льд,лд ia=ія io=іо ee=і ci=сі cy=сі ^e=е ^i=і h=х,г g=г,ґ yi=ї ye=є we=ве
di=ді,ди ti=ті,ти si=сі,си zi=зі,зи ri=рі,ри chi=чі,чи shi=ші,ши
`
const intoCyrillic = [bulgarian, russian, ukrainian].map(rulesFrom)

const latin = `
а=a б=b в=v г=g д=d е=e ж=zh,j з=z и=i й=y,i к=k,c л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h,kh ц=ts,c ч=ch ш=sh щ=sht,shch
ъ=a ы=y ь= э=e ю=yu,iu я=ya,ia є=ye,ie і=i ї=yi,i ґ=g '= кс=x,ks дж=j,dzh кв=qu,kv ия$=ia,iya ія$=ia,iya ай=ai,ay ей=ey,ay уо=wo льт=lt
`
const intoLatin = [latin, `${latin} г=h,g и=y,i щ=shch х=kh,h ий$=yi,y`].map(rulesFrom)

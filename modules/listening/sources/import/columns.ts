import { importMeanings } from '../api.ts'

export type ImportField = (typeof importMeanings)[number]

/** As tools of listening and people of six languages call their columns. */
const names: Record<ImportField, RegExp> = {
  date: /^(date|datum|data|дата|published( at| date)?|created( at)?|timestamp|date ?time|post(ed)? (date|at)|дата (публикации|публикации и время|публікації)|at)$/,
  time: /^(time|час|время|tid|čas|godzina|hour)$/,
  text: /^(text|full text|content|contents|message|body|snippet|mention|post|hit sentence|opening text|текст|сообщение|повідомлення|съобщение|obsah|zpráva|treść|tekst|innehåll|quote)$/,
  title: /^(title|headline|subject|заголовок|заглавие|rubrik|titulek|nadpis|tytuł)$/,
  url: /^(url|link|permalink|source url|mention url|post url|ссылка|адрес|посилання|адреса|връзка|odkaz|adres|länk)$/,
  author: /^(author( name)?|user(name)?|screen name|name|from|influencer|автор|författare|autor)$/,
  authorUrl: /^(author (url|link|profile)|profile( url)?|профиль|профіль автора|профиль автора|profil)$/,
  followers:
    /^(followers|author followers|twitter followers|followers count|subscribers|подписчики|аудитория|підписники|аудиторія|последователи|följare|sledující|obserwujący)$/,
  network:
    /^(network|platform|source( type| name)?|media type|page type|channel|content source( name)?|источник|площадка|джерело|мрежа|källa|plattform|síť|zdroj|źródło|kanał)$/,
  site: /^(site|domain|host|сайт|домен|webbplats|web|doména|witryna|domena)$/,
  language: /^(lang(uage)?|язык|мова|език|språk|jazyk|język)$/,
  country: /^(country( code)?|location|страна|країна|държава|land|země|kraj)$/,
  tone: /^(sentiment|tone|tonality|тональность|тональність|тоналност|känsla|ton|tonalita|sentyment|wydźwięk)$/,
  likes: /^(likes?( count)?|reactions|favou?rites|лайки|вподобання|харесвания|gillar|lajky|polubienia)$/,
  comments: /^(comments?( count)?|replies|комментарии|коментарі|коментари|kommentarer|komentáře|komentarze)$/,
  reshares:
    /^(shares?( count)?|reshares|reposts|retweets|репосты|поширення|споделяния|delningar|sdílení|udostępnienia)$/,
  views: /^(views?( count)?|impressions|просмотры|перегляди|показвания|visningar|zobrazení|wyświetlenia)$/,
  reach: /^(reach( estimate)?|potential reach|охват|охоплення|обхват|räckvidd|dosah|zasięg)$/,
  tags: /^(tags|hashtags|теги|теґи|етикети|taggar|tagy|tagi)$/,
}

/** Each column as its name tells; each meaning once, '' for what no name tells. */
export function guessColumns(headers: readonly string[]): (ImportField | '')[] {
  const taken = new Set<string>()
  return headers.map((header) => {
    const name = header
      .trim()
      .toLowerCase()
      .replaceAll(/[_.-]+/g, ' ')
      .replaceAll(/\s+/g, ' ')
    const field: ImportField | '' = importMeanings.find((one) => !taken.has(one) && names[one].test(name)) ?? ''
    if (field) taken.add(field)
    return field
  })
}

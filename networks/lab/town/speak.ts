import type { Random } from '../random.ts'
import type { SpokenBrand } from './brand.ts'
import { type Saying, say } from './frame.ts'
import type { TownAuthor, TownLanguage, TownPost, TownSceneKind } from './post.ts'
import { capital, dressed, ended } from './style.ts'
import { type Line, passing, townWords } from './words.ts'

export type Spoken = {
  id: string
  at: Date
  author: TownAuthor
  line: Line
  /** A second sentence of the same tone. */
  also?: Line
  brand?: SpokenBrand
  rival?: SpokenBrand
  scene?: TownSceneKind
  under?: TownPost
  /** Said as it stands, as by those who weigh their words. */
  plain?: boolean
}

/** A line in somebody's mouth. */
export function speak(
  { id, at, author, line, also, brand, rival, scene, under, plain }: Spoken,
  random: Random,
): TownPost {
  const { language } = author
  const words = townWords()[language]
  const said = brand?.said[language]
  const saying: Saying = {
    ...{ random, feminine: author.feminine, brand: said, rival: rival?.said[language] },
    ...{ campaign: `${said?.tag ?? ''}${words.campaignTag}`, links: [], tags: [], brands: [] },
  }
  const bare = also ? `${ended(say(line.frame, saying))} ${capital(say(also.frame, saying))}` : say(line.frame, saying)
  const text = plain ? bare : dressed(bare, line, words, saying)
  if (brand && !saying.brands.includes(brand.key) && (text.includes('@') || saying.tags.includes(said?.tag ?? '')))
    saying.brands.push(brand.key)
  const mentions = text.startsWith('@') && said ? [said.handle] : []
  const reach = author.followers ** 0.6 * random.next() ** 3
  return {
    ...{ id, kind: under ? 'reply' : 'post', at, author, text, language },
    ...(under ? { replyTo: under.id, root: under.root ?? under.id } : {}),
    ...{ links: saying.links, tags: saying.tags, mentions },
    ...{ likes: Math.round(reach), reposts: Math.round(reach / 6) },
    ...(brand ? { about: brand.key } : {}),
    brands: saying.brands,
    ...{ tone: line.tone, intent: line.intent, topic: line.topic },
    ...(scene ? { scene } : {}),
  }
}

/** Somebody passes on what was said: a copy that knows of what. */
export function repost(id: string, at: Date, author: TownAuthor, of: TownPost): TownPost {
  const original = of.repostOf ?? of.id
  const copy: TownPost = { ...of, id, kind: 'repost', at, author, repostOf: original, duplicateOf: original }
  return { ...copy, likes: 0, reposts: 0 }
}

/** A stranger's words in a language of their own. */
export function strangers(id: string, at: Date, author: TownAuthor, random: Random): TownPost {
  const { text, language } = random.pick(passing)
  const nothing = { links: [], tags: [], mentions: [], brands: [], likes: random.below(20), reposts: 0 }
  const truth = { tone: 'neutral', intent: 'other', topic: 'passing' } as const
  return { id, kind: 'post', at, author, text, language, ...nothing, ...truth }
}

/** The lines that can be said of this brand, with a rival at hand or not. */
export function lineAbout(brand: SpokenBrand, language: TownLanguage, hasRival: boolean, random: Random): Line {
  const words = townWords()[language]
  const dice = random.next()
  const tone = dice < 0.3 ? 'negative' : dice < 0.65 ? 'neutral' : 'positive'
  const { trades } = brand.said[language]
  const ofTrade = trades.length > 0 && random.next() < 0.35 ? words.trade[random.pick(trades)]?.[tone] : undefined
  const lines = ofTrade && ofTrade.length > 0 ? ofTrade : random.next() < 0.05 ? words.promotion : words.brand[tone]
  let line = random.pick(lines)
  while (line.frame.rival && !hasRival) line = random.pick(lines)
  return line
}

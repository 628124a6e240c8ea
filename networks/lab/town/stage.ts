import { type Random, randomFrom } from '../random.ts'
import { celebrity, ownAccount, throwaway } from './authors.ts'
import type { SpokenBrand } from './brand.ts'
import type { TownAuthor, TownErasure, TownLanguage, TownPost } from './post.ts'
import type { PlannedScene } from './scenes.ts'
import { passedOn } from './spam.ts'
import { lineAbout, repost, speak } from './speak.ts'
import { townWords, type Words } from './words.ts'

/** What a scene needs of the town. */
export type Crowd = { anybody: (language: TownLanguage) => TownAuthor; elsewhere: () => TownAuthor; hasRival: boolean }
/** A scene that plays: what opens it, what else comes at a fixed moment, and one post more of its crowd. */
export type Stage = {
  scene: PlannedScene
  brand: SpokenBrand
  fixed: (TownPost | TownErasure)[]
  next: (id: string, at: Date, crowd: Crowd, random: Random) => TownPost
}

/** The same for the same seed and scene, whoever opens it and when. */
export function openStage(seed: string, scene: PlannedScene, brand: SpokenBrand): Stage {
  const random = randomFrom(`${seed} stage ${scene.id}`)
  const country = townWords()[brand.home].places[0]?.country ?? ''
  const given: Opening = { seed, scene, brand, words: townWords()[brand.home], country, random }
  if (scene.kind === 'crisis') return crisis(given)
  if (scene.kind === 'campaign') return campaign(given)
  if (scene.kind === 'spam') return spam(given)
  if (scene.kind === 'notice') return notice(given)
  return { scene, brand, fixed: [], next: (id, at, crowd, dice) => aboutIt(given, id, at, crowd, dice) }
}

type Opening = {
  seed: string
  scene: PlannedScene
  brand: SpokenBrand
  words: Words
  country: string
  random: Random
}

const after = (scene: PlannedScene, hours: number) => new Date(Math.floor(scene.at.getTime() + hours * 3_600_000))

function crisis({ seed, scene, brand, words, country, random }: Opening): Stage {
  const story = random.below(words.crises.length)
  const own = words.crises[story]
  if (!own) throw new Error(`${words.language} tells of no crisis`)
  const told = { brand, scene: scene.kind, plain: true }
  const witness = { ...celebrity(`${seed} ${scene.id}`, brand.home, country), followers: 4_000 + random.below(60_000) }
  const lead = speak(
    { ...told, id: scene.id, at: scene.at, author: { ...witness, kind: 'person' }, line: random.pick(own.lead) },
    random,
  )
  const official = ownAccount(brand, country)
  const denial = speak(
    { ...told, id: `${scene.id}-answer`, at: after(scene, 3.2), author: official, line: random.pick(own.denial) },
    random,
  )
  const erased: TownErasure = { kind: 'erasure', id: lead.id, at: after(scene, 6 + 2 * random.next()) }
  const recent: TownPost[] = []
  return {
    ...{ scene, brand },
    fixed: [lead, denial, ...(random.next() < 0.3 ? [erased] : [])],
    next: (id, at, crowd, dice) => {
      const hours = (at.getTime() - scene.at.getTime()) / 3_600_000
      const author = dice.next() < 0.85 ? crowd.anybody(brand.home) : crowd.elsewhere()
      const { language } = author
      const shared = dice.next() < 0.75 || recent.length === 0 ? lead : dice.pick(recent)
      if (dice.next() < 0.38 && language === shared.author.language) return repost(id, at, author, shared)
      const lines = townWords()[language].crises[story] ?? own
      const line = dice.pick(lines[partOf(hours, dice)])
      const answers = dice.next() < 0.25 && language === brand.home && shared.repostOf === undefined
      const more = dice.next() < 0.5 && line.tone === 'negative' ? dice.pick(lines.angry) : line
      const under = answers ? { under: shared } : {}
      const also = more === line ? {} : { also: more }
      const post = speak({ id, at, author, line, brand, scene: 'crisis', ...also, ...under }, dice)
      recent.push(post)
      if (recent.length > 40) recent.shift()
      return post
    },
  }
}

/** First anger and rumours; when the brand has spoken, denials between them. */
function partOf(hours: number, random: Random): 'angry' | 'rumour' | 'joke' | 'denial' {
  const dice = random.next()
  if (hours < 3) return dice < 0.55 ? 'angry' : dice < 0.85 ? 'rumour' : 'joke'
  return dice < 0.35 ? 'angry' : dice < 0.5 ? 'rumour' : dice < 0.65 ? 'joke' : 'denial'
}

function campaign({ scene, brand, words, country, random }: Opening): Stage {
  const told = { brand, scene: scene.kind }
  const official = ownAccount(brand, country)
  const lead = speak(
    { ...told, id: scene.id, at: scene.at, author: official, line: random.pick(words.campaign.lead), plain: true },
    random,
  )
  return {
    ...{ scene, brand },
    fixed: [lead],
    next: (id, at, crowd, dice) => {
      const author = dice.next() < 0.85 ? crowd.anybody(brand.home) : crowd.elsewhere()
      const own = author.language === brand.home
      if (dice.next() < 0.25 && own) return repost(id, at, author, lead)
      const lines = townWords()[author.language].campaign
      const line = dice.pick(dice.next() < 0.77 ? lines.keen : lines.asks)
      return speak({ ...told, id, at, author, line, ...(dice.next() < 0.15 && own ? { under: lead } : {}) }, dice)
    },
  }
}

function spam({ scene, brand, words, country, random }: Opening): Stage {
  const line = random.pick(words.spam.filter((one) => one.frame.source.includes('{brand')))
  const author = throwaway(random, brand.home, country)
  const first = speak({ id: scene.id, at: scene.at, author, line, brand, scene: 'spam', plain: true }, random)
  return {
    ...{ scene, brand },
    fixed: [first],
    next: (id, at, _crowd, dice) => passedOn(first, { id, at, author: throwaway(dice, brand.home, country) }, dice),
  }
}

function notice(given: Opening): Stage {
  const { seed, scene, brand, words, country, random } = given
  const author = celebrity(`${seed} ${scene.id}`, brand.home, country)
  const line = random.pick(words.notice)
  const lead = speak({ id: scene.id, at: scene.at, author, line, brand, scene: 'notice', plain: true }, random)
  return {
    ...{ scene, brand },
    fixed: [lead],
    next: (id, at, crowd, dice) => {
      const by = crowd.anybody(brand.home)
      const how = dice.next()
      if (how < 0.5) return repost(id, at, by, lead)
      if (how > 0.8) return aboutIt(given, id, at, crowd, dice)
      const reply = dice.pick(townWords()[by.language].replies.positive)
      return speak({ id, at, author: by, line: reply, brand, scene: 'notice', under: lead }, dice)
    },
  }
}

function aboutIt({ scene, brand }: Opening, id: string, at: Date, crowd: Crowd, random: Random): TownPost {
  const author = crowd.anybody(brand.home)
  return speak(
    { id, at, author, line: lineAbout(brand, author.language, false, random), brand, scene: scene.kind },
    random,
  )
}

import { type Random, randomFrom } from '../random.ts'
import { type Quarter, quartersOf } from './authors.ts'
import { type SpokenBrand, spoken, type TownBrand } from './brand.ts'
import { createLater } from './later.ts'
import { isPost, type TownEvent, type TownLanguage, type TownPost } from './post.ts'
import { createRecent } from './recent.ts'
import { awakeIn } from './rhythm.ts'
import { shapeOf, type TownScene } from './scenes.ts'
import { lineAbout, repost, speak, strangers } from './speak.ts'
import type { Crowd, Stage } from './stage.ts'
import { createTheatre } from './theatre.ts'
import { townWords } from './words.ts'

export type TalkOptions = {
  /** The same seed, moment and brands give the same talk. */
  seed: string
  from: Date
  brands: readonly TownBrand[]
  /** Posts an hour on average over day and week, scenes not counted. */
  perHour: number
  /** Which of them are about the brands; 0.12 where absent. */
  brandShare?: number
  /** What happens to the brands. */
  scenes?: readonly TownScene[]
  /** Beside that, every brand has its weeks. */
  chance?: boolean
  /** How many people there are; 20,000 where absent. */
  authors?: number
  /** Begins the ids of all but the openings of scenes, so that several talks of one town can stand together. */
  idPrefix?: string
}

/** Public talk without an end: posts alone. */
export function* townTalk(options: TalkOptions): Generator<TownPost, never> {
  for (const event of townEvents(options)) if (isPost(event)) yield event
  throw new Error('the town never falls silent')
}

const minuteMs = 60_000

/** Public talk without an end, in order of time: posts, and what people change of them or take back. Throws for what cannot be talked about. */
export function* townEvents(options: TalkOptions): Generator<TownEvent, never> {
  const town = openTown(options)
  for (let minute = Math.floor(options.from.getTime() / minuteMs); ; minute++) {
    const end = (minute + 1) * minuteMs
    const streams = town.streamsIn(minute * minuteMs)
    const perMs = streams.reduce((sum, one) => sum + one.perMs, 0)
    let at = Math.max(minute * minuteMs, options.from.getTime())
    for (;;) {
      at += perMs > 0 ? -Math.log(1 - town.random.next()) / perMs : Number.POSITIVE_INFINITY
      for (let due = town.later.due(Math.min(at, end)); due; due = town.later.due(Math.min(at, end))) yield due
      if (at >= end) break
      yield town.next(pickStream(streams, perMs, town.random), new Date(Math.floor(at)))
    }
  }
}

type Stream = { perMs: number; brand?: SpokenBrand; stage?: Stage }

function pickStream(streams: Stream[], perMs: number, random: Random): Stream {
  let left = random.next() * perMs
  for (const one of streams) {
    left -= one.perMs
    if (left < 0) return one
  }
  return streams[0] ?? { perMs: 0 }
}

function openTown(options: TalkOptions) {
  const { seed, perHour, brandShare = 0.12, idPrefix = '' } = options
  if (!(perHour > 0) || !Number.isFinite(perHour)) throw new Error(`nobody can say ${perHour} posts an hour`)
  if (Number.isNaN(options.from.getTime())) throw new Error('the talk needs a moment to begin from')
  const brands = options.brands.map(spoken)
  const random = randomFrom(`${seed} talk ${options.from.getTime()}`)
  const quarters = quartersOf(seed, options.authors ?? 20_000)
  const awake = new Float64Array(quarters.length)
  const later = createLater()
  const theatre = createTheatre(options, brands, later.add)
  const weights = brands.reduce((sum, one) => sum + one.weight, 0)
  const about = weights > 0 ? brandShare : 0
  let said = 0

  const streamsIn = (atMs: number): Stream[] => {
    let whole = 0
    quarters.forEach((one, index) => {
      awake[index] = one.share * awakeIn(one.place.zone, atMs)
      whole += awake[index] ?? 0
    })
    const perMs = (perHour * whole) / 3_600_000
    const stages = theatre.playing(atMs)
    return [
      { perMs: perMs * (1 - about) },
      ...brands.flatMap((brand) => {
        const base = (perMs * about * brand.weight) / weights
        const own = stages.filter((one) => one.brand === brand)
        const hushed = own.find((one) => one.scene.kind === 'silence')
        const crowds = own.filter((one) => one.scene.kind !== 'silence')
        return [
          { perMs: hushed ? base * hushed.scene.strength : base, brand },
          ...crowds.map((stage) => ({
            perMs: base * (stage.scene.strength - 1) * shapeOf(stage.scene, atMs),
            stage,
          })),
        ]
      }),
    ]
  }
  const somebody = (language?: TownLanguage) => quarterFor(quarters, awake, language, random).anybody(random)
  const crowd: Crowd = { anybody: somebody, elsewhere: () => somebody(), hasRival: brands.length > 1 }
  const voice = { random, crowd, brands, recent: createRecent() }
  const next = (stream: Stream, at: Date): TownPost => {
    const id = `${idPrefix}p${said++}`
    const post = stream.stage
      ? stream.stage.next(id, at, crowd, random)
      : stream.brand
        ? aboutBrand(stream.brand, id, at, voice)
        : inPassing(id, at, voice)
    voice.recent.keep(post)
    later.secondThoughts(post, random)
    return post
  }
  return { random, later, streamsIn, next }
}

function quarterFor(
  quarters: Quarter[],
  awake: Float64Array,
  language: TownLanguage | undefined,
  random: Random,
): Quarter {
  const fits = (one: Quarter) => language === undefined || one.language === language
  let whole = 0
  for (const [index, one] of quarters.entries()) if (fits(one)) whole += awake[index] ?? 0
  let left = random.next() * whole
  for (const [index, one] of quarters.entries()) {
    if (!fits(one)) continue
    left -= awake[index] ?? 0
    if (left < 0) return one
  }
  const any = quarters.find(fits)
  if (!any) throw new Error(`nobody speaks ${language}`)
  return any
}

type Voice = { random: Random; crowd: Crowd; brands: SpokenBrand[]; recent: ReturnType<typeof createRecent> }

function aboutBrand(brand: SpokenBrand, id: string, at: Date, { random, crowd, brands, recent }: Voice): TownPost {
  const dice = random.next()
  const heard = dice < 0.3 ? recent.of(brand.key, random) : undefined
  if (heard) {
    const author = crowd.anybody(heard.author.language)
    if (dice < 0.1) return repost(id, at, author, heard)
    const replies = townWords()[author.language].replies
    const tone = random.next() < 0.6 ? heard.tone : random.pick(['negative', 'neutral', 'positive'] as const)
    return speak({ id, at, author, line: random.pick(replies[tone]), brand, under: heard }, random)
  }
  const author = random.next() < 0.7 ? crowd.anybody(brand.home) : crowd.elsewhere()
  const rival = crowd.hasRival ? otherThan(brand, brands, random) : undefined
  const line = lineAbout(brand, author.language, rival !== undefined, random)
  const more = random.next() < 0.3 ? lineAbout(brand, author.language, false, random) : undefined
  const also = more && more !== line && more.tone === line.tone && more.intent === line.intent ? more : undefined
  return speak(
    { id, at, author, line, brand, ...(also ? { also } : {}), ...(rival && line.frame.rival ? { rival } : {}) },
    random,
  )
}

function otherThan(brand: SpokenBrand, brands: SpokenBrand[], random: Random): SpokenBrand {
  const other = random.below(brands.length - 1)
  return brands[other >= brands.indexOf(brand) ? other + 1 : other] ?? brand
}

function inPassing(id: string, at: Date, { random, crowd, recent }: Voice): TownPost {
  const author = crowd.elsewhere()
  const dice = random.next()
  if (dice < 0.007) return strangers(id, at, author, random)
  const words = townWords()[author.language]
  const heard = dice < 0.3 ? recent.of(author.language, random) : undefined
  if (heard && dice < 0.12) return repost(id, at, author, heard)
  if (heard) {
    const line = random.pick(words.replies[random.next() < 0.5 ? 'neutral' : 'positive'])
    return speak({ id, at, author, line, under: heard }, random)
  }
  const spam = words.spam.filter((one) => !one.frame.source.includes('{brand'))
  const line = random.pick(author.kind === 'bot' && random.next() < 0.5 ? spam : words.talk)
  return speak({ id, at, author, line }, random)
}

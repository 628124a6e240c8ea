import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPost, type TownEvent, type TownPost, townLanguages } from './post.ts'
import { awakeIn } from './rhythm.ts'
import type { TownScene } from './scenes.ts'
import { type TalkOptions, townEvents, townTalk } from './talk.ts'
import { inventedBrands } from './testing-town.ts'

const from = new Date('2027-03-01T00:00:00Z')
const hourMs = 3_600_000
const at = (hours: number) => new Date(from.getTime() + hours * hourMs)

const talk = (wish: Partial<TalkOptions>): TalkOptions => ({
  ...{ seed: 'town', from, brands: inventedBrands, perHour: 400, ...wish },
})
function eventsUntil(hours: number, wish: Partial<TalkOptions> = {}): TownEvent[] {
  const events: TownEvent[] = []
  for (const event of townEvents(talk(wish))) {
    if (event.at > at(hours)) return events
    events.push(event)
  }
  return events
}
const postsUntil = (hours: number, wish: Partial<TalkOptions> = {}): TownPost[] =>
  eventsUntil(hours, wish).filter(isPost)
const between = (posts: TownPost[], begin: number, end: number) =>
  posts.filter((one) => one.at >= at(begin) && one.at < at(end))
const shareOf = <T>(list: T[], fits: (one: T) => boolean) => list.filter(fits).length / list.length

const day = postsUntil(24, { perHour: 1_000 })

test('the same seed gives the same talk, another seed another', () => {
  const chance = true
  const first = eventsUntil(3, { chance })
  assert.ok(first.length > 100)
  assert.deepEqual(eventsUntil(3, { chance }), first)
  assert.notDeepEqual(eventsUntil(3, { chance, seed: 'village' })[0], first[0])
})

test('posts come in order of time, each under an id of its own, about as many as were asked for', () => {
  const events = eventsUntil(24)
  for (const [index, one] of events.entries()) assert.ok(one.at >= (events[index - 1]?.at ?? from))
  const posts = events.filter(isPost)
  assert.equal(new Set(posts.map((one) => one.id)).size, posts.length)
  assert.ok(Math.abs(posts.length / (24 * 400) - 1) < 0.15, String(posts.length))
})

test('people are asleep by their own clocks, and workdays are not like Sundays', () => {
  const kyiv = day.filter((one) => one.author.country === 'UA')
  const [night, evening] = [between(kyiv, 0, 3), between(kyiv, 17, 20)]
  assert.ok(evening.length > 5 * night.length, `${evening.length} in the evening, ${night.length} at night`)
  assert.ok(awakeIn('Australia/Sydney', at(9).getTime()) > 3 * awakeIn('America/New_York', at(9).getTime()))
  const monday = Date.parse('2027-03-01T07:00:00Z')
  assert.ok(awakeIn('Europe/Berlin', monday) > 1.5 * awakeIn('Europe/Berlin', monday - 24 * hourMs))
})

test('clocks that were put forward are followed', () => {
  const [before, after] = ['2027-03-26T20:00:00Z', '2027-04-02T19:00:00Z'].map((one) => Date.parse(one))
  assert.equal(awakeIn('Europe/Kyiv', before ?? 0), awakeIn('Europe/Kyiv', after ?? 0))
})

test('all seven languages are heard, and now and then one that the town does not speak', () => {
  for (const language of townLanguages) assert.ok(shareOf(day, (one) => one.language === language) > 0.04, language)
  const passing = shareOf(day, (one) => !townLanguages.some((language) => language === one.language))
  assert.ok(passing > 0.001 && passing < 0.02, String(passing))
})

test('a few authors say much and most say little; some are bots, and some are big', () => {
  const counts = [...Map.groupBy(day, (one) => one.author.id).values()].map((own) => own.length).sort((a, b) => b - a)
  const most = counts.slice(0, Math.ceil(counts.length / 100)).reduce((sum, one) => sum + one, 0) / day.length
  assert.ok(most > 0.05 && most < 0.3, String(most))
  assert.ok(counts.filter((one) => one === 1).length > counts.length / 2)
  for (const kind of ['bot', 'big'] as const)
    assert.ok(
      day.some((one) => one.author.kind === kind),
      kind,
    )
})

test('an author is the same person each time', () => {
  const byId = Map.groupBy(day, (one) => one.author.id)
  for (const own of byId.values()) assert.equal(new Set(own.map((one) => JSON.stringify(one.author))).size, 1)
})

test('an answer stands under a post that was there, in its language; a repost is a copy', () => {
  const known = new Map(day.map((one) => [one.id, one]))
  const replies = day.filter((one) => one.kind === 'reply')
  assert.ok(replies.length > day.length / 20)
  for (const reply of replies) {
    const above = known.get(reply.replyTo ?? '')
    assert.ok(above && above.at <= reply.at && above.about === reply.about)
    assert.equal(reply.root, above.root ?? above.id)
    assert.equal(reply.language, above.author.language)
  }
  for (const one of day.filter((post) => post.kind === 'repost')) {
    const original = known.get(one.repostOf ?? '')
    assert.deepEqual([original?.text, original?.kind === 'repost', one.duplicateOf], [one.text, false, original?.id])
  }
})

test('the truth about a brand is kept with each post', () => {
  const about = day.filter((one) => one.about)
  assert.ok(Math.abs(shareOf(day, (one) => one.about !== undefined) - 0.12) < 0.03)
  for (const tone of ['negative', 'neutral', 'positive'] as const)
    assert.ok(shareOf(about, (one) => one.tone === tone) > 0.2, tone)
  for (const one of day) if (!one.about) assert.deepEqual(one.brands, [])
  const named = about.filter((one) => one.brands.length > 0 && !one.text.includes('@'))
  assert.ok(named.length > about.length / 2)
  for (const { text, about: key } of named.filter((one) => one.about === 'pomelo'))
    assert.match(text, /pomel/i, `${key}: ${text}`)
})

test('links and tags that are told stand in the text', () => {
  for (const { text, links, tags } of day)
    for (const one of [...links, ...tags.map((tag) => `#${tag}`)]) assert.ok(text.includes(one), text)
})

test('words are changed or taken back after they were said', () => {
  const events = eventsUntil(24)
  const said = new Map<string, TownPost>()
  for (const event of events) {
    if (isPost(event)) said.set(event.id, event)
    else assert.ok(said.get(event.id) && (said.get(event.id)?.at ?? event.at) < event.at)
  }
  for (const kind of ['edit', 'erasure'] as const)
    assert.ok(events.filter((one) => one.kind === kind).length > said.size / 200, kind)
})

const dense = { perHour: 2_000, brandShare: 0.4 }
const aboutKavola = (wish: Partial<TalkOptions>, hours: number) =>
  postsUntil(hours, { ...dense, ...wish }).filter((one) => one.about === 'kavola')
const calm = aboutKavola({}, 20)
const scene = (kind: TownScene['kind'], wish: Partial<TownScene> = {}): Partial<TalkOptions> => ({
  scenes: [{ kind, brand: 'kavola', at: at(10), ...wish }],
})

test('in a crisis the brand is spoken of six to twenty times as much within two hours, in anger, until it is denied', () => {
  for (const strength of [6, 20]) {
    const posts = aboutKavola(scene('crisis', { strength }), 16)
    const height = between(posts, 10.5, 12).length / between(calm, 10.5, 12).length
    assert.ok(Math.abs(height / strength - 1) < 0.25, `${height} for ${strength}`)
    const own = posts.filter((one) => one.scene === 'crisis')
    const lead = own[0]
    assert.deepEqual([lead?.at, lead?.tone, lead?.kind], [at(10), 'negative', 'post'])
    assert.ok(shareOf(between(own, 10, 13), (one) => one.tone === 'negative') > 0.95)
    const reposts = shareOf(own, (one) => one.repostOf === lead?.id)
    assert.ok(reposts > 0.12 && reposts < 0.4, String(reposts))
    assert.ok(shareOf(between(own, 13.3, 16), (one) => one.tone === 'neutral') > 0.1)
  }
})

test('a crisis is drawn between six and twenty where nobody says how strong it is', () => {
  const posts = aboutKavola(scene('crisis'), 12)
  const height = between(posts, 10.5, 12).length / between(calm, 10.5, 12).length
  assert.ok(height > 5 && height < 24, String(height))
})

test('a campaign brings its hashtag, codes and joy', () => {
  const own = aboutKavola(scene('campaign'), 20).filter((one) => one.scene === 'campaign')
  assert.ok(own.length > calm.length / 3)
  assert.equal(own[0]?.author.kind, 'brand')
  assert.ok(shareOf(own, (one) => one.tone === 'positive') > 0.6)
  assert.ok(shareOf(own, (one) => one.tags.some((tag) => tag.startsWith('Kavola'))) > 0.8)
})

test('a wave of spam says the same with small edits and other links, by accounts made for it', () => {
  const own = aboutKavola(scene('spam'), 12).filter((one) => one.scene === 'spam')
  assert.ok(own.length > 100, String(own.length))
  const copies = own.slice(1)
  assert.ok(copies.every((one) => one.duplicateOf === own[0]?.id && one.intent === 'spam' && one.author.kind === 'bot'))
  assert.ok(new Set(own.map((one) => one.text)).size > own.length * 0.99)
  assert.ok(own.every((one) => one.links.length === 1 && one.text.includes(one.links[0] ?? ' ')))
  assert.ok(new Set(own.map((one) => one.author.handle)).size > own.length * 0.9)
})

test('in a silence hardly anybody speaks of the brand, and others are spoken of as ever', () => {
  const posts = postsUntil(17, { ...dense, ...scene('silence') })
  const share = (key: string) => between(posts, 10, 17).filter((one) => one.about === key).length
  assert.ok(share('kavola') < between(calm, 10, 17).length / 20)
  assert.ok(share('norvik') > 100)
})

test('somebody big speaks of the brand first, and then many do', () => {
  const own = aboutKavola(scene('notice'), 16).filter((one) => one.scene === 'notice')
  const [lead] = own
  assert.ok(lead && lead.author.followers >= 300_000 && lead.at.getTime() === at(10).getTime())
  assert.ok(shareOf(own, (one) => one.repostOf === lead.id) > 0.3)
})

test('left to chance, every kind of scene comes within some weeks, and the openings are the same from wherever one listens', () => {
  const brands = inventedBrands.slice(0, 2)
  const wish = { chance: true, brands, perHour: 10, brandShare: 0.5 } as const
  const openings = (posts: TownPost[]) => posts.filter((one) => !/^p\d/.test(one.id))
  const all = openings(postsUntil(24 * 42, wish))
  assert.deepEqual([...new Set(all.map((one) => one.scene))].sort(), ['campaign', 'crisis', 'notice', 'spam'])
  const later = openings(postsUntil(24 * 42, { ...wish, from: at(24 * 14) }))
  assert.deepEqual(
    later,
    all.filter((one) => one.at >= at(24 * 14)),
  )
})

test('without brands there is talk all the same', () => {
  assert.ok(postsUntil(2, { brands: [] }).length > 50)
})

test('what cannot be talked about is refused', () => {
  const begin = (wish: Partial<TalkOptions>) => townTalk(talk(wish)).next()
  assert.throws(() => begin({ perHour: 0 }), /0 posts an hour/)
  assert.throws(() => begin({ perHour: Number.POSITIVE_INFINITY }), /Infinity posts/)
  assert.throws(() => begin({ from: new Date('never') }), /a moment to begin/)
  assert.throws(() => begin({ scenes: [{ kind: 'crisis', brand: 'nobody', at: from }] }), /none of the brands/)
})

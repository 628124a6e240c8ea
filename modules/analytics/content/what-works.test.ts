import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chanceFrom } from '../statistics/chance.ts'
import { holds } from '../statistics/interval.ts'
import { type Dimension, lengthOf, type ShapedPost } from './shape.ts'
import { type NetworkContent, type TraitEffect, whatWorks } from './what-works.ts'

const dayMs = 86_400_000
const formats = ['photo', 'video', 'text', 'link'] as const
/** In logarithms, beside a photo. */
const truths: Record<string, number> = { photo: 0, video: 0.6, text: -0.4, link: 0.05 }

test('what brings more is found, and what brings less, beside the network’s usual post', () => {
  const found = effects(madePosts(1, 160))
  assert.equal(found.format?.video?.verdict, 'works')
  assert.equal(found.format?.text?.verdict, 'works-less')
  assert.equal(found.format?.link?.verdict, 'no-difference')
})

test('three posts that went through the roof are no winner, nor are eight of one week', () => {
  const usual = madePosts(2, 80)
  const lucky = (count: number, format: string, apart: number) =>
    Array.from({ length: count }, (_, n) => madePost({ id: `${format}${n}`, format, at: n * apart, engagements: 900 }))
  const found = effects([...usual, ...lucky(3, 'carousel', 20), ...lucky(2, 'poll', 20), ...lucky(8, 'live', 0.01)])
  for (const [format, what, have] of [
    ['carousel', 'posts', 3],
    ['poll', 'posts', 2],
    ['live', 'weeks', 1],
  ] as const) {
    const one = found.format?.[format]
    assert.ok(one?.verdict === 'too-few')
    assert.deepEqual([one.lacks.what, one.lacks.have], [what, have])
  }
})

test('a format that everything has cannot be held against anything', () => {
  const found = effects(madePosts(3, 60).map((post) => ({ ...post, traits: { format: ['photo'] } })))
  const one = found.format?.photo
  assert.ok(one?.verdict === 'too-few' && one.lacks.what === 'others')
})

test('what an author owes to the videos she makes is the videos’', () => {
  const posts = madePosts(4, 240).map((post, n) => {
    const video = post.traits.format?.[0] === 'video'
    return { ...post, traits: { ...post.traits, author: [video !== (n % 8 === 0) ? 'Ana' : 'Bo'] } }
  })
  const found = effects(posts)
  assert.equal(found.format?.video?.verdict, 'works')
  assert.equal(found.author?.Ana?.verdict, 'no-difference')
  assert.ok((found.author?.Ana?.rate ?? 0) > 1.2 * (found.author?.Bo?.rate ?? 1))
})

test('a hashtag is held against posts without it', () => {
  const posts = madePosts(5, 200).map((post, n) =>
    n % 4
      ? post
      : {
          ...post,
          engagements: Math.round(post.engagements * 1.8),
          traits: { ...post.traits, hashtag: ['#new', '#all'] },
        },
  )
  const one = effects(posts.map((post) => ({ ...post, traits: { ...post.traits, topic: [] } }))).hashtag?.['#new']
  assert.ok(one && one.verdict !== 'too-few' && one.times > 1.1)
})

test('of effects that are known, some 95 in 100 intervals hold them', () => {
  let [held, all] = [0, 0]
  for (let seed = 1; seed <= 40; seed++) {
    const posts = madePosts(seed * 7, 120)
    const mean = posts.reduce((sum, { traits }) => sum + (truths[traits.format?.[0] ?? ''] ?? 0), 0) / posts.length
    const found = effects(posts)
    for (const format of formats) {
      const one = found.format?.[format]
      if (!one || one.verdict === 'too-few') continue
      all++
      if (holds(one.interval, Math.exp((truths[format] ?? 0) - mean))) held++
    }
  }
  assert.ok(held / all > 0.92 && held / all < 0.99, `${held} of ${all}`)
})

test('the best post is the one that did best for those who saw it, with its reasons', () => {
  const posts = madePosts(6, 160)
  posts.push(
    madePost({ id: 'hit', format: 'video', at: 30, engagements: 1_200 }),
    madePost({ id: 'flop', format: 'text', at: 50, engagements: 4 }),
  )
  posts.push(madePost({ id: 'seen by nine', format: 'photo', at: 40, engagements: 2, exposure: 9 }))
  const found = enough(posts)
  const [best, worst] = [found.best[0], found.worst[0]]
  assert.ok(best?.id === 'hit' && best.own.sure && best.own.times > 2 && best.interval[0] > 1)
  assert.deepEqual(
    best.reasons.map(({ dimension, value }) => [dimension, value]),
    [['format', 'video']],
  )
  assert.ok(worst?.id === 'flop' && worst.interval[1] < 1)
  assert.ok(![...found.best, ...found.worst].some(({ id }) => id === 'seen by nine'))
})

test('a network with few posts tells nothing yet, and posts nobody counted the readers of are left out', () => {
  const few = madePosts(7, 15)
  assert.deepEqual(whatWorks([...few, { ...madePost({ id: 'x' }), exposure: null }]).get('n'), {
    enough: false,
    have: 15,
    needed: 20,
    left: 1,
  })
  assert.equal(whatWorks([]).size, 0)
})

test('each network has its own usual', () => {
  const [one, other] = [
    madePosts(8, 60),
    madePosts(9, 60).map((post) => ({ ...post, network: 'm', engagements: post.engagements * 30 })),
  ]
  const both = whatWorks([...one, ...other])
  assert.deepEqual(both.get('n'), whatWorks(one).get('n'))
})

test('lengths have their names, and what is no post is refused', () => {
  assert.deepEqual([0, 80, 81, 280, 281, 1_001].map(lengthOf), ['line', 'line', 'short', 'short', 'long', 'article'])
  const bad: [Partial<ShapedPost>, RangeError | RegExp][] = [
    [{ engagements: -1 }, /posts\.0\.engagements/],
    [{ exposure: Number.NaN }, /posts\.0\.exposure/],
    [{ at: new Date('x') }, /posts\.0\.at/],
    [{ traits: { format: ['a', 'b'] } }, /posts\.0\.traits\.format/],
  ]
  for (const [wrong, message] of bad) assert.throws(() => whatWorks([{ ...madePost({ id: 'x' }), ...wrong }]), message)
})

/** Posts on days of half a year, of all formats alike, in three rubrics and seven weekdays that make no difference. */
function madePosts(seed: number, count: number): ShapedPost[] {
  const chance = chanceFrom(seed)
  return Array.from({ length: count }, (_, n) => {
    const format = formats[chance.below(4)] ?? 'photo'
    const exposure = 3_000 + chance.below(3_000)
    const mean = 0.03 * exposure * Math.exp((truths[format] ?? 0) + 0.45 * chance.normal())
    const post = madePost({ id: `${n}`, format, at: 180 * chance.share(), engagements: chance.poisson(mean), exposure })
    return {
      ...post,
      traits: { ...post.traits, rubric: [`rubric ${chance.below(3)}`], weekday: [`${chance.below(7)}`] },
    }
  })
}

function madePost({
  id,
  format = 'photo',
  at = 0,
  engagements = 100,
  exposure = 4_000,
}: {
  id: string
  format?: string
  at?: number
  engagements?: number
  exposure?: number
}): ShapedPost {
  return {
    id,
    network: 'n',
    account: 'a',
    at: new Date(Date.UTC(2026, 0, 1) + at * dayMs),
    engagements,
    exposure,
    traits: { format: [format] },
  }
}

function enough(posts: ShapedPost[]): NetworkContent & { enough: true } {
  const found = whatWorks(posts).get('n')
  assert.ok(found?.enough)
  return found
}

function effects(posts: ShapedPost[]): Partial<Record<Dimension, Record<string, TraitEffect>>> {
  const all: Partial<Record<Dimension, Record<string, TraitEffect>>> = {}
  for (const one of enough(posts).effects) all[one.dimension] = { ...all[one.dimension], [one.value]: one }
  return all
}

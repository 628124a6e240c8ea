import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type FormsOf, Matcher, type Post, parseQuery, type Query } from '../../modules/listening/index.ts'
import { evaluateNaively } from '../../modules/listening/matcher/evaluate-naively.ts'
import { type Measured, percentile } from '../figure.ts'
import { rateOfTsquery } from './beside-tsquery.ts'
import { type Asked, makeQuery } from './queries.ts'
import { readTalk } from './real-talk.ts'
import { Talk } from './talk.ts'

const warmUp = 60_000
const timed = 100_000
const rounds = 5
const distinct = 20_000

/** Posts a second on one core, beside PostgreSQL and the naive meaning on the same queries and posts. */
export async function measureMatching(id: string, count: number, say: (line: string) => void): Promise<Measured[]> {
  const talk = new Talk(11)
  const before = bytesInUse()
  const matcher = filled(talk, count)
  const megabytes = (bytesInUse() - before) / 2 ** 20
  const posts = Array.from({ length: distinct }, () => talk.post())
  const rate = rateOf(matcher, posts, say)
  const p99 = slowest(matcher, posts)
  const few = posts.slice(0, count > 20_000 ? 20 : 100)
  const beside = await rateOfTsquery(asked(count), few)
  say(
    `tsquery ${beside.rate.toFixed(1)} posts/s; of ${few.length} posts it holds ${beside.holding}, Rialto ${holdingOf(matcher, few)}`,
  )
  const naive = rateOfNaive(count, talk.formsOf, posts.slice(0, 3), matcher)
  say(`the naive meaning ${naive.toFixed(2)} posts/s`)
  const perSecond = { unit: 'posts/s', n: timed * rounds }
  return [
    { id, value: rate, baseline: beside.rate, ...perSecond, beside: 'PostgreSQL tsquery @@' },
    { id: `${id}.naive`, value: rate, baseline: naive, ...perSecond, beside: 'the naive meaning' },
    { id: `${id}.p99`, value: p99, unit: 'µs', baseline: null, n: distinct },
    { id: `${id}.memory`, value: megabytes, unit: 'MB', baseline: null, n: count },
    ...measureReal(id, count, say),
  ]
}

/** The same on real posts, with queries of their own words, when such posts are there. */
function measureReal(id: string, count: number, say: (line: string) => void): Measured[] {
  const real = readTalk(count)
  if (!real) return []
  const matcher = new Matcher()
  for (const [n, query] of real.queries.entries()) matcher.set(`q${n}`, treeOf(query))
  const value = rateOf(matcher, real.posts, (line) => say(`real posts: ${line}`))
  return [{ id: `${id}.real`, value, unit: 'posts/s', baseline: null, n: real.posts.length }]
}

function filled(talk: Talk, count: number): Matcher {
  const matcher = new Matcher({ formsOf: talk.formsOf })
  let n = 0
  for (const { query } of asked(count, talk)) matcher.set(`q${n++}`, treeOf(query))
  return matcher
}

/** The same queries each time, made as they are wanted, so that they take no memory. */
function* asked(count: number, talk = new Talk(11)): Generator<Asked> {
  for (let n = 0; n < count; n++) yield makeQuery(talk)
}

function rateOf(matcher: Matcher, posts: Post[], say: (line: string) => void): number {
  for (let n = 0; n < warmUp; n++) matcher.match(posts[n % posts.length] ?? noPost)
  const rates: number[] = []
  let holding = 0
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    for (let n = 0; n < timed; n++) holding += matcher.match(posts[n % posts.length] ?? noPost).length
    rates.push((timed * 1_000) / (performance.now() - began))
  }
  say(
    `${rates.map((one) => one.toFixed(0)).join(', ')} posts/s; ${(holding / timed / rounds).toFixed(2)} queries hold a post`,
  )
  return percentile(rates, 0.5)
}

function slowest(matcher: Matcher, posts: Post[]): number {
  const times = posts.map((post) => {
    const began = performance.now()
    matcher.match(post)
    return (performance.now() - began) * 1_000
  })
  return percentile(times, 0.99)
}

const holdingOf = (matcher: Matcher, posts: Post[]) => posts.reduce((sum, post) => sum + matcher.match(post).length, 0)

function rateOfNaive(count: number, formsOf: FormsOf, posts: Post[], matcher: Matcher): number {
  const trees = [...asked(count)].map(({ query }) => treeOf(query))
  const began = performance.now()
  const holding = posts.map((post) => trees.filter((tree) => evaluateNaively(tree, post, formsOf)).length)
  const rate = (posts.length * 1_000) / (performance.now() - began)
  const fast = posts.map((post) => matcher.match(post).length)
  if (fast.join() !== holding.join()) throw new Error(`the naive meaning finds ${holding}, the matcher ${fast}`)
  return rate
}

const noPost: Post = { text: '' }

function treeOf(text: string): Query {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problems[0]?.code}`)
  return parsed.query
}

function bytesInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') for (let n = 0; n < 3; n++) collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type FormsOf, Matcher, type Post, parseQuery, type Query } from '../../modules/listening/index.ts'
import { evaluateNaively } from '../../modules/listening/matcher/evaluate-naively.ts'
import { type Measured, percentile } from '../figure.ts'
import { type HoldingOf, withTsquery } from './beside-tsquery.ts'
import { type Asked, makeQuery } from './queries.ts'
import { readTalk } from './real-talk.ts'
import { Talk } from './talk.ts'

const warmUp = 150_000
const timed = 50_000
const rounds = 7
const distinct = 20_000
type Say = (line: string) => void

/** Posts a second on one core, beside PostgreSQL and the naive meaning on the same queries and posts. */
export async function measureMatching(id: string, count: number, say: Say): Promise<Measured[]> {
  const talk = new Talk(11)
  const before = bytesInUse()
  const began = performance.now()
  const matcher = filled(talk, count)
  say(`${count} queries set in ${((performance.now() - began) / 1_000).toFixed(1)} s`)
  const megabytes = (bytesInUse() - before) / 2 ** 20
  const posts = Array.from({ length: distinct }, () => talk.post())
  const beside = posts.slice(0, count > 20_000 ? 5 : 40)
  const rates = await withTsquery(asked(count), (holdingOf) =>
    ratesOf(matcher, posts, { holdingOf, posts: beside }, say),
  )
  const naive = rateOfNaive(count, talk.formsOf, posts.slice(0, 3), matcher)
  say(`the naive meaning ${naive.toFixed(2)} posts/s`)
  const perSecond = { value: rates.value, unit: 'posts/s', n: timed * rounds }
  return [
    { id, ...perSecond, baseline: rates.baseline, beside: 'PostgreSQL tsquery @@' },
    { id: `${id}.naive`, ...perSecond, baseline: naive, beside: 'the naive meaning' },
    { id: `${id}.p99`, value: slowest(matcher, posts), unit: 'µs', baseline: null, n: distinct },
    { id: `${id}.memory`, value: megabytes, unit: 'MB', baseline: null, n: count },
    ...measureReal(id, count, say),
  ]
}

/** The same on real posts, with queries of their own words, when such posts are there. */
function measureReal(id: string, count: number, say: Say): Measured[] {
  const real = readTalk(count)
  if (!real) return []
  const matcher = new Matcher()
  for (const [n, query] of real.queries.entries()) matcher.set(`q${n}`, treeOf(query))
  for (let n = 0; n < warmUp; n++) matcher.match(real.posts[n % real.posts.length] ?? noPost)
  const found = Array.from({ length: rounds }, () => timedRate(matcher, real.posts, say))
  return [{ id: `${id}.real`, value: percentile(found, 0.5), unit: 'posts/s', baseline: null, n: timed * rounds }]
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

/** In turn, so that whatever else the machine does weighs on both. */
async function ratesOf(
  matcher: Matcher,
  posts: Post[],
  beside: { holdingOf: HoldingOf; posts: Post[] },
  say: Say,
): Promise<{ value: number; baseline: number }> {
  for (let n = 0; n < warmUp; n++) matcher.match(posts[n % posts.length] ?? noPost)
  const [values, baselines]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    values.push(timedRate(matcher, posts, say))
    const began = performance.now()
    let holding = 0
    for (const post of beside.posts) holding += await beside.holdingOf(post)
    baselines.push((beside.posts.length * 1_000) / (performance.now() - began))
    const ours = beside.posts.reduce((sum, post) => sum + matcher.match(post).length, 0)
    say(
      `tsquery ${baselines.at(-1)?.toFixed(1)} posts/s; of ${beside.posts.length} it holds ${holding}, Rialto ${ours}`,
    )
  }
  return { value: percentile(values, 0.5), baseline: percentile(baselines, 0.5) }
}

/** By the clock; what it took of a processor is said beside it, for machines that do other things too. */
function timedRate(matcher: Matcher, posts: Post[], say: Say): number {
  const [began, used] = [performance.now(), process.cpuUsage()]
  let holding = 0
  for (let n = 0; n < timed; n++) holding += matcher.match(posts[n % posts.length] ?? noPost).length
  const rate = (timed * 1_000) / (performance.now() - began)
  const { user, system } = process.cpuUsage(used)
  const ofProcessor = (timed * 1_000_000) / (user + system)
  say(
    `${rate.toFixed(0)} posts/s, ${ofProcessor.toFixed(0)} a second of processor; ${(holding / timed).toFixed(2)} queries hold a post`,
  )
  return rate
}

function slowest(matcher: Matcher, posts: Post[]): number {
  const times = posts.map((post) => {
    const began = performance.now()
    matcher.match(post)
    return (performance.now() - began) * 1_000
  })
  return percentile(times, 0.99)
}

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

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluateNaively } from './evaluate-naively.ts'
import { Matcher } from './matcher.ts'
import { parseQuery } from './parse-query.ts'
import type { Post } from './post.ts'
import { printQuery } from './print-query.ts'
import type { Query } from './query.ts'
import { Maker, tableForms } from './testing-queries.ts'

/** Query–post pairs; millions by `RIALTO_FUZZ_PAIRS=10000000`. */
const pairs = Number(process.env.RIALTO_FUZZ_PAIRS ?? 200_000)
const seed = Number(process.env.RIALTO_FUZZ_SEED ?? 7)
const [queriesAtOnce, postsARound] = [100, 40]

test(`the fast matcher answers ${pairs} pairs of query and post as the naive meaning does, and says why the same`, (t) => {
  const maker = new Maker(seed)
  const matcher = new Matcher({ formsOf: tableForms, languages: ['bg'] })
  const queries = new Map<string, Query>()
  let [tried, holding] = [0, 0]
  for (let round = 0; tried < pairs; round++) {
    changeSome(maker, matcher, queries, round === 0 ? queriesAtOnce : 15)
    for (let n = 0; n < postsARound; n++) {
      const post = maker.post()
      holding += compare(matcher, queries, post, n % 4 === 0)
      tried += queries.size
    }
  }
  t.diagnostic(`${tried} pairs, of which ${holding} held; seed ${seed}`)
  assert.ok(holding > tried / 100, 'hardly anything held: the pairs tell little')
})

/** Queries come, change and go between posts. */
function changeSome(maker: Maker, matcher: Matcher, queries: Map<string, Query>, count: number): void {
  for (let n = 0; n < count; n++) {
    const id = `q${maker.below(queriesAtOnce)}`
    if (maker.below(4) === 0) {
      matcher.remove(id)
      queries.delete(id)
    } else {
      const read = parseQuery(printQuery(maker.query(3)))
      assert.ok(read.ok)
      matcher.set(id, read.query)
      queries.set(id, read.query)
    }
  }
  assert.equal(matcher.size, queries.size)
}

function compare(matcher: Matcher, queries: Map<string, Query>, post: Post, withReasons: boolean): number {
  const found = new Set(matcher.match(post))
  for (const [id, query] of queries) {
    const reasons = evaluateNaively(query, post, tableForms, ['bg'])
    const about = () => `${printQuery(query)}\n${JSON.stringify(post)}`
    if (found.has(id) !== (reasons !== undefined)) assert.fail(`${reasons ? 'missed' : 'wrongly found'}: ${about()}`)
    if (withReasons) assert.deepEqual(matcher.explain(id, post), reasons, about())
  }
  return found.size
}

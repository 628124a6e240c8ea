import { deepEqual, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { connect } from '../../kernel/db/connect.ts'
import { createLog } from '../../kernel/log.ts'
import { type TestWorld, testWorld } from '../../kernel/testing.ts'
import { MentionsQuery } from '../../modules/listening/api.ts'
import { Matcher } from '../../modules/listening/matcher/matcher.ts'
import { parseQuery } from '../../modules/listening/matcher/parse-query.ts'
import { listMentions } from '../../modules/listening/mentions/list-mentions.ts'
import { type FilledMentions, fillMentions } from './fill-mentions.ts'

suite('The search that the figure measures, small', () => {
  let world: TestWorld
  let filled: FilledMentions
  before(async () => {
    world = await testWorld()
    filled = await fillMentions(world, world.pool, 6_500, world.clock.now())
  })
  after(() => world.close())

  const caller = { userId: 'nobody' } as Parameters<typeof listMentions>[1]
  const searched = async (q: string) => {
    const ids: string[] = []
    let after: string | undefined
    do {
      const query = MentionsQuery.parse({ q, limit: 200, after })
      const page = await listMentions(world.db, caller, filled.brandId, query)
      ids.push(...page.items.map((one) => one.id))
      after = page.next ?? undefined
    } while (after)
    return ids
  }
  const holding = async (q: string) => {
    const parsed = parseQuery(q)
    if (!parsed.ok) throw new Error(`${q} cannot be read`)
    const matcher = new Matcher()
    matcher.set('all', parsed.query)
    const rows = await world.db
      .selectFrom('mention')
      .select(['id', 'text', 'language'])
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .execute()
    return rows
      .filter(({ text, language }) => matcher.match({ text, language: language ?? undefined }).length > 0)
      .map((row) => row.id)
  }

  test('every page together is just what the query holds for, frequent words and rare ones alike', async () => {
    const { frequent, middling, scarce, rare, pair } = filled.words
    const asked = [
      ...[frequent[0], middling[0], scarce[0], `${rare[0]} OR ${scarce[1]}`, `"${pair}"`],
      ...[
        `${frequent[0]} NEAR/3 ${frequent[1]}`,
        `${middling[0]} -${frequent[0]} lang:uk`,
        `${scarce[2]?.slice(0, 4)}*`,
      ],
    ]
    let found = 0
    for (const q of asked) {
      const ids = await searched(q ?? '')
      found += ids.length
      deepEqual(ids, await holding(q ?? ''), q)
    }
    ok(found > 500)
  })

  test('what is asked of one month opens that month alone, and finds words by their index', async () => {
    const one = connect({ url: world.databaseUrl, log: createLog('silent'), connections: 1 })
    await one.pool.query('set enable_seqscan = off')
    const { rows } = await one.pool.query<{ 'QUERY PLAN': string }>(
      `explain select m.at from mention m where m.words @@ $1::text::tsquery and m.at >= $2 and m.at < $3`,
      [`'${filled.words.rare[0]}'`, new Date('2026-05-02'), new Date('2026-05-20')],
    )
    await one.close()
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    ok(plan.includes('mention_2026_05_words_idx'), plan)
    ok(!plan.includes('mention_2026_06'), plan)
  })
})

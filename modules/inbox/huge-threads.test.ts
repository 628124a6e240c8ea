import { equal } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { InboxQuery } from './api.ts'
import { inboxPage } from './list.ts'
import { answeredNetwork, english, hear, type InboxTest, inboxTest, said } from './testing.ts'
import { timelineOf } from './timeline.ts'

suite('A huge thread', () => {
  const { network } = answeredNetwork()
  let at: InboxTest
  before(async () => {
    at = await inboxTest([network])
  })
  after(() => at.world.close())
  for (const order of ['as it was said', 'from its end'] as const)
    test(`of fifteen hundred answers, each to the one before, heard ${order}, is one conversation`, async () => {
      const of = { brandId: at.brand.brandId, accountId: at.accountId }
      const name = (n: number) => `${order} ${n}`
      const all = Array.from({ length: 1_500 }, (_, n) =>
        n === 0
          ? said(name(0))
          : said(name(n), { kind: 'reply', replyTo: name(n - 1), at: new Date(1_700_000_000_000 + n * 1_000) }),
      )
      if (order === 'from its end') all.reverse()
      for (let from = 0; from < all.length; from += 500) await hear(at.world, of, ...all.slice(from, from + 500))
      const { items } = await inboxPage(at.world, at.brand.owner, InboxQuery.parse({ q: `Words of ${order}` }))
      equal(items.length, 1)
      equal(items[0]?.count, all.length)
      const seen = await timelineOf(
        at.world,
        { brandId: of.brandId, conversationId: items[0]?.id ?? '' },
        { limit: 50 },
        english,
      )
      equal(seen.items.length, 50)
    })
})

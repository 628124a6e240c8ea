import { deepEqual, equal, rejects } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { testWorld } from '../../kernel/testing.ts'
import type { Interaction, Network } from '../../networks/contract.ts'
import { testNetwork } from '../brand/testing.ts'
import { type DeskWorld, givenAccount, givenBrand } from '../brand/testing-desk.ts'
import { listenToThoseDue } from './listen.ts'
import { receiveDelivery } from './receive-delivery.ts'
import { said } from './testing.ts'
import { drawn, shuffled } from './testing-talk.ts'

suite('What a network brings to the one door of the desk', () => {
  const bare = testNetwork(() => new Date())
  const asked: Interaction[] = []
  const network: Network = {
    ...{ ...bare, refresh: undefined, composing: { ...bare.composing, id: 'door' } },
    inbox: {
      kinds: ['comment'],
      poll: async (_call, cursor) => {
        const from = Number(cursor ?? 0)
        const items = asked.slice(from, from + 20)
        return { items, cursor: String(from + items.length) }
      },
    },
    webhooks: {
      per: 'app',
      verify: ({ headers }) => headers.signature === 'true',
      read: (body) =>
        (body as { to: string; id: string; replyTo?: string }[]).map(({ to, id, replyTo }) => ({
          account: to,
          what: said(id, replyTo ? { kind: 'reply', replyTo } : {}),
        })),
    },
  }
  let world: DeskWorld
  before(async () => {
    world = Object.assign(await testWorld(), { networks: { all: [network], get: () => network } })
  })
  after(() => world.close())

  const bring = (told: { to: string; id: string; replyTo?: string | undefined }[], signature = 'true') => {
    const body = Buffer.from(JSON.stringify(told))
    const request = { method: 'POST', query: {}, headers: { signature }, body, url: 'https://desk.example/' }
    return receiveDelivery(world, { network: 'door' }, request)
  }
  const account = async () => givenAccount(world, (await givenBrand(world)).brandId, { network: 'door' })
  const kept = (accountId: string) =>
    world.db
      .selectFrom('interaction')
      .select(['remoteId', 'conversationId'])
      .where('accountId', '=', accountId)
      .orderBy('remoteId')
      .execute()

  test('is thanked for and reaches nobody when no account of that name is here; others beside it hear their own', async () => {
    const [one, other] = [await account(), await account()]
    const { status } = await bring([
      { to: 'a stranger', id: 'for a stranger' },
      { to: one, id: 'for one' },
      { to: '', id: 'for nobody' },
      { to: other, id: 'for the other' },
    ])
    equal(status, 200)
    deepEqual(
      (await kept(one)).map(({ remoteId }) => remoteId),
      ['for one'],
    )
    deepEqual(
      (await kept(other)).map(({ remoteId }) => remoteId),
      ['for the other'],
    )
    const strangers = await world.db
      .selectFrom('interaction')
      .select('id')
      .where('remoteId', 'in', ['for a stranger', 'for nobody'])
      .execute()
    deepEqual(strangers, [])
    await rejects(bring([{ to: one, id: 'forged' }], 'false'), { status: 403 })
    equal((await kept(one)).length, 1)
  })

  test('again and again, in any order, while the same is asked for, is one conversation with each word once', async () => {
    const to = await account()
    const talk = Array.from({ length: 60 }, (_, n) => ({
      ...{ to, id: `talk ${String(n).padStart(2, '0')}` },
      ...(n > 0 ? { replyTo: `talk ${String(Math.floor((n - 1) / 2)).padStart(2, '0')}` } : {}),
    }))
    asked.push(...talk.map(({ id, replyTo }) => said(id, replyTo ? { kind: 'reply', replyTo } : {})))
    const random = drawn(5)
    await Promise.all([
      listenToThoseDue(world),
      ...Array.from({ length: 50 }, () => bring(shuffled(random, talk).slice(0, 10))),
    ])
    const rows = await kept(to)
    deepEqual(
      rows.map(({ remoteId }) => remoteId),
      talk.map(({ id }) => id),
    )
    equal(new Set(rows.map(({ conversationId }) => conversationId)).size, 1)
  })
})

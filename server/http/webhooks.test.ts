import { deepEqual, equal, ok } from 'node:assert/strict'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { after, before, suite, test } from 'node:test'
import { keepApp, keepPracticeApp } from '../../modules/brand/network-apps.ts'
import { testNetwork } from '../../modules/brand/testing.ts'
import { givenAccount } from '../../modules/brand/testing-desk.ts'
import { callerById } from '../../modules/team/index.ts'
import type { Interaction, Network, WebhookKeys, WebhookRequest } from '../../networks/contract.ts'
import { loadModules } from '../load-modules.ts'
import { type ServedDesk, serveDesk } from './testing.ts'

const sign = (body: string | Buffer, secret: string) => createHmac('sha256', secret).update(body).digest('hex')

type Said = { id: string; text?: string; edited?: boolean; editedAt?: number; deleted?: boolean; chat?: string }
const saidAt = Date.UTC(2026, 10, 22, 12)

const heard = ({ id, text = id, editedAt, chat, ...more }: Said): Interaction => ({
  ...{ id, kind: 'comment', at: new Date(saidAt), text, media: [], ...more },
  author: more.deleted ? { id: '', handle: '', name: '' } : { id: 'p', handle: 'p', name: 'P' },
  ...(chat ? { raw: { chat } } : {}),
  ...(editedAt === undefined ? {} : { editedAt: new Date(saidAt + editedAt) }),
})

/** What names no chat is every account's of the bot. */
const ofOneBot: Network['inbox'] = {
  kinds: ['comment'],
  streamOf: ({ secrets }) => secrets.hook ?? '',
  belongs: ({ remoteId }, { raw }) => !raw || JSON.stringify(raw) === JSON.stringify({ chat: remoteId }),
}

/** Signs its bytes with the app's secret, or with the account's where each has its own door. */
function delivering(per: 'app' | 'account'): Network {
  const secretOf = ({ app, secrets }: WebhookKeys) => (per === 'app' ? app.clientSecret : secrets.hook) ?? ''
  const verify = ({ body, headers }: WebhookRequest, keys: WebhookKeys) => {
    const [given, own] = [Buffer.from(headers.signature ?? ''), Buffer.from(sign(body, secretOf(keys)))]
    return secretOf(keys) !== '' && given.length === own.length && timingSafeEqual(given, own)
  }
  const bare = testNetwork(() => new Date())
  return {
    ...{ ...bare, composing: { ...bare.composing, id: per } },
    ...(per === 'account' ? { inbox: ofOneBot } : {}),
    webhooks: {
      per,
      verify,
      greet: ({ query }, { app }) =>
        query.challenge && query.token === app.clientSecret ? { status: 200, body: query.challenge } : undefined,
      read: (body) => {
        const { page = '', said = [] } = body as { page?: string; said?: (string | Said)[] }
        return said.map((one) => ({ account: page, what: heard(typeof one === 'string' ? { id: one } : one) }))
      },
      thanks: { status: 200, body: 'ok' },
    },
  }
}

suite('The doors at which networks deliver', () => {
  let desk: ServedDesk
  let accountId: string
  before(async () => {
    desk = await serveDesk({ modules: await loadModules(), networks: [delivering('app'), delivering('account')] })
    const boss = await callerById(desk.world.db, (await desk.owner()).me.id)
    ok(boss)
    await keepApp(desk.world, boss, 'app', { clientId: 'desk', clientSecret: 'app secret' })
    const brandId = await desk.brand('Delivered')
    accountId = await givenAccount(desk.world, brandId, { network: 'account' })
    const sealed = desk.world.secrets.seal(JSON.stringify({ hook: 'own secret' }), `account ${accountId}`)
    await desk.world.db.updateTable('account').set({ secrets: sealed }).where('id', '=', accountId).execute()
  })
  after(() => desk.close())

  const deliver = async (path: string, body: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${desk.address}/webhooks/${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })
    return { status: answer.status, text: await answer.text() }
  }
  const told = async () => {
    const { rows } = await desk.world.pool.query<{ payload: { accountId: string; interactions: string[] } }>(
      `select payload from event where type = 'account.delivered' order by seq`,
    )
    return rows.map(({ payload }) => payload)
  }

  test('a network that asks whether the door is ours is answered, a stranger is not', async () => {
    const ask = async (token: string) => {
      const query = new URLSearchParams({ challenge: 'echo me', token })
      const answer = await fetch(`${desk.address}/webhooks/app?${query}`)
      return { status: answer.status, text: await answer.text() }
    }
    deepEqual(await ask('app secret'), { status: 200, text: 'echo me' })
    equal((await ask('guessed')).status, 403)
  })

  test('a signed delivery is told to the account it is for, and an unsigned or changed one to nobody', async () => {
    const page = await givenAccount(desk.world, await desk.brand('Paged'), { network: 'app' })
    const body = JSON.stringify({ page, said: ['c1', 'c2'] })
    equal((await deliver('app', body)).status, 403)
    equal((await deliver('app', `${body} `, { signature: sign(body, 'app secret') })).status, 403)
    equal((await deliver('app', body, { signature: sign(body, 'own secret') })).status, 403)
    deepEqual(await told(), [])
    const taken = await deliver('app', body, { signature: sign(body, 'app secret') })
    deepEqual(taken, { status: 200, text: 'ok' })
    deepEqual(await told(), [{ accountId: page, interactions: ['c1', 'c2'] }])
  })

  test('each account has its own door where the network wants it, opened by its own secret only', async () => {
    const body = JSON.stringify({ said: ['m1'] })
    equal((await deliver(`account/${accountId}`, body, { signature: sign(body, 'app secret') })).status, 403)
    equal((await deliver(`account/${accountId}`, body, { signature: sign(body, 'own secret') })).status, 200)
    deepEqual((await told()).at(-1), { accountId, interactions: ['m1'] })
  })

  const keptOf = async (account: string) => {
    const { rows } = await desk.world.pool.query<{ id: string; text: string; edition: number; by: string; at: Date }>(
      `select remote_id as id, text, edition, author ->> 'id' as by, at from interaction where account_id = $1 order by 1`,
      [account],
    )
    return rows
  }
  const say = async (page: string, said: (string | Said)[]) => {
    const body = JSON.stringify({ page, said })
    return (await deliver('app', body, { signature: sign(body, 'app secret') })).status
  }

  test('fifty deliveries at once, each twice and in no order, leave every word once', async () => {
    const page = await givenAccount(desk.world, await desk.brand('Busy'), { network: 'app' })
    const names = Array.from({ length: 40 }, (_, at) => `c${String(at).padStart(2, '0')}`)
    const turned = (by: number) => [...names.slice(by), ...names.slice(0, by)]
    const statuses = await Promise.all(
      Array.from({ length: 50 }, (_, at) => say(page, at % 2 ? turned(at % 40).reverse() : turned(at % 40))),
    )
    deepEqual(new Set(statuses), new Set([200]))
    deepEqual(
      (await keptOf(page)).map((one) => one.id),
      names,
    )
    const announced = (await told()).filter((one) => one.accountId === page).flatMap((one) => one.interactions)
    deepEqual(announced.sort(), names)
  })

  test('whatever came first, the last edit stands, and what was deleted keeps who and when but no words', async () => {
    const first: Said = { id: 'c', text: 'first' }
    const once: Said = { id: 'c', text: 'second', edited: true, editedAt: 1_000 }
    const twice: Said = { id: 'c', text: 'third', edited: true, editedAt: 2_000 }
    const gone: Said = { id: 'c', text: '', deleted: true }
    const brand = await desk.brand('Changing minds')
    for (const order of ordersOf([first, once, twice])) {
      const page = await givenAccount(desk.world, brand, { network: 'app' })
      for (const one of order) await say(page, [one, one])
      deepEqual(await keptOf(page), [{ id: 'c', text: 'third', edition: 1, by: 'p', at: new Date(saidAt) }])
    }
    for (const order of ordersOf([first, twice, gone])) {
      const page = await givenAccount(desk.world, brand, { network: 'app' })
      await say(page, order)
      deepEqual(await keptOf(page), [{ id: 'c', text: '', edition: 2, by: 'p', at: new Date(saidAt) }])
    }
  })

  test('a delivery of thousands is kept whole, also what no table likes to hold, and is read in pages', async () => {
    const brand = await desk.brand('Loud')
    const page = await givenAccount(desk.world, brand, { network: 'app' })
    const said = Array.from({ length: 3_000 }, (_, at) => ({
      id: `c${at}`,
      text: `half \ud83d and nothing \u0000 ${at}`,
    }))
    equal(await say(page, said), 200)
    equal((await keptOf(page)).length, 3_000)
    const seen = new Set<string>()
    let after = ''
    do {
      const query = new URLSearchParams({ limit: '200', account: page, ...(after && { after }) })
      const { body } = await desk.ask<{ items: { remoteId: string }[]; next: string | null }>(
        'GET',
        `/api/brands/${brand}/interactions?${query}`,
        { as: await desk.owner() },
      )
      for (const { remoteId } of body.items) seen.add(remoteId)
      after = body.next ?? ''
    } while (after)
    equal(seen.size, 3_000)
  })

  test('chats of one bot have one door at their network: what comes to any of theirs reaches the one it is for', async () => {
    const chat = await givenAccount(desk.world, await desk.brand('Same bot'), { network: 'account' })
    const sealed = desk.world.secrets.seal(JSON.stringify({ hook: 'own secret' }), `account ${chat}`)
    await desk.world.db.updateTable('account').set({ secrets: sealed }).where('id', '=', chat).execute()
    const before = await keptOf(accountId)
    const body = JSON.stringify({
      said: [
        { id: 'for the other', chat },
        { id: 'for nobody here', chat: 'elsewhere' },
      ],
    })
    equal((await deliver(`account/${accountId}`, body, { signature: sign(body, 'own secret') })).status, 200)
    deepEqual(
      (await keptOf(chat)).map((one) => one.id),
      ['for the other'],
    )
    deepEqual(await keptOf(accountId), before)
  })

  test('what is proven by the keys of the practice network reaches practice accounts only', async () => {
    const brand = await desk.brand('Practising')
    const [real, practising] = [
      await givenAccount(desk.world, brand, { network: 'app' }),
      await givenAccount(desk.world, brand, { network: 'app' }),
    ]
    await desk.world.db.updateTable('account').set({ practice: true }).where('id', '=', practising).execute()
    await keepPracticeApp(desk.world, 'app', { clientSecret: 'practice secret' })
    for (const page of [real, practising]) {
      const body = JSON.stringify({ page, said: ['c1'] })
      equal((await deliver('app', body, { signature: sign(body, 'practice secret') })).status, 200)
    }
    deepEqual(await keptOf(real), [])
    equal((await keptOf(practising)).length, 1)
  })

  test('doors nobody opened are not there', async () => {
    for (const path of ['nowhere', 'account', `app/${accountId}`, 'account/nobody', `account/${accountId}/more`])
      equal((await deliver(path, '{}')).status, 404, path)
  })

  test('bytes of any type are taken as they came, but not without end', async () => {
    const odd = 'said=nothing&\u0000'
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    equal((await deliver('app', odd, { ...type, signature: sign(odd, 'app secret') })).status, 200)
    equal((await deliver('app', 'x'.repeat(1024 * 1024 + 1))).status, 413)
  })
})

const ordersOf = <T>(items: T[]): T[][] =>
  items.length < 2
    ? [items]
    : items.flatMap((one, at) => ordersOf(items.filter((_, other) => other !== at)).map((rest) => [one, ...rest]))

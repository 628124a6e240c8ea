import { deepEqual, equal, ok } from 'node:assert/strict'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { after, before, suite, test } from 'node:test'
import { keepApp } from '../../modules/brand/network-apps.ts'
import { testNetwork } from '../../modules/brand/testing.ts'
import { givenAccount } from '../../modules/brand/testing-desk.ts'
import { callerById } from '../../modules/team/index.ts'
import type { Network, WebhookKeys, WebhookRequest } from '../../networks/contract.ts'
import { loadModules } from '../load-modules.ts'
import { type ServedDesk, serveDesk } from './testing.ts'

const sign = (body: string | Buffer, secret: string) => createHmac('sha256', secret).update(body).digest('hex')

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
    webhooks: {
      per,
      verify,
      greet: ({ query }, { app }) =>
        query.challenge && query.token === app.clientSecret ? { status: 200, body: query.challenge } : undefined,
      read: (body) => {
        const { page = '', said = [] } = body as { page?: string; said?: string[] }
        const author = { id: 'p', handle: 'p', name: 'P' }
        const what = (id: string) => ({ id, kind: 'comment' as const, at: new Date(), author, text: id, media: [] })
        return said.map((id) => ({ account: page, what: what(id) }))
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

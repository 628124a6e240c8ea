import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { Network } from '../../networks/contract.ts'
import { accountAnswers, disconnectAccount } from './accounts.ts'
import { connectBySecret } from './connect.ts'
import { askForDeliveries, forgetAsked, stopDeliveries } from './deliveries.ts'
import { publicationsAhead, quotasTold } from './ports.ts'
import { type AccountRow, accountOf } from './store.ts'
import { type BrandWorld, brandWorld } from './testing.ts'

suite('What networks are asked to deliver', () => {
  let given: BrandWorld
  let heard: string[] = []
  let failure: NetworkFailure | undefined
  before(async () => {
    publicationsAhead.provide(async () => 0)
    quotasTold.provide(async () => new Map())
    given = await brandWorld()
    const act = (what: string) => async () => {
      if (failure) throw failure
      heard.push(what)
    }
    const webhooks: Network['webhooks'] = {
      ...{ per: 'account', verify: () => false, read: () => [] },
      subscribe: ({ account }, url) => act(`${account.remoteId} at ${url.replace(account.id, 'its own')}`)(),
      unsubscribe: ({ account }) => act(`${account.remoteId} no more, by ${Object.keys(account.secrets).join()}`)(),
    }
    Object.assign(given.network, { webhooks })
    given.world.config.publicUrl = 'https://desk.example.org'
  })
  after(() => given.world.close())

  const connect = async (who: string): Promise<AccountRow> => {
    const asked = { network: 'test', way: 'password', fields: { who } }
    const { accounts } = await connectBySecret(
      given.world,
      given.caller,
      given.brandId,
      asked,
      AbortSignal.timeout(10_000),
    )
    const [account] = accounts
    ok(account)
    return account
  }
  const turn = async () => {
    heard = []
    await askForDeliveries(given.world)
    return heard
  }
  const told = async ({ id }: AccountRow) => {
    const [answer] = await accountAnswers(given.world, [await accountOf(given.world.db, given.brandId, id)])
    return answer?.health.deliveries
  }
  const jobs = () =>
    given.world.db.selectFrom('job').select('payload').where('name', '=', 'brand.stop-deliveries').execute()
  const leave = async (account: AccountRow) => {
    heard = []
    await disconnectAccount(given.world, given.caller, { brandId: given.brandId, accountId: account.id })
    for (const { payload } of await jobs()) await stopDeliveries(given.world, payload)
    await given.world.db.deleteFrom('job').execute()
    return heard
  }

  test('an account that was connected is asked for once, again when it is connected again, and once a day', async () => {
    const account = await connect('anna')
    const asked = ['anna at https://desk.example.org/webhooks/test/its own']
    deepEqual(await turn(), asked)
    deepEqual(await turn(), [])
    equal((await told(account))?.refusal, null)
    await connect('anna')
    deepEqual(await turn(), asked)
    given.world.clock.moveBy(24 * 3_600_000)
    deepEqual(await turn(), asked)
    await leave(account)
  })

  test('a network that refuses is asked again, ever later, and the connection stays as it is', async () => {
    const account = await connect('bert')
    failure = new NetworkFailure('reconnect', 'no right to webhooks')
    const { refreshes } = given.network
    await turn()
    equal((await told(account))?.refusal, 'no right to webhooks')
    equal((await accountOf(given.world.db, given.brandId, account.id)).health, 'connected')
    equal(given.network.refreshes, refreshes)
    failure = undefined
    deepEqual(await turn(), [])
    given.world.clock.moveBy(60_000)
    equal((await turn()).length, 1)
    equal((await told(account))?.refusal, null)
    await leave(account)
  })

  test('who is disconnected is taken leave of by access that is forgotten afterwards, also after trouble', async () => {
    const account = await connect('cleo')
    await turn()
    await disconnectAccount(given.world, given.caller, { brandId: given.brandId, accountId: account.id })
    const [job] = await jobs()
    ok(job)
    ok(!JSON.stringify(job.payload).includes('access-'))
    failure = new NetworkFailure('network-down', 'the line is dead')
    await stopDeliveries(given.world, job.payload).then(
      () => ok(false, 'it is not tried again'),
      (error: unknown) => equal(error, failure),
    )
    failure = undefined
    heard = []
    await stopDeliveries(given.world, job.payload)
    deepEqual(heard, ['cleo no more, by access,refresh'])
    given.world.clock.moveBy(25 * 3_600_000)
    heard = []
    await stopDeliveries(given.world, job.payload)
    deepEqual(heard, [])
    await given.world.db.deleteFrom('job').execute()
  })

  test('while another account hears by the same ear it is not closed, but given to that one', async () => {
    Object.assign(given.network, { inbox: { kinds: [], streamOf: () => 'one bot' } })
    const [one, other] = [await connect('dora'), await connect('emil')]
    equal((await turn()).length, 2)
    deepEqual(await leave(one), [])
    deepEqual(await turn(), ['emil at https://desk.example.org/webhooks/test/its own'])
    deepEqual(await leave(other), ['emil no more, by access,refresh'])
    Object.assign(given.network, { inbox: undefined })
  })

  test('a desk nobody can reach asks for nothing, and one that went inside takes its wish back', async () => {
    const account = await connect('fina')
    await turn()
    for (const address of ['http://desk.example.org', 'https://192.168.1.9', 'https://desk.lan']) {
      given.world.config.publicUrl = address
      deepEqual((await turn()).length, address.startsWith('http:') ? 1 : 0)
      equal(await told(account), null)
    }
    given.world.config.publicUrl = 'https://desk.example.org'
    deepEqual(await turn(), ['fina at https://desk.example.org/webhooks/test/its own'])
    await leave(account)
  })

  test('a practice account of which polling tells all goes on being polled, any other is asked for from wherever the desk is', async () => {
    given.world.config.publicUrl = 'http://127.0.0.1:4400'
    const account = await connect('gus')
    await given.world.db.updateTable('account').set({ practice: true }).where('id', '=', account.id).execute()
    Object.assign(given.network, { inbox: { kinds: [], poll: async () => ({ items: [] }) } })
    deepEqual(await turn(), [])
    const { webhooks } = given.network
    Object.assign(given.network, { webhooks: { ...webhooks, tellsMore: true } })
    const asked = ['gus at http://127.0.0.1:4400/webhooks/test/its own']
    deepEqual(await turn(), asked)
    Object.assign(given.network, { webhooks, inbox: { kinds: [] } })
    await forgetAsked(given.world.db, [account.id])
    deepEqual(await turn(), asked)
  })
})

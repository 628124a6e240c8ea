import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import { noticesFor } from '../team/index.ts'
import { accountAnswer } from './accounts.ts'
import { checkAccount } from './check-account.ts'
import { beginConnect, finishConnect } from './connect.ts'
import { appOf, appsKnown, forgetApp, keepApp, keepPracticeApp } from './network-apps.ts'
import { chooseAccounts } from './offer-accounts.ts'
import { openAccount } from './open-account.ts'
import { publicationsAhead, quotasTold } from './ports.ts'
import { refreshAccount } from './refresh-account.ts'
import { accountOf, accountsOf } from './store.ts'
import { type BrandWorld, brandWorld } from './testing.ts'
import { checkAccountsDue, refreshAccountsDue } from './watch-accounts.ts'

const signal = AbortSignal.timeout(60_000)
const refusedAs = (code: string) => (error: unknown) =>
  error instanceof Refusal && (error.code === code || error.fields.some((field) => field.code === code))
const keys = { clientId: 'desk', clientSecret: 'very secret' }
const dayMs = 24 * 3600_000
publicationsAhead.provide(async () => 0)
quotasTold.provide(async () => new Map())

suite('Connecting over the desk’s own app', () => {
  let given: BrandWorld
  before(async () => {
    given = await brandWorld()
    await keepApp(given.world, given.caller, 'test', keys)
  })
  after(() => given.world.close())
  beforeEach(() => {
    Object.assign(given.network, { trouble: 'none', lifeMs: 3600_000, refreshes: 0, refused: [] })
  })

  const begin = (accountId?: string) => {
    const wish = { network: 'test', way: 'pages', fields: {}, accountId }
    return beginConnect(given.world, given.caller, given.brandId, wish, signal)
  }
  /** Comes back with this query; `code` names the pages of whoever signed in. */
  const comeBack = async (query: Record<string, string>, accountId?: string) => {
    const { state } = await begin(accountId)
    return finishConnect(given.world, given.caller, given.brandId, { state, query }, signal)
  }
  const choose = (token: string, chosen: string[], caller = given.caller) =>
    chooseAccounts(given.world, caller, given.brandId, { token, keys: chosen })
  const connect = async (...pages: string[]) => {
    const { accounts, choice } = await comeBack({ code: pages.join(',') })
    return choice
      ? choose(
          choice.token,
          choice.offered.map((one) => one.key),
        )
      : accounts
  }
  const one = async (page: string) => {
    const [account] = await connect(page)
    ok(account)
    return account
  }

  test('the keys of the app are sealed, and nobody is told what they are', async () => {
    const { world } = given
    const rows = JSON.stringify(await world.db.selectFrom('networkApp').selectAll().execute())
    ok(!rows.includes('very secret') && !rows.includes('"desk"'))
    const known = (await appsKnown(world)).get('test')
    ok(known?.ready)
    deepEqual(
      known.fields.map(({ key, from }) => [key, from]),
      [
        ['clientId', 'desk'],
        ['clientSecret', 'desk'],
        ['version', null],
      ],
    )
    ok(!JSON.stringify(known).includes('very secret'))
    const acts = await world.db.selectFrom('act').selectAll().where('name', '=', 'network.app-kept').execute()
    ok(acts.length > 0 && !JSON.stringify(acts).includes('very secret'))
  })

  test('a way that needs the app is refused while a key is missing, and says what is missing', async () => {
    const { world, caller } = given
    await forgetApp(world, caller, 'test')
    await keepApp(world, caller, 'test', { clientId: 'desk' })
    await rejects(begin(), refusedAs('brand.app.missing'))
    await keepApp(world, caller, 'test', { clientSecret: 'very secret' })
    match((await begin()).url, /client=desk/)
  })

  test('a key the network does not ask for, an empty one and one of the configuration are refused', async () => {
    const { world, caller } = given
    await rejects(keepApp(world, caller, 'test', { colour: 'red' }), refusedAs('request.field.unknown'))
    await rejects(keepApp(world, caller, 'test', { clientId: '' }), refusedAs('request.field.required'))
    const configured = { ...world, config: { ...world.config, networkApps: { test: { clientId: 'from outside' } } } }
    await rejects(keepApp(configured, caller, 'test', { clientId: 'mine' }), refusedAs('brand.app.configured'))
    deepEqual(await appOf(configured, { network: 'test', practice: false }), { ...keys, clientId: 'from outside' })
  })

  test('the app goes along with every call; a practice account has the practice network’s, never the operator’s', async () => {
    const { world, network, brandId } = given
    const { id } = await one('anna')
    deepEqual(network.keysSeen, keys)
    await checkAccount(world, brandId, id)
    deepEqual(network.keysSeen, keys)
    await keepPracticeApp(world, 'test', { clientId: 'lab' })
    await world.db.updateTable('account').set({ practice: true }).where('id', '=', id).execute()
    deepEqual((await openAccount(world, id)).app, { clientId: 'lab' })
    deepEqual(await appOf(world, { network: 'test', practice: false }), keys)
  })

  test('of thirty pages that one sign-in opens only the chosen are connected', async () => {
    const pages = Array.from({ length: 30 }, (_, n) => `page${n}`)
    const before = (await accountsOf(given.world.db, given.brandId)).length
    const { accounts, choice } = await comeBack({ code: pages.join(',') })
    deepEqual(accounts, [])
    ok(choice)
    equal(choice.offered.length, 30)
    ok(!JSON.stringify(choice).includes('access-'))
    const stored = JSON.stringify(await given.world.db.selectFrom('connectChoice').selectAll().execute())
    ok(!stored.includes('page3') && !stored.includes('access-') && !stored.includes(choice.token))
    const wanted = choice.offered.filter((page) => ['page3', 'page29'].includes(page.name)).map((page) => page.key)
    deepEqual(
      (await choose(choice.token, wanted)).map((account) => account.handle),
      ['@page3', '@page29'],
    )
    equal((await accountsOf(given.world.db, given.brandId)).length, before + 2)
    const again = await comeBack({ code: pages.join(',') })
    equal(again.choice?.offered.filter((page) => page.accountId !== null).length, 2)
  })

  test('the choice is of the session that signed in, within half an hour, once, among what was offered', async () => {
    const offered = async () => {
      const { choice } = await comeBack({ code: 'bea,ben' })
      ok(choice)
      return choice.token
    }
    const token = await offered()
    await rejects(choose(token, ['0'], { ...given.caller, sessionId: 'another' }), refusedAs('brand.connect.stale'))
    await rejects(choose(token, ['7']), refusedAs('brand.connect.notOffered'))
    await rejects(choose(token, ['0', 'x']), refusedAs('brand.connect.notOffered'))
    equal((await choose(token, ['1'])).length, 1)
    await rejects(choose(token, ['0']), refusedAs('brand.connect.stale'))
    const late = await offered()
    given.world.clock.moveBy(31 * 60_000)
    await rejects(choose(late, ['0']), refusedAs('brand.connect.stale'))
  })

  test('two accounts with one refresh token renew it once, and both go on', async () => {
    const { world, network } = given
    const [first, second] = await connect('cora', 'cleo')
    ok(first && second)
    world.clock.moveBy(2 * 3600_000)
    const [a, b] = [await openAccount(world, first.id), await openAccount(world, second.id)]
    equal(a.secrets.refresh, b.secrets.refresh)
    const [newA, newB] = await Promise.all([refreshAccount(world, a), refreshAccount(world, b)])
    equal(network.refreshes, 1)
    equal(newA.secrets.access, newB.secrets.access)
    equal(newA.expiresAt?.getTime(), newB.expiresAt?.getTime())
    for (const { id } of [first, second]) equal((await checkAccount(world, given.brandId, id)).health, 'connected')
  })

  test('of two that share a refresh token and hold access of their own each renews its own, with the newest token', async () => {
    const { world, network } = given
    const [first, second] = await connect('dina', 'dora')
    ok(first && second)
    const opened = await openAccount(world, second.id)
    const own = world.secrets.seal(JSON.stringify({ ...opened.secrets, access: 'its own' }), `account ${second.id}`)
    await world.db.updateTable('account').set({ secrets: own }).where('id', '=', second.id).execute()
    world.clock.moveBy(2 * 3600_000)
    const [newFirst, newSecond] = await Promise.all([
      refreshAccount(world, await openAccount(world, first.id)),
      refreshAccount(world, await openAccount(world, second.id)),
    ])
    equal(network.refreshes, 2)
    ok(newFirst.secrets.access !== newSecond.secrets.access && newSecond.secrets.access !== 'its own')
    const [a, b] = [await openAccount(world, first.id), await openAccount(world, second.id)]
    equal(a.secrets.refresh, b.secrets.refresh)
    for (const { id } of [first, second]) equal((await checkAccount(world, given.brandId, id)).health, 'connected')
  })

  test('whoever does not agree at the network is told so, and nothing is connected', async () => {
    const before = (await accountsOf(given.world.db, given.brandId)).length
    const noes: Record<string, string>[] = [
      { error: 'access_denied' },
      { error: 'user_cancelled_login' },
      { denied: 'token' },
    ]
    for (const query of noes) await rejects(comeBack(query), refusedAs('brand.connect.denied'))
    equal((await accountsOf(given.world.db, given.brandId)).length, before)
  })

  test('an address to come back to that the network does not know is told with the right one', async () => {
    await rejects(comeBack({ code: 'elsewhere' }), (error) => {
      ok(error instanceof Refusal && error.code === 'brand.connect.redirect')
      equal(error.values.redirect, `${given.world.config.publicUrl}/connect/return`)
      return true
    })
  })

  test('a forged state, and one that was used, connect nothing', async () => {
    const { world, caller, brandId } = given
    const { state } = await begin()
    const back = (used: string) =>
      finishConnect(world, caller, brandId, { state: used, query: { code: 'dan' } }, signal)
    await rejects(back(`${state}x`), refusedAs('brand.connect.stale'))
    equal((await back(state)).accounts.length, 1)
    await rejects(back(state), refusedAs('brand.connect.stale'))
  })

  test('a right that was refused is told: without a needed one the account is limited', async () => {
    const { world, network } = given
    network.refused = ['read']
    const some = accountAnswer(world, await one('emma'))
    deepEqual([some.health.state, some.health.missing], ['connected', [{ name: 'read', needed: false }]])
    network.refused = ['publish']
    const limited = accountAnswer(world, await one('emma'))
    deepEqual([limited.health.state, limited.health.missing], ['limited', [{ name: 'publish', needed: true }]])
    world.clock.moveBy(7 * 3600_000)
    network.lifeMs = dayMs
    await one('emma')
    world.clock.moveBy(7 * 3600_000)
    await checkAccountsDue(world)
    const told = await noticesFor(world, given.caller, { limit: 50 }, 'en')
    ok(told.items.some((notice) => notice.text.startsWith('Fresh name lacks a right')))
  })

  test('a page that is no longer managed must be connected again, and the reason is kept', async () => {
    const { world, brandId, network } = given
    const { id } = await one('fay')
    const { health } = network
    network.health = async () => {
      throw new NetworkFailure('reconnect', 'you do not manage this page any more')
    }
    network.trouble = 'revoked'
    network.refresh = undefined
    const row = await checkAccount(world, brandId, id)
    deepEqual([row.health, row.healthReason], ['reconnect', 'you do not manage this page any more'])
    Object.assign(network, { health, trouble: 'none' })
    await rejects(comeBack({ code: 'other,another' }, id), refusedAs('brand.noLongerThere'))
    await rejects(comeBack({ code: 'other' }, id), refusedAs('brand.otherIdentity'))
    equal((await accountOf(world.db, brandId, id)).health, 'reconnect')
  })

  test('signing in for one account mends those that wait for the same sign-in, and leaves the others alone', async () => {
    const { world, brandId } = given
    const [ida, ivy] = await connect('ida', 'ivy')
    const rest = await one('ike')
    ok(ida && ivy)
    const ids = [ida.id, ivy.id, rest.id]
    await world.db.updateTable('account').set({ health: 'reconnect' }).where('id', 'in', ids).execute()
    const { accounts } = await comeBack({ code: 'ida,ivy,new' }, ida.id)
    deepEqual(accounts.map((account) => account.id).sort(), [ida.id, ivy.id].sort())
    equal((await accountOf(world.db, brandId, rest.id)).health, 'reconnect')
  })

  test('access that only a person can renew is warned of a week before its end, once', async () => {
    const { world, network, brandId } = given
    await world.db.deleteFrom('account').execute()
    network.refresh = undefined
    network.lifeMs = 10 * dayMs
    const { id } = await one('greta')
    const state = async () => accountAnswer(world, await accountOf(world.db, brandId, id)).health.state
    const told = async () =>
      (await noticesFor(world, given.caller, { limit: 50 }, 'en')).items
        .map((notice) => notice.text)
        .filter((text) => text.startsWith('The access to'))
    world.clock.moveBy(2 * dayMs)
    await checkAccountsDue(world)
    deepEqual([await state(), await told()], ['connected', []])
    world.clock.moveBy(1.5 * dayMs)
    await checkAccountsDue(world)
    world.clock.moveBy(7 * 3600_000)
    await checkAccountsDue(world)
    equal(await state(), 'expiring')
    deepEqual(await told(), ['The access to Fresh name ends in 6 days. Connect it again before then.'])
  })

  test('access that the network will not renew is used until it ends, and a person is warned in time', async () => {
    const { world, network, brandId } = given
    await world.db.deleteFrom('account').execute()
    network.lifeMs = 10 * dayMs
    network.refresh = async () => {
      network.refreshes++
      throw new NetworkFailure('reconnect', 'this app may not renew')
    }
    const { id } = await one('lars')
    const state = async () => accountAnswer(world, await accountOf(world.db, brandId, id)).health.state
    world.clock.moveBy(8.5 * dayMs)
    await refreshAccountsDue(world)
    await refreshAccountsDue(world)
    deepEqual([network.refreshes, await state()], [1, 'expiring'])
    equal((await checkAccount(world, brandId, id)).health, 'connected')
    world.clock.moveBy(2 * dayMs)
    equal((await checkAccount(world, brandId, id)).health, 'reconnect')
  })
})

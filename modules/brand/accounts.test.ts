import { deepEqual, equal, match, notEqual, ok, rejects } from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { inTransaction } from '../../kernel/db/connect.ts'
import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import { until } from '../../kernel/testing.ts'
import { mailUrgentNotices, noticesFor } from '../team/index.ts'
import { markReconnect, markUnreachable, markWell } from './account-health.ts'
import { accountAnswer, disconnectAccount } from './accounts.ts'
import { checkAccount } from './check-account.ts'
import { beginConnect, connectBySecret, finishConnect } from './connect.ts'
import { keepAccounts } from './keep-accounts.ts'
import { chooseAccounts } from './offer-accounts.ts'
import { openAccount } from './open-account.ts'
import { publicationsAhead, quotasTold } from './ports.ts'
import { refreshAccount } from './refresh-account.ts'
import { accountOf, accountsOf } from './store.ts'
import { type BrandWorld, brandWorld } from './testing.ts'
import { refreshAccountsDue } from './watch-accounts.ts'
import { withFreshAccount } from './with-fresh-account.ts'

const signal = AbortSignal.timeout(60_000)
const refusedAs = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const hourMs = 3600_000
let ahead = 0
publicationsAhead.provide(async () => ahead)
quotasTold.provide(async () => new Map())

suite('The accounts of a brand', () => {
  let given: BrandWorld
  before(async () => {
    given = await brandWorld()
  })
  after(() => given.world.close())
  beforeEach(() => {
    given.network.trouble = 'none'
    given.network.lifeMs = hourMs
    given.network.refreshes = 0
  })

  const signIn = (who: string, accountId?: string) => {
    const wish = { network: 'test', way: 'password', fields: { who }, accountId }
    return connectBySecret(given.world, given.caller, given.brandId, wish, signal)
  }
  /** Everything that the sign-in opens. */
  const connect = async (who: string, accountId?: string) => {
    const { accounts, choice } = await signIn(who, accountId)
    if (!choice) return accounts
    const keys = choice.offered.map((one) => one.key)
    return chooseAccounts(given.world, given.caller, given.brandId, { token: choice.token, keys })
  }
  const one = async (who: string) => {
    const [account] = await connect(who)
    ok(account)
    return account
  }
  const stored = (id: string) =>
    given.world.db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const call = (id: string, world = given.world) =>
    withFreshAccount(world, id, (account) =>
      given.network
        .health({ account, http: world.http, clock: world.clock, signal })
        .then(() => account.secrets.access),
    )

  test('all places that a network gives are connected, and their access lies sealed', async () => {
    const accounts = await connect('anna,boris')
    deepEqual(
      accounts.map((account) => account.handle),
      ['@anna', '@boris'],
    )
    for (const { id } of accounts) {
      const { secrets } = await stored(id)
      ok(secrets && !secrets.includes('access-'))
      match((await openAccount(given.world, id)).secrets.access ?? '', /^access-/)
    }
  })

  test('sealed access does not open in the place of another account', async () => {
    const [first, second] = [await one('first'), await one('second')]
    const { secrets } = await stored(first.id)
    await given.world.db.updateTable('account').set({ secrets }).where('id', '=', second.id).execute()
    await rejects(openAccount(given.world, second.id), /belongs to another owner/)
    await given.world.db.deleteFrom('account').where('id', '=', second.id).execute()
  })

  test('a place that is connected again stays the same account', async () => {
    const before = await one('carl')
    await disconnectAccount(given.world, given.caller, { brandId: given.brandId, accountId: before.id })
    const after = await one('carl')
    equal(after.id, before.id)
    equal(after.health, 'connected')
    equal((await accountsOf(given.world.db, given.brandId)).filter((account) => account.id === before.id).length, 1)
  })

  test('to connect an account again as somebody else is refused, and leaves it as it was', async () => {
    const before = await one('dora')
    await rejects(connect('somebody', before.id), refusedAs('brand.otherIdentity'))
    equal((await accountOf(given.world.db, given.brandId, before.id)).secretsVersion, before.secretsVersion)
    ok(!(await accountsOf(given.world.db, given.brandId)).some((account) => account.handle === '@somebody'))
  })

  test('who returns from the network must be the session that left, within half an hour, once', async () => {
    const { world, caller, brandId } = given
    const wish = { network: 'test', way: 'oauth', fields: {} }
    const begun = await beginConnect(world, caller, brandId, wish, signal)
    const back = { state: begun.state, query: { code: 'eva' } }
    const stolen = { ...caller, sessionId: 'session-2' }
    await rejects(finishConnect(world, stolen, brandId, back, signal), refusedAs('brand.connect.stale'))
    const { accounts } = await finishConnect(world, caller, brandId, back, signal)
    equal(accounts[0]?.remoteId, 'eva here')
    await rejects(finishConnect(world, caller, brandId, back, signal), refusedAs('brand.connect.stale'))
    const late = await beginConnect(world, caller, brandId, wish, signal)
    world.clock.moveBy(31 * 60_000)
    const tooLate = finishConnect(world, caller, brandId, { ...back, state: late.state }, signal)
    await rejects(tooLate, refusedAs('brand.connect.stale'))
    const pending = await world.db.selectFrom('connectPending').selectAll().execute()
    ok(pending.every((row) => !JSON.stringify(row).includes(late.state) && !row.pending.includes('here')))
  })

  test('twenty who need access that has ended renew it once', async () => {
    const { id } = await one('fred')
    given.world.clock.moveBy(2 * hourMs)
    const used = await Promise.all(Array.from({ length: 20 }, () => call(id)))
    equal(given.network.refreshes, 1)
    equal(new Set(used).size, 1)
  })

  test('two processes that need it at the same time renew it once', async () => {
    const { id } = await one('gina')
    given.world.clock.moveBy(2 * hourMs)
    const { config } = given.world
    const elsewhere = { ...given.world, config: { ...config, databaseUrl: `${config.databaseUrl}#elsewhere` } }
    const used = await Promise.all([call(id), call(id, elsewhere), call(id), call(id, elsewhere)])
    equal(given.network.refreshes, 1)
    equal(new Set(used).size, 1)
  })

  test('accounts whose network hangs while their access is renewed take no connection to the database from others', async () => {
    const { world, network } = given
    const { refresh } = network
    const answers = Promise.withResolvers<void>()
    let asked = 0
    network.refresh = async (context) => {
      asked++
      await answers.promise
      return refresh ? refresh(context) : { secrets: {} }
    }
    const accounts = await connect(Array.from({ length: 20 }, (_, n) => `hanging${n}`).join(','))
    world.clock.moveBy(2 * hourMs)
    const calls = Promise.all(accounts.map(({ id }) => call(id)))
    await until(() => asked === accounts.length)
    await until(() => world.pool.idleCount === world.pool.totalCount)
    equal(world.pool.waitingCount, 0)
    network.refresh = refresh
    answers.resolve()
    await calls
    equal(network.refreshes, accounts.length)
    deepEqual(await world.db.selectFrom('accountRenewal').selectAll().execute(), [])
  })

  test('the turn of a process that was killed while it renewed is taken over', async () => {
    const { id } = await one('greta')
    given.world.clock.moveBy(2 * hourMs)
    await given.world.pool.query(
      `insert into account_renewal values ($1, 'killed', clock_timestamp() + interval '300 milliseconds')`,
      [id],
    )
    match((await call(id)) ?? '', /^access-/)
    equal(given.network.refreshes, 1)
  })

  test('access that a person brought anew while the old was being renewed is not overwritten', async () => {
    const { world, network } = given
    const { refresh } = network
    const { id } = await one('henk')
    const stale = await openAccount(world, id)
    network.refresh = async (context) => {
      await connect('henk', id)
      return refresh ? refresh(context) : { secrets: {} }
    }
    const used = await refreshAccount(world, stale)
    network.refresh = refresh
    equal(used.secretsVersion, stale.secretsVersion + 1)
    equal(await call(id), used.secrets.access)
    equal(network.refreshes, 1)
  })

  test('access that the network ended early is renewed, and the call made again', async () => {
    const { id } = await one('hugo')
    let tries = 0
    const answer = await withFreshAccount(given.world, id, async ({ secrets }) => {
      if (++tries === 1) throw new NetworkFailure('reconnect', 'token expired')
      return secrets.access
    })
    deepEqual([tries, given.network.refreshes], [2, 1])
    equal(answer, (await openAccount(given.world, id)).secrets.access)
  })

  test('renewed access is kept even when the call it was for fails', async () => {
    const { id } = await one('ines')
    given.world.clock.moveBy(2 * hourMs)
    const failing = withFreshAccount(given.world, id, async () => {
      throw new NetworkFailure('rejected', 'no such post')
    })
    await rejects(failing, /no such post/)
    match((await call(id)) ?? '', /^access-/)
    equal(given.network.refreshes, 1)
  })

  test('access is renewed in the last fifth of its life, not before', async () => {
    const { id } = await one('jana')
    const { secretsVersion: version } = await openAccount(given.world, id)
    given.world.clock.moveBy(0.7 * hourMs)
    await refreshAccountsDue(given.world)
    equal((await openAccount(given.world, id)).secretsVersion, version)
    given.world.clock.moveBy(0.15 * hourMs)
    await refreshAccountsDue(given.world)
    equal((await openAccount(given.world, id)).secretsVersion, version + 1)
  })

  test('a network that does not answer costs no account its connection', async () => {
    const { id } = await one('karl')
    given.network.trouble = 'down'
    equal((await checkAccount(given.world, given.brandId, id)).health, 'unreachable')
    notEqual((await stored(id)).secrets, null)
    given.network.trouble = 'none'
    const well = await checkAccount(given.world, given.brandId, id)
    deepEqual([well.health, well.name, well.facts], ['connected', 'Fresh name', { seen: true }])
  })

  test('whatever signs a network puts into names, facts and reasons, the account is kept and told of', async () => {
    const { world, network, caller, brandId } = given
    const hostile = { ...network.give('olaf', '@ol\0af'), name: 'Olaf\0 \ud83d', facts: { 'key\0': 'half \udc00' } }
    const [account] = await keepAccounts(world, caller, { brandId, network: 'test', way: 'password', signIn: 'once' }, [
      hostile,
    ])
    ok(account)
    deepEqual([account.name, account.handle], ['Olaf\ufffd \ufffd', '@ol\ufffdaf'])
    deepEqual(account.facts, { 'key\ufffd': 'half \ufffd' })
    await markWell(world, account, { name: 'Ol\0', handle: '\0', facts: { '\ud800': ['\0'] } })
    deepEqual((await stored(account.id)).facts, { '\ufffd': ['\ufffd'] })
    await markUnreachable(world, await accountOf(world.db, brandId, account.id), 'down \0')
    await markReconnect(world, account.id, 'gone \0')
    equal((await stored(account.id)).healthReason, 'gone \ufffd')
  })

  test('a network that stays silent is not waited for longer than was said', async () => {
    const { id } = await one('ivo')
    given.network.trouble = 'silent'
    const checked = await checkAccount(given.world, given.brandId, id, 50)
    deepEqual([checked.health, checked.healthReason], ['unreachable', 'no answer within 0.05 s'])
    notEqual((await stored(id)).secrets, null)
  })

  test('access that was taken away is told to those who can connect it again: once, urgently, in their language', async () => {
    const { world, caller, brandId } = given
    const account = await one('lena')
    given.network.trouble = 'revoked'
    await checkAccount(world, brandId, account.id)
    const checked = await checkAccount(world, brandId, account.id)
    equal(accountAnswer(world, checked).health.state, 'reconnect')
    const mine = async () => (await noticesFor(world, caller, { limit: 50 }, 'uk')).items.filter((one) => !one.seen)
    const told = (await mine()).filter((one) => one.text.startsWith('lena'))
    deepEqual(
      told.map((one) => one.text),
      ['lena треба під’єднати знову. До того часу там нічого не публікується.'],
    )
    await mailUrgentNotices(world)
    await mailUrgentNotices(world)
    const mails = world.mails.filter((mail) => mail.text.includes('lena треба'))
    deepEqual(
      mails.map((mail) => mail.to),
      ['olga@desk.example'],
    )
    given.network.trouble = 'none'
    await connect('lena', account.id)
    ok(!(await mine()).some((one) => one.text.startsWith('lena')))
  })

  test('what is disconnected keeps its history and forgets its access; not while something waits to be sent', async () => {
    const { id } = await one('mona')
    const of = { brandId: given.brandId, accountId: id }
    ahead = 3
    await rejects(disconnectAccount(given.world, given.caller, of), refusedAs('brand.accountStillPlanned'))
    ahead = 0
    await disconnectAccount(given.world, given.caller, of)
    equal((await stored(id)).secrets, null)
    equal((await accountOf(given.world.db, given.brandId, id)).handle, '@mona')
    await rejects(call(id), (error) => error instanceof NetworkFailure && error.kind === 'reconnect')
    const acts = await given.world.db.selectFrom('act').select('name').where('subject', '=', id).orderBy('id').execute()
    deepEqual(
      acts.map((act) => act.name),
      ['account.connected', 'account.disconnected'],
    )
  })

  test('who disconnects an account waits for whoever is planning something there, and is then refused', async () => {
    const { id } = await one('nora')
    const { leaving } = await inTransaction(given.world.db, async (tx) => {
      await tx.selectFrom('account').select('id').where('id', '=', id).forKeyShare().execute()
      const leaving = disconnectAccount(given.world, given.caller, { brandId: given.brandId, accountId: id })
      await Promise.race([leaving, pause(500)])
      ahead = 1
      return { leaving }
    })
    await rejects(leaving, refusedAs('brand.accountStillPlanned'))
    ahead = 0
  })
})

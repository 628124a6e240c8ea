import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failsAs } from '../conformance/fails-as.ts'
import { callOf, freshKey, plain, prepare, publish } from '../conformance.ts'
import { signIn } from '../lab/sign-in.ts'
import { loginWay, tokenWay } from './connect.ts'
import network from './index.ts'
import { onPage } from './testing.ts'

test('one sign-in gives every page that was ticked, each with a token of its own', () =>
  onPage(async (_call, world) => {
    world.handle.alsoManages('north_roasters', 'Second shop', 'second_shop')
    const accounts = await signIn(loginWay, world, world.context)
    assert.deepEqual(
      accounts.map((one) => one.handle),
      ['north_roasters', 'second_shop'],
    )
    assert.equal(new Set(accounts.map((one) => one.secrets.token)).size, 2)
    assert.ok(accounts.every((one) => one.expiresAt === undefined && one.scopes.includes('pages_manage_posts')))
  }))

test('a system user’s token gives its pages, and a page’s own token gives that page', () =>
  onPage(async (call, { context, handle }) => {
    assert.ok(tokenWay.kind === 'secret')
    const [bySystem] = await tokenWay.connect({ token: handle.userToken('north_roasters') }, context)
    const [byPage] = await tokenWay.connect({ token: call.account.secrets.token ?? '' }, context)
    assert.deepEqual([bySystem?.remoteId, byPage?.remoteId], [call.account.remoteId, call.account.remoteId])
    await assert.rejects(tokenWay.connect({ token: 'EAABwrong' }, context), failsAs('reconnect'))
    await assert.rejects(tokenWay.connect({ token: ' ' }, context), failsAs('rejected'))
  }))

test('a page that the person no longer manages must be connected again', () =>
  onPage(async (call, { handle, lab }) => {
    const { post, postKey, done } = await prepare(network, call, plain('Still ours?'), freshKey())
    handle.loses('north_roasters')
    await assert.rejects(post.run(call, postKey, done), failsAs('reconnect', /administrator/))
    assert.equal(lab.ledger.live('facebook').length, 0)
  }))

test('a page that was removed at the network must be looked after by a person, and nothing is published there', () =>
  onPage(async (call, { handle, lab }) => {
    const { post, postKey, done } = await prepare(network, call, plain('Still here?'), freshKey())
    handle.removes('north_roasters')
    await assert.rejects(network.health(call), failsAs('reconnect', /does not exist/))
    await assert.rejects(post.run(call, postKey, done), failsAs('reconnect', /does not exist/))
    await assert.rejects(network.inbox.poll(call, undefined), failsAs('reconnect'))
    assert.equal(lab.ledger.live('facebook').length, 0)
  }))

test('a post that is gone is no reason to connect the page anew', () =>
  onPage(async (call) => {
    const { ref, done } = await publish(network, call, plain('Hello'))
    await network.remove(call, ref, done)
    assert.equal(await network.readBack(call, ref), 'gone')
    await assert.doesNotReject(network.health(call))
  }))

test('a right that was not given is told as one to be given', () =>
  onPage(async (_call, world) => {
    assert.ok(loginWay.kind === 'oauth')
    const leaving = { ...world.context, redirectUri: 'https://desk.example/connect/return', state: 's' }
    const { url, pending } = await loginWay.begin({}, leaving)
    const page = new URL(url)
    page.searchParams.set('scope', 'pages_show_list')
    page.searchParams.set('agree', world.consent?.agree ?? '')
    const back = new URL((await world.context.http({ url: page.href })).headers.location ?? '')
    const [account] = await loginWay.finish(Object.fromEntries(back.searchParams), pending, leaving)
    assert.ok(account)
    assert.deepEqual(account.scopes, ['pages_show_list'])
    await assert.rejects(
      publish(network, callOf(account, world.context), plain('No right')),
      failsAs('reconnect', /permission/),
    )
  }))

test('a call that proves another app is refused, and a wrong redirect gives nothing', () =>
  onPage(async (call, world) => {
    const account = { ...call.account, app: { ...call.account.app, clientSecret: 'stolen' } }
    await assert.rejects(network.health({ ...call, account }), failsAs('rejected', /appsecret_proof/))
    assert.ok(loginWay.kind === 'oauth')
    const leaving = { ...world.context, redirectUri: 'https://desk.example/connect/return', state: 's' }
    const { url, pending } = await loginWay.begin({}, leaving)
    const back = new URL(
      (await world.context.http({ url: `${url}&agree=${world.consent?.agree}` })).headers.location ?? '',
    )
    const elsewhere = { ...leaving, redirectUri: 'https://other.example/return' }
    await assert.rejects(
      loginWay.finish(Object.fromEntries(back.searchParams), pending, elsewhere),
      failsAs('reconnect'),
    )
  }))

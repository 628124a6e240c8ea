import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import { labWorld } from '../conformance.ts'
import type { ConnectWay } from '../contract.ts'
import { serverAddress } from './connect.ts'
import network from './index.ts'
import { type MastodonHandle, mastodonInstance } from './lab.ts'

type World = Awaited<ReturnType<typeof labWorld>>
type Answers = { decision?: string; change?: (pending: Awaited<ReturnType<Oauth['begin']>>['pending']) => void }
type Oauth = Extract<ConnectWay, { kind: 'oauth' }>
const redirectUri = 'https://desk.example/api/connect/callback'

const oauth = (): Oauth => {
  const way = network.connect.find((one) => one.kind === 'oauth')
  assert.ok(way?.kind === 'oauth')
  return way
}

/** Goes to the server's page as a browser would, decides, and comes back with the query. */
async function signIn(world: World, answers: Answers = {}) {
  const context = { ...world.context, redirectUri, state: 'state-123' }
  const { url, pending } = await oauth().begin({ server: world.fields.server ?? '' }, context)
  const page = await fetch(url)
  assert.equal(page.status, 200, await page.clone().text())
  const html = await page.text()
  const form = new URLSearchParams(
    [...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)]
      .filter((hit) => hit[1] !== 'decision')
      .map((hit): [string, string] => [hit[1] ?? '', (hit[2] ?? '').replaceAll('&amp;', '&')]),
  )
  form.set('decision', answers.decision ?? 'allow')
  const decided = await fetch(new URL('authorize', url), { method: 'POST', body: form, redirect: 'manual' })
  const back = new URL(decided.headers.get('location') ?? '')
  answers.change?.(pending)
  return {
    url: new URL(url),
    back,
    finish: () => oauth().finish(Object.fromEntries(back.searchParams), pending, context),
  }
}

async function inWorld(run: (world: World) => Promise<void>, options = {}): Promise<void> {
  const world = await labWorld(mastodonInstance(options), { strict: true })
  try {
    await run(world)
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
  }
}

const isReconnect = (error: unknown) => error instanceof NetworkFailure && error.kind === 'reconnect'

test('a person signs in on the server and the account is connected with the rights asked for', () =>
  inWorld(async (world) => {
    const { back, url, finish } = await signIn(world)
    assert.equal(back.searchParams.get('state'), 'state-123')
    assert.equal(url.searchParams.get('code_challenge_method'), 'S256')
    const [account] = await finish()
    assert.equal(account?.name, 'Обсмажка “North”')
    assert.ok(account?.scopes.includes('write:statuses') && !account.scopes.includes('write'))
    await network.health({ ...world.context, account: { id: 'a', app: {}, ...account } })
  }))

test('a person who declines connects nothing, and the server’s words say why', () =>
  inWorld(async (world) => {
    const { finish } = await signIn(world, { decision: 'deny' })
    await assert.rejects(
      finish(),
      (error: unknown) => error instanceof NetworkFailure && error.kind === 'rejected' && /denied/.test(error.message),
    )
  }))

test('one app is registered for one server, however many accounts sign in', () =>
  inWorld(async (world) => {
    const first = await signIn(world)
    const second = await signIn(world)
    assert.equal(first.url.searchParams.get('client_id'), second.url.searchParams.get('client_id'))
  }))

test('when the server has forgotten the app, the app registers again and the person can sign in', () =>
  inWorld(async (world) => {
    const first = await signIn(world)
    ;(world.lab.network('mastodon') as MastodonHandle).forgetApps()
    const second = await signIn(world)
    assert.notEqual(first.url.searchParams.get('client_id'), second.url.searchParams.get('client_id'))
    assert.equal((await second.finish()).length, 1)
  }))

test('when the app is forgotten between the page and the return, the sign-in is begun again with a new app', () =>
  inWorld(async (world) => {
    const first = await signIn(world)
    ;(world.lab.network('mastodon') as MastodonHandle).forgetApps()
    await assert.rejects(first.finish(), isReconnect)
    assert.equal((await (await signIn(world)).finish()).length, 1)
  }))

test('a code taken by somebody else is worth nothing without the verifier', () =>
  inWorld(async (world) => {
    const { finish } = await signIn(world, {
      change: (pending) => void Object.assign(pending, { verifier: 'guessed-guessed-guessed-guessed-guessed-gue' }),
    })
    await assert.rejects(finish(), isReconnect)
  }))

test('a code works once', () =>
  inWorld(async (world) => {
    const { finish } = await signIn(world)
    await finish()
    await assert.rejects(finish(), isReconnect)
  }))

test('a server older than 4.3 is signed in to without PKCE, and its limits are read from its old address', () =>
  inWorld(
    async (world) => {
      const { url, finish } = await signIn(world)
      assert.equal(url.searchParams.get('code_challenge'), null)
      const [account] = await finish()
      assert.match(JSON.stringify(account?.facts), /"version":"4\.2\.0".*"maxCharacters":500/)
    },
    { old: true },
  ))

test('people write the address of their server in many ways', () => {
  for (const written of [
    'mastodon.social',
    ' https://mastodon.social/ ',
    '@brand@mastodon.social',
    'brand@mastodon.social',
    'https://mastodon.social/@brand',
  ])
    assert.equal(serverAddress(written), 'https://mastodon.social', written)
  assert.equal(serverAddress('http://127.0.0.1:4000/mastodon'), 'http://127.0.0.1:4000/mastodon')
  for (const written of [
    '',
    '   ',
    'ftp://mastodon.social',
    'https://user:secret@mastodon.social',
    'not an address',
    undefined,
  ])
    assert.throws(() => serverAddress(written), Refusal, written)
})

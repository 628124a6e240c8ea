import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import { callOf, freshKey, labWorld, plain, publish } from '../conformance.ts'
import type { ConnectedAccount } from '../contract.ts'
import { authServerOf } from './auth-server.ts'
import bluesky from './index.ts'
import emulator from './lab.ts'
import { oauthWay } from './oauth.ts'

const redirectUri = 'http://127.0.0.1:4123/connect/bluesky/oauth/callback'

describe('signing in to Bluesky by OAuth', () => {
  let world: Awaited<ReturnType<typeof labWorld>>
  before(async () => {
    world = await labWorld(emulator, { strict: false })
  })
  after(() => world.close())

  const context = () => ({ ...world.context, redirectUri, state: 'state-of-this-try' })
  const begin = () =>
    oauthWay.begin({ identifier: world.fields.identifier ?? '', server: world.fields.server ?? '' }, context())

  /** What a person's browser does on the page of the sign-in server. */
  async function decide(url: string, decision: 'allow' | 'deny'): Promise<Record<string, string>> {
    const page = await (await fetch(url)).text()
    const request = /name="request_uri" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const form = {
      request_uri: request,
      handle: world.fields.identifier ?? '',
      password: world.fields.password ?? '',
      decision,
    }
    const answer = await fetch(url.split('?')[0] ?? '', {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    })
    return Object.fromEntries(new URL(answer.headers.get('location') ?? '').searchParams)
  }

  async function connected(): Promise<ConnectedAccount> {
    const { url, pending } = await begin()
    const [account] = await oauthWay.finish(await decide(url, 'allow'), pending, context())
    assert.ok(account)
    return account
  }

  test('a person who allows it connects the account, which then publishes with proofs of its key', async () => {
    const account = await connected()
    assert.equal(account.handle, world.fields.identifier)
    assert.ok(account.expiresAt && account.expiresAt > world.context.clock.now())
    const { ref } = await publish(bluesky, callOf(account, world.context), plain('signed in'))
    assert.match(ref.id, /^at:\/\/did:plc:/)
  })

  test('who signs in without the right to messages publishes and hears of comments, and is told what is missing', async () => {
    const settle = (messages: boolean) =>
      fetch(`${world.fields.server}/door/account`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ actor: world.fields.identifier, messages }),
      })
    const full = callOf(await connected(), world.context)
    await world.lab.network('bluesky').message?.(full.account.handle, 'Are you there?')
    const [asked] = (await bluesky.inbox.poll(full, undefined)).items
    assert.ok(asked)
    await settle(false)
    const account = await connected()
    assert.deepEqual(account.scopes, ['atproto', 'transition:generic'])
    const limited = callOf(account, world.context)
    await publish(bluesky, limited, plain('Still here'))
    assert.deepEqual((await bluesky.inbox.poll(limited, undefined)).items, [])
    await rejects('rejected', async () =>
      bluesky.inbox.reply?.(asked, 'Yes', limited.account).run(limited, freshKey(), {}),
    )
    await settle(true)
    const { scopes } = await connected()
    assert.deepEqual(scopes, ['atproto', 'transition:generic', 'transition:chat.bsky'])
  })

  test('a person who denies it connects nothing', async () => {
    const { url, pending } = await begin()
    const query = await decide(url, 'deny')
    await rejects('rejected', () => oauthWay.finish(query, pending, context()))
  })

  test('an answer with another state or from another server is refused', async () => {
    const { url, pending } = await begin()
    const query = await decide(url, 'allow')
    await rejects('rejected', () => oauthWay.finish({ ...query, state: 'of another' }, pending, context()))
    await rejects('rejected', () => oauthWay.finish({ ...query, iss: 'https://evil.example' }, pending, context()))
  })

  test('a code is good once', async () => {
    const { url, pending } = await begin()
    const query = await decide(url, 'allow')
    await oauthWay.finish(query, pending, context())
    await rejects('reconnect', () => oauthWay.finish(query, pending, context()))
  })

  test('refreshing gives new access, and the old refresh token is used up', async () => {
    const account = await connected()
    const call = callOf(account, world.context)
    const fresh = await bluesky.refresh?.(call)
    assert.ok(fresh && fresh.secrets.accessJwt !== account.secrets.accessJwt)
    await publish(
      bluesky,
      callOf({ ...account, secrets: fresh.secrets }, world.context),
      plain('refreshed'),
      freshKey(),
    )
    await rejects('reconnect', async () => bluesky.refresh?.(call))
  })

  test('a stolen token without its key opens nothing', async () => {
    const account = await connected()
    const { dpopKey: _, ...stolen } = account.secrets
    await rejects('reconnect', () => bluesky.health(callOf({ ...account, secrets: stolen }, world.context)))
    const other = await connected()
    const secrets = { ...account.secrets, dpopKey: other.secrets.dpopKey ?? '' }
    await rejects('reconnect', () => bluesky.health(callOf({ ...account, secrets }, world.context)))
  })

  test('an entryway that names no other sign-in server is one itself, and one that lies of its name is not', async () => {
    const about = (issuer: string) => ({
      issuer,
      authorization_endpoint: 'https://entry.example/a',
      token_endpoint: 'https://entry.example/t',
      pushed_authorization_request_endpoint: 'https://entry.example/p',
    })
    const wire = (issuer: string) => ({
      ...world.context,
      http: answering({ 'oauth-authorization-server': about(issuer) }),
    })
    assert.equal(
      (await authServerOf(wire('https://entry.example'), 'https://entry.example')).token,
      'https://entry.example/t',
    )
    await rejects('rejected', () => authServerOf(wire('https://other.example'), 'https://entry.example'))
    await rejects('rejected', () => authServerOf({ ...world.context, http: answering({}) }, 'https://pds.example'))
  })

  test('a sign-in server that names addresses which are not of https is not one to send people or proofs to', async () => {
    const issuer = 'https://entry.example'
    const about = (authorize: string) => ({
      issuer,
      authorization_endpoint: authorize,
      token_endpoint: `${issuer}/t`,
      pushed_authorization_request_endpoint: `${issuer}/p`,
    })
    const asked = (authorize: string) => {
      const http = answering({ 'oauth-authorization-server': about(authorize) })
      return authServerOf({ ...world.context, http }, issuer)
    }
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,x',
      'http://entry.example/a',
      'ftp://entry.example/a',
    ])
      await rejects('rejected', () => asked(address))
    assert.equal((await asked('http://127.0.0.1:4400/a')).authorize, 'http://127.0.0.1:4400/a')
    assert.equal((await asked('https://other.example/a')).authorize, 'https://other.example/a')
  })

  test('a desk with a public address is known by its own document', () => {
    const document = oauthWay.document?.({ name: 'Desk', url: 'https://desk.example/' }, 'https://desk.example/back')
    assert.equal(document?.client_id, 'https://desk.example/connect/bluesky/oauth/client.json')
    assert.deepEqual(document?.redirect_uris, ['https://desk.example/back'])
    assert.equal(document?.dpop_bound_access_tokens, true)
  })
})

/** A server that has only these well-known documents. */
function answering(documents: Record<string, object>): NetworkHttp {
  return async ({ url }) => {
    const document = documents[url.split('/').at(-1) ?? '']
    const body = Buffer.from(JSON.stringify(document ?? {}))
    const text = () => body.toString()
    return { status: document ? 200 : 404, headers: {}, url, body, text, json: <T>() => JSON.parse(text()) as T }
  }
}

async function rejects(kind: string, run: () => Promise<unknown>): Promise<void> {
  await assert.rejects(run, (error) => error instanceof NetworkFailure && error.kind === kind)
}

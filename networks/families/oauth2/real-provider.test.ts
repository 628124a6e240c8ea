import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Provider } from 'oidc-provider'
import { systemClock } from '../../../kernel/clock.ts'
import type { FailureKind, NetworkFailure } from '../../../kernel/failure.ts'
import { createHttp } from '../../../kernel/http/client.ts'
import { memoryStore } from '../../conformance.ts'
import type { Call, ConnectContext } from '../../contract.ts'
import { beginFlow, type Flow, finishFlow, refreshFlow, secretsOf } from './code-flow.ts'

const redirectUri = 'https://desk.example/connect/return'

/** The sign-in that many networks share, against a certified server of OAuth 2: what our emulators do is not all that is tried. */
for (const proof of ['basic', 'body'] as const)
  describe(`The code flow, proven in the ${proof === 'basic' ? 'header' : 'form'}, on a real server of OAuth 2`, () => {
    const server = createServer()
    let wire: ReturnType<typeof createHttp>
    let context: ConnectContext & { redirectUri: string; state: string }
    let flow: Flow
    before(async () => {
      await once(server.listen(0, '127.0.0.1'), 'listening')
      const address = server.address()
      assert.ok(typeof address === 'object' && address)
      const issuer = `http://127.0.0.1:${address.port}`
      server.on('request', providerAt(issuer, proof).callback())
      wire = createHttp({ allowOrigins: () => [issuer], userAgent: 'Rialto (test)' })
      context = {
        ...{ http: wire.http, clock: systemClock, signal: new AbortController().signal, store: memoryStore() },
        ...{
          desk: { name: 'Rialto', url: 'https://desk.example' },
          app: { clientId: 'desk', clientSecret: 's'.repeat(40) },
        },
        ...{ redirectUri, state: 'a-state-nobody-guesses' },
      }
      flow = {
        ...{
          authorizeUrl: `${issuer}/auth`,
          tokenUrl: `${issuer}/token`,
          scopes: ['openid', 'offline_access'],
          pkce: true,
          proof,
        },
        asking: { prompt: 'consent' },
      }
    })
    after(async () => {
      await wire.close()
      server.closeAllConnections()
      server.close()
    })

    const callWith = (secrets: Record<string, string>): Call => ({
      ...{ http: context.http, clock: context.clock, signal: context.signal },
      account: { id: 'a', server: '', remoteId: 'a', handle: 'a', secrets, app: context.app, facts: {} },
    })
    const fails = (kind: FailureKind, act: () => Promise<unknown>) =>
      assert.rejects(act, (error: NetworkFailure) => error.kind === kind)

    test('a sign-in gives access with its end and its rights, and the access is renewed', async () => {
      const { url, pending } = beginFlow(flow, context)
      const tokens = await finishFlow(flow, await consent(url), pending, context)
      assert.ok(tokens.access && tokens.refresh && tokens.expiresAt && tokens.expiresAt > context.clock.now())
      assert.deepEqual(tokens.scopes.sort(), ['offline_access', 'openid'])
      const renewed = await refreshFlow(flow, callWith(secretsOf(tokens)))
      assert.notEqual(renewed.access, tokens.access)
      assert.notEqual(renewed.refresh, tokens.refresh, 'the server rotates')
      await fails('reconnect', () => refreshFlow(flow, callWith(secretsOf(tokens))))
      await fails('reconnect', () => refreshFlow(flow, callWith(secretsOf(renewed))))
    })

    test('a code works once, and only with the key it was asked for', async () => {
      const first = beginFlow(flow, context)
      const query = await consent(first.url)
      await fails('reconnect', () => finishFlow(flow, query, beginFlow(flow, context).pending, context))
      const second = beginFlow(flow, context)
      const again = await consent(second.url)
      await finishFlow(flow, again, second.pending, context)
      await fails('reconnect', () => finishFlow(flow, again, second.pending, context))
    })

    test('another state, another address to return to, a wrong secret and a refusal give nothing', async () => {
      const { url, pending } = beginFlow(flow, context)
      const query = await consent(url)
      await fails('rejected', () => finishFlow(flow, { ...query, state: 'forged' }, pending, context))
      await fails('reconnect', () =>
        finishFlow(flow, query, pending, { ...context, redirectUri: 'https://elsewhere.example/' }),
      )
      const wrong = { ...context, app: { clientId: 'desk', clientSecret: 'wrong' } }
      const other = beginFlow(flow, context)
      const answer = await consent(other.url)
      await fails('reconnect', () => finishFlow(flow, answer, other.pending, wrong))
      await fails('rejected', () =>
        finishFlow(flow, { error: 'access_denied', state: context.state }, pending, context),
      )
      await fails('rejected', () => finishFlow(flow, {}, pending, context))
      await fails('rejected', async () => beginFlow(flow, { ...context, app: {} }))
    })

    test('access that ended by itself is renewed by the token kept for it', async () => {
      const { url, pending } = beginFlow(flow, context)
      const tokens = await finishFlow(flow, await consent(url), pending, context)
      await pause(1_100)
      assert.ok((await refreshFlow(flow, callWith(secretsOf(tokens)))).access)
    })
  })

/** A browser that agrees to everything: it follows the server's pages with its cookies until it is sent back to the desk. */
async function consent(url: string): Promise<Record<string, string>> {
  const jar = new Map<string, string>()
  let next = url
  for (let steps = 0; steps < 10; steps++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const location = answer.headers.get('location')
    assert.ok(location, `${next} answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`)
    next = new URL(location, next).href
    if (next.startsWith(redirectUri)) return Object.fromEntries(new URL(next).searchParams)
  }
  return assert.fail('the pages of consent lead nowhere')
}

/** Whoever comes is signed in and agrees at once: what a person would click is not what is tried here. */
function providerAt(issuer: string, proof: Flow['proof']): Provider {
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: 'desk', client_secret: 's'.repeat(40), redirect_uris: [redirectUri] },
        ...{ grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] },
        token_endpoint_auth_method: proof === 'basic' ? 'client_secret_basic' : 'client_secret_post',
      },
    ],
    cookies: { keys: ['a key of a test'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    rotateRefreshToken: () => true,
    ttl: {
      AccessToken: 1,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 60,
      Interaction: 60,
      RefreshToken: 600,
      Session: 600,
    },
    interactions: { url: (_context, interaction) => `/agree/${interaction.uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  })
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/agree/')) return next()
    const { prompt, params, session, grantId } = await provider.interactionDetails(context.req, context.res)
    const result =
      prompt.name === 'login'
        ? { login: { accountId: 'brand' } }
        : { consent: { grantId: await granted(provider, params, session?.accountId, grantId) } }
    await provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: true })
  })
  return provider
}

async function granted(
  provider: Provider,
  params: Record<string, unknown>,
  accountId: string | undefined,
  known: string | undefined,
) {
  const before = known ? await provider.Grant.find(known) : undefined
  const grant = before ?? new provider.Grant({ accountId, clientId: String(params.client_id) })
  grant.addOIDCScope(String(params.scope))
  return grant.save()
}

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { FailureKind, NetworkFailure } from '../../../kernel/failure.ts'
import { beginFlow, type Flow, finishFlow, refreshFlow, secretsOf } from './code-flow.ts'
import { consent, type RealServer, startProvider } from './testing.ts'

const ways = [
  { proof: 'basic', pkce: true, words: 'proven in the header' },
  { proof: 'body', pkce: true, words: 'proven in the form' },
  { proof: 'body', pkce: false, words: 'proven in the form, without a proof key' },
] as const

/** The sign-in that many networks share, against a certified server of OAuth 2: what our emulators do is not all that is tried. */
for (const { proof, pkce, words } of ways)
  describe(`The code flow, ${words}, on a real server of OAuth 2`, () => {
    let server: RealServer
    let flow: Flow
    before(async () => {
      server = await startProvider({ proof, pkce })
      flow = {
        ...{ authorizeUrl: `${server.issuer}/auth`, tokenUrl: `${server.issuer}/token` },
        ...{ scopes: ['openid', 'offline_access'], pkce, proof, asking: { prompt: 'consent' } },
      }
    })
    after(() => server.close())

    const fails = (kind: FailureKind, act: () => Promise<unknown>) =>
      assert.rejects(act, (error: NetworkFailure) => error.kind === kind)

    test('a sign-in gives access with its end and its rights, and the access is renewed', async () => {
      const { context } = server
      const { url, pending } = beginFlow(flow, context)
      const tokens = await finishFlow(flow, await consent(url), pending, context)
      assert.ok(tokens.access && tokens.refresh && tokens.expiresAt && tokens.expiresAt > context.clock.now())
      assert.deepEqual(tokens.scopes.sort(), ['offline_access', 'openid'])
      const renewed = await refreshFlow(flow, server.callWith(secretsOf(tokens)))
      assert.notEqual(renewed.access, tokens.access)
      assert.notEqual(renewed.refresh, tokens.refresh, 'the server rotates')
      await fails('reconnect', () => refreshFlow(flow, server.callWith(secretsOf(tokens))))
      await fails('reconnect', () => refreshFlow(flow, server.callWith(secretsOf(renewed))))
    })

    test('a code works once, and only with the key it was asked for', {
      skip: !pkce && 'no key is asked for',
    }, async () => {
      const { context } = server
      const first = beginFlow(flow, context)
      const query = await consent(first.url)
      await fails('reconnect', () => finishFlow(flow, query, beginFlow(flow, context).pending, context))
      const second = beginFlow(flow, context)
      const again = await consent(second.url)
      await finishFlow(flow, again, second.pending, context)
      await fails('reconnect', () => finishFlow(flow, again, second.pending, context))
    })

    test('another state, another address to return to, a wrong secret and a refusal give nothing', async () => {
      const { context } = server
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
      const { context } = server
      const { url, pending } = beginFlow(flow, context)
      const tokens = await finishFlow(flow, await consent(url), pending, context)
      await pause(1_100)
      assert.ok((await refreshFlow(flow, server.callWith(secretsOf(tokens)))).access)
    })
  })

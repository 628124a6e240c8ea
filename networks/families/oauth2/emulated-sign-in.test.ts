import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure } from '../../../kernel/failure.ts'
import { createHttp } from '../../../kernel/http/client.ts'
import { memoryStore } from '../../conformance/world.ts'
import type { Call, ConnectContext } from '../../contract.ts'
import { defineLabNetwork, type Lab, startLab } from '../../lab/lab.ts'
import { beginFlow, type Flow, finishFlow, refreshFlow } from './code-flow.ts'
import { makeApp, type SignIn, serveSignIn } from './emulated-sign-in.ts'
import { applyOauth, emptyOauth, grantOf, type OauthEvent, type OauthState } from './emulated-tokens.ts'

type Gate = { flow: Flow; context: ConnectContext & { redirectUri: string; state: string }; lab: Lab; signIn: SignIn }

/** A network that is nothing but its sign-in, with one account called `ann` and an app registered for one address. */
async function atGate(run: (gate: Gate) => Promise<void>, rotates = true) {
  let signIn: SignIn | undefined
  const gate = defineLabNetwork({
    id: 'gate',
    mount: (site) => {
      const { state, commit } = site.keep<OauthState, OauthEvent>(emptyOauth(), applyOauth)
      signIn = {
        site,
        state,
        commit,
        rules: {
          authorizePath: '/authorize',
          tokenPath: '/token',
          scopes: ['read', 'write'],
          pkce: 'needed',
          proof: 'basic',
          accessSeconds: 60,
          refresh: { rotates, seconds: 3600 },
          title: 'Gate',
          accounts: () => [{ id: 'ann', name: 'Ann <b>', handle: '@ann' }],
        },
      }
      serveSignIn(signIn)
      return {
        openAccount: async () => ({ way: 'oauth', fields: {} }),
        accountOf: ({ headers }) => grantOf(state, headers.authorization, site.clock.now())?.account,
        expireToken: () => undefined,
        tooMany: () => ({ status: 429 }),
        broken: (status) => ({ status }),
      }
    },
  })
  const lab = await startLab({ networks: [gate] })
  const { http, close } = createHttp({ allowOrigins: () => [lab.origin], userAgent: 'test' })
  try {
    assert.ok(signIn)
    const redirectUri = 'https://desk.example/back'
    const { clientId, clientSecret } = makeApp(signIn, { redirectUris: [redirectUri] })
    const context = {
      http,
      clock: lab.clock,
      signal: new AbortController().signal,
      store: memoryStore(),
      app: { clientId, clientSecret },
      desk: { name: 'Desk', url: 'https://desk.example' },
      redirectUri,
      state: 'the-state',
    }
    const at = `${lab.origin}/gate`
    const flow: Flow = {
      authorizeUrl: `${at}/authorize`,
      tokenUrl: `${at}/token`,
      scopes: ['read'],
      pkce: true,
      proof: 'basic',
    }
    await run({ flow, context, lab, signIn })
  } finally {
    await close()
    await lab.close()
  }
}

const fails = (kind: string) => (error: unknown) => error instanceof NetworkFailure && error.kind === kind

/** What the page of consent sends the browser back with, or its status where it sends nobody back. */
async function answerOf(url: string, decision: string): Promise<Record<string, string>> {
  const answer = await fetch(`${url}&decision=${decision}&account=ann`, { redirect: 'manual' })
  const back = answer.headers.get('location')
  return back ? Object.fromEntries(new URL(back).searchParams) : { status: String(answer.status) }
}

test('a code works once, for who began, with the proof it was asked with', () =>
  atGate(async ({ flow, context }) => {
    const begun = beginFlow(flow, context)
    const query = await answerOf(begun.url, 'allow')
    const stolen = { ...begun.pending, verifier: 'of somebody else' }
    await assert.rejects(finishFlow(flow, query, stolen, context), fails('reconnect'))
    await assert.rejects(
      finishFlow(flow, query, begun.pending, { ...context, redirectUri: 'https://evil.example' }),
      fails('reconnect'),
    )
    const tokens = await finishFlow(flow, query, begun.pending, context)
    assert.deepEqual(tokens.scopes, ['read'])
    await assert.rejects(finishFlow(flow, query, begun.pending, context), fails('reconnect'))
  }))

test('who says no is sent back with nothing, and a strange address is sent nowhere', () =>
  atGate(async ({ flow, context }) => {
    const begun = beginFlow(flow, context)
    const denied = await answerOf(begun.url, 'deny')
    assert.equal(denied.error, 'access_denied')
    await assert.rejects(finishFlow(flow, denied, begun.pending, context), fails('rejected'))
    for (const wrong of [{ redirectUri: 'https://evil.example/' }, { app: { clientId: 'nobody', clientSecret: '' } }])
      assert.deepEqual(await answerOf(beginFlow(flow, { ...context, ...wrong }).url, 'allow'), { status: '400' })
    const greedy = beginFlow({ ...flow, scopes: ['read', 'everything'] }, context)
    assert.deepEqual(await answerOf(greedy.url, 'allow'), { status: '400' })
  }))

test('the page of consent shows names as they are, never as markup', () =>
  atGate(async ({ flow, context }) => {
    const html = await (await fetch(beginFlow(flow, context).url)).text()
    assert.match(html, /Ann &lt;b&gt;/)
    assert.match(html, /value="the-state"/)
  }))

test('a code that lay for long, a wrong secret and a used refresh token give nothing', () =>
  atGate(async ({ flow, context, lab }) => {
    const slow = beginFlow(flow, context)
    const query = await answerOf(slow.url, 'allow')
    const thief = { ...context, app: { ...context.app, clientSecret: 'wrong' } }
    await assert.rejects(finishFlow(flow, query, slow.pending, thief), fails('reconnect'))
    lab.clock.moveBy(11 * 60_000)
    await assert.rejects(finishFlow(flow, query, slow.pending, context), fails('reconnect'))
    const fresh = beginFlow(flow, context)
    const tokens = await finishFlow(flow, await answerOf(fresh.url, 'allow'), fresh.pending, context)
    const call = (refreshToken: string | undefined) =>
      ({ ...context, account: { secrets: { refreshToken }, app: context.app } }) as unknown as Call
    const renewed = await refreshFlow(flow, call(tokens.refresh))
    await assert.rejects(refreshFlow(flow, call(tokens.refresh)), fails('reconnect'))
    lab.clock.moveBy(2 * 3_600_000)
    await assert.rejects(refreshFlow(flow, call(renewed.refresh)), fails('reconnect'))
    assert.throws(() => refreshFlow(flow, call(undefined)), fails('reconnect'))
  }))

test('access ends when its time is over', () =>
  atGate(async ({ flow, context, lab, signIn }) => {
    const begun = beginFlow(flow, context)
    const { access } = await finishFlow(flow, await answerOf(begun.url, 'allow'), begun.pending, context)
    assert.equal(grantOf(signIn.state, `Bearer ${access}`, lab.clock.now())?.account, 'ann')
    lab.clock.moveBy(61_000)
    assert.equal(grantOf(signIn.state, `Bearer ${access}`, lab.clock.now()), undefined)
  }))

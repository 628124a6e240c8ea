import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { interactionPolicy, Provider } from 'oidc-provider'
import { systemClock } from '../../../kernel/clock.ts'
import { createHttp } from '../../../kernel/http/client.ts'
import { memoryStore } from '../../conformance.ts'
import type { Call, ConnectContext } from '../../contract.ts'
import type { Flow } from './code-flow.ts'

const redirectUri = 'https://desk.example/connect/return'

type Kept = { proof: Flow['proof']; pkce: boolean }
export type RealServer = {
  issuer: string
  context: ConnectContext & { redirectUri: string; state: string }
  /** A call with what was kept of an account. */
  callWith: (secrets: Record<string, string>) => Call
  close: () => Promise<void>
}

/** A certified server of OAuth 2 with the desk's app on it; access there ends after a second, and refresh tokens rotate. */
export async function startProvider(kept: Kept): Promise<RealServer> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  assert.ok(typeof address === 'object' && address)
  const issuer = `http://127.0.0.1:${address.port}`
  server.on('request', providerAt(issuer, kept).callback())
  const wire = createHttp({ allowOrigins: () => [issuer], userAgent: 'Rialto (test)' })
  const app = { clientId: 'desk', clientSecret: 's'.repeat(40) }
  const here = { http: wire.http, clock: systemClock, signal: new AbortController().signal }
  const desk = { name: 'Rialto', url: 'https://desk.example' }
  return {
    issuer,
    context: { ...here, store: memoryStore(), desk, app, redirectUri, state: 'a-state-nobody-guesses' },
    callWith: (secrets) => ({
      ...here,
      account: { id: 'a', server: '', remoteId: 'a', handle: 'a', secrets, app, facts: {} },
    }),
    close: async () => {
      await wire.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

/** A browser that agrees to everything: it follows the server's pages with its cookies until it is sent back to the desk. */
export async function consent(url: string): Promise<Record<string, string>> {
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
function providerAt(issuer: string, { proof, pkce }: Kept): Provider {
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
    pkce: { required: () => pkce },
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
    interactions: { policy: choosing(), url: (_context, interaction) => `/agree/${interaction.uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  })
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/agree/')) return next()
    const { prompt, params, session, grantId } = await provider.interactionDetails(context.req, context.res)
    const result =
      prompt.name !== 'consent'
        ? { login: { accountId: 'brand' }, select_account: {} }
        : { consent: { grantId: await granted(provider, params, session?.accountId, grantId) } }
    await provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: true })
  })
  return provider
}

/** Some networks are asked to let the person choose the account, which this server does not know by itself. */
function choosing() {
  const policy = interactionPolicy.base()
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0)
  return policy
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

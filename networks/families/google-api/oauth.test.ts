import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { NetworkFailure } from '../../../kernel/failure.ts'
import { consent, type RealServer, startProvider } from '../oauth2/testing.ts'
import { begin, finish, refresh, type SignInHosts } from './oauth.ts'

const scope = (name: string, needed: boolean) => ({ name, needed, why: '' })
const asked = [scope('openid', true), scope('offline_access', true)]
const fails =
  (kind: string, words = /./) =>
  (error: unknown) =>
    error instanceof NetworkFailure && error.kind === kind && words.test(error.message)

describe('Signing in to the APIs of Google, on a real server of OAuth 2', () => {
  let server: RealServer
  let hosts: SignInHosts
  before(async () => {
    server = await startProvider({ proof: 'body', pkce: true })
    hosts = { authorize: `${server.issuer}/auth`, token: `${server.issuer}/token` }
  })
  after(() => server.close())

  test('consent gives lasting access, which is renewed and keeps its refresh token', async () => {
    const { context } = server
    const { url, pending } = begin(hosts, asked, context)
    assert.equal(new URL(url).searchParams.get('access_type'), 'offline')
    const access = await finish(hosts, asked, await consent(url), pending, context)
    assert.ok(access.expiresAt && access.expiresAt > context.clock.now())
    const renewed = await refresh(hosts, server.callWith(access.secrets))
    assert.ok(renewed.secrets.refreshToken && renewed.secrets.token !== access.secrets.token)
  })

  test('a code of another sign-in, a used one and a forged state give nothing', async () => {
    const { context } = server
    const { url, pending } = begin(hosts, asked, context)
    const query = await consent(url)
    const other = begin(hosts, asked, { ...context, state: 'another' })
    await assert.rejects(finish(hosts, asked, query, other.pending, context), fails('rejected', /begin again/))
    await finish(hosts, asked, query, pending, context)
    await assert.rejects(finish(hosts, asked, query, pending, context), fails('reconnect'))
  })

  test('without a needed right, and without lasting access, nothing is connected', async () => {
    const { context } = server
    const more = [...asked, scope('the.right.to.write', true)]
    const first = begin(hosts, asked, context)
    await assert.rejects(
      finish(hosts, more, await consent(first.url), first.pending, context),
      fails('rejected', /the\.right\.to\.write/),
    )
    const brief = [scope('openid', true)]
    const second = begin(hosts, brief, context)
    await assert.rejects(
      finish(hosts, brief, await consent(second.url), second.pending, context),
      fails('rejected', /lasting/),
    )
  })
})

import { NetworkFailure } from '../../kernel/failure.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { AppKeys, Call, ConnectContext, ConnectedAccount, ConnectWay, Refresh } from '../contract.ts'
import { accountBehind, communityNames } from './account.ts'
import { userAgent } from './client.ts'
import { failureOf } from './failures.ts'
import { hostsOf, officialServer } from './hosts.ts'

type Tokens = { access_token: string; refresh_token?: string; expires_in: number; scope: string }

const scopes = [
  ...(['identity', 'submit', 'read', 'history', 'mysubreddits', 'flair'] as const).map((name) => ({
    name,
    needed: true,
  })),
  ...(['edit', 'privatemessages', 'modposts', 'modcontributors', 'report', 'account'] as const).map((name) => ({
    name,
    needed: false,
  })),
].map((one) => ({ ...one, why: `reddit.scope.${one.name}` }))

/** The network's page of consent; `duration=permanent` gives a token to refresh by. The network documents no PKCE. */
export const oauthWay: ConnectWay = {
  id: 'oauth',
  kind: 'oauth',
  label: 'reddit.connect.label',
  help: 'reddit.connect.help',
  needsApp: true,
  fields: [
    {
      key: 'communities',
      kind: 'text',
      label: 'reddit.connect.communities',
      help: 'reddit.connect.communities.help',
      placeholder: 'r/coffee, r/espresso',
    },
  ],
  scopes,
  begin: async (fields, context) => {
    const page = new URL(`${hostsOf(serverOf(context)).web}/api/v1/authorize`)
    const query = {
      client_id: context.app.clientId ?? '',
      response_type: 'code',
      state: context.state,
      redirect_uri: context.redirectUri,
      duration: 'permanent',
      scope: scopes.map((one) => one.name).join(' '),
    }
    for (const [name, value] of Object.entries(query)) page.searchParams.set(name, value)
    return { url: page.href, pending: { communities: communityNames(fields.communities ?? '') } }
  },
  finish,
}

const serverOf = ({ practice }: Pick<ConnectContext, 'practice'>) => practice ?? officialServer

async function finish(
  query: Record<string, string>,
  pending: JsonObject,
  context: ConnectContext & { redirectUri: string },
): Promise<ConnectedAccount[]> {
  if (query.error || !query.code)
    throw new NetworkFailure('rejected', `Reddit did not let the desk in: ${query.error ?? 'no code came back'}`)
  const server = serverOf(context)
  const form = { grant_type: 'authorization_code', code: query.code, redirect_uri: context.redirectUri }
  const tokens = await tokensFor(context.http, server, context.app, form, context.signal)
  if (!tokens.refresh_token) throw new NetworkFailure('rejected', 'Reddit gave no lasting access')
  const named = Array.isArray(pending.communities) ? pending.communities.map(String) : []
  const account = await accountBehind({ ...context, server, token: tokens.access_token, name: '' }, named)
  return [
    {
      ...account,
      secrets: { access: tokens.access_token, refresh: tokens.refresh_token },
      expiresAt: endOf(tokens, context),
      scopes: tokens.scope.split(/[\s,]+/),
    },
  ]
}

/** The refresh token stays the same until the person takes the access away. */
export const refresh: Refresh = async (call: Call) => {
  const { app, server, secrets, handle } = call.account
  const form = { grant_type: 'refresh_token', refresh_token: secrets.refresh ?? '' }
  const tokens = await tokensFor(call.http, server, app, form, call.signal, handle)
  const kept = tokens.refresh_token ?? secrets.refresh ?? ''
  return { secrets: { access: tokens.access_token, refresh: kept }, expiresAt: endOf(tokens, call) }
}

const endOf = ({ expires_in: seconds }: Tokens, { clock }: Pick<Call, 'clock'>) =>
  new Date(clock.now().getTime() + seconds * 1000)

/** Errors come in a 400, or in a 200 that holds `error`. An installed app has an empty secret. */
async function tokensFor(
  http: NetworkHttp,
  server: string,
  app: AppKeys,
  form: Record<string, string>,
  signal: AbortSignal,
  handle = '',
): Promise<Tokens> {
  const basic = Buffer.from(`${app.clientId ?? ''}:${app.clientSecret ?? ''}`).toString('base64')
  const answer = await http({
    method: 'POST',
    url: `${hostsOf(server).web}/api/v1/access_token`,
    form,
    headers: { authorization: `Basic ${basic}`, 'user-agent': userAgent(handle.replace(/^u\//, '')) },
    signal,
  })
  if (answer.status >= 500 || answer.status === 429) throw failureOf(answer, false)
  const told =
    answer.status === 401 ? { error: 'the app’s keys are wrong' } : answer.json<Partial<Tokens> & { error?: unknown }>()
  if ('access_token' in told && told.access_token) return told as Tokens
  throw new NetworkFailure('reconnect', `Reddit does not accept this sign-in: ${String(told.error ?? answer.status)}`, {
    evidence: { status: answer.status },
  })
}

import { NetworkFailure } from '../../kernel/failure.ts'
import type {
  AppWanted,
  Call,
  ConnectContext,
  ConnectedAccount,
  ConnectWay,
  Health,
  Profile,
  Refresh,
  Scope,
} from '../contract.ts'
import { beginFlow, type Flow, finishFlow, refreshFlow, secretsOf } from '../families/oauth2/code-flow.ts'
import { ask, type Wire, wireOf } from './client.ts'
import type { Answer, User } from './entities.ts'
import { hostsOf, serverFor } from './hosts.ts'

const scope = (name: string, needed: boolean): Scope => ({ name, needed, why: `x-twitter.scope.${name}` })

/** The narrowest that everything here needs: https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code (read 2026-11-22). */
export const scopes: Scope[] = [
  scope('tweet.read', true),
  scope('tweet.write', true),
  scope('users.read', true),
  scope('offline.access', true),
  scope('media.write', false),
  scope('tweet.moderate.write', false),
  scope('like.write', false),
  scope('mute.write', false),
  scope('dm.read', false),
  scope('dm.write', false),
]

const flowAt = (server: string): Flow => ({
  authorizeUrl: hostsOf(server).consent,
  tokenUrl: `${hostsOf(server).api}/2/oauth2/token`,
  scopes: scopes.map(({ name }) => name),
  pkce: true,
  proof: 'basic',
})

export const app: AppWanted = {
  fields: [
    { key: 'clientId', kind: 'text', label: 'x-twitter.app.clientId' },
    { key: 'clientSecret', kind: 'password', label: 'x-twitter.app.clientSecret' },
    {
      key: 'apiSecret',
      kind: 'password',
      label: 'x-twitter.app.apiSecret',
      help: 'x-twitter.app.apiSecret.help',
      default: '',
    },
    {
      key: 'bearerToken',
      kind: 'password',
      label: 'x-twitter.app.bearerToken',
      help: 'x-twitter.app.bearerToken.help',
      default: '',
    },
  ],
  guide: {
    console: 'https://console.x.com',
    steps: [1, 2, 3, 4, 5, 6].map((step) => `x-twitter.app.step${step}`),
    review: 'x-twitter.app.review',
  },
}

export const connectWays: ConnectWay[] = [
  {
    id: 'oauth',
    kind: 'oauth',
    label: 'x-twitter.connect.oauth',
    help: 'x-twitter.connect.oauth.help',
    fields: [],
    scopes,
    needsApp: true,
    begin: async (_fields, context) => beginFlow(flowAt(serverFor(context.practice)), context),
    finish: async (query, pending, context) => {
      const server = serverFor(context.practice)
      const tokens = await finishFlow(flowAt(server), query, pending, context)
      return [await accountBehind(server, secretsOf(tokens), tokens.expiresAt, tokens.scopes, context)]
    },
  },
]

async function accountBehind(
  server: string,
  secrets: Record<string, string>,
  expiresAt: Date | undefined,
  granted: string[],
  context: ConnectContext,
): Promise<ConnectedAccount> {
  const user = await me({ ...context, server, token: secrets.accessToken ?? '' })
  return {
    remoteId: user.id,
    kind: 'profile',
    ...seen(user, !granted.includes('dm.read')),
    server,
    secrets,
    expiresAt,
    scopes: granted,
  }
}

const fields =
  'description,entities,name,profile_banner_url,profile_image_url,protected,public_metrics,subscription_type,url,username,verified_type'

export async function me(wire: Wire): Promise<User> {
  const answer = await ask(wire, { path: '/2/users/me', query: { 'user.fields': fields } })
  const { data, errors } = answer.json<Answer<User>>()
  if (data) return data
  throw new NetworkFailure('reconnect', errors?.[0]?.detail ?? 'X no longer has this account', {
    evidence: { status: answer.status, code: errors?.[0]?.type, body: answer.text().slice(0, 500) },
  })
}

const seen = (user: User, withoutMessages: boolean) => ({
  name: user.name,
  handle: `@${user.username}`,
  url: `https://x.com/${user.username}`,
  avatarUrl: user.profile_image_url,
  facts: { protected: user.protected ?? false, subscription: user.subscription_type ?? 'None', withoutMessages },
})

export const health: Health = async (call) => seen(await me(wireOf(call)), call.account.facts.withoutMessages === true)

export const refresh: Refresh = async (call) => {
  const tokens = await refreshFlow(flowAt(call.account.server), call)
  return { secrets: secretsOf(tokens, call.account.secrets), expiresAt: tokens.expiresAt }
}

/** A picture's address with `_normal` is one of 48 × 48; without it the one that was uploaded. */
export async function profile(call: Call): Promise<Profile> {
  const user = await me(wireOf(call))
  const [link] = user.entities?.url?.urls ?? []
  const picture = user.profile_image_url?.replace(/_normal(\.\w+)$/, '$1')
  return {
    name: user.name,
    handle: `@${user.username}`,
    url: `https://x.com/${user.username}`,
    description: user.description,
    ...(link ? { link: link.expanded_url ?? link.url } : {}),
    isOpen: user.protected !== true,
    picture: picture ? { url: picture } : 'none',
    cover: user.profile_banner_url ? { url: user.profile_banner_url } : 'none',
  }
}

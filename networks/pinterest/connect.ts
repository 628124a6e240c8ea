import { badField } from '../../kernel/failure.ts'
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
import { all, ask, type Wire, wireOf } from './client.ts'
import type { BoardFacts } from './compose.ts'
import { hostsOf, serverFor } from './hosts.ts'

const scope = (name: string): Scope => ({ name, needed: true, why: `pinterest.scope.${name.replace(':', '.')}` })

export const scopes: Scope[] = ['user_accounts:read', 'boards:read', 'boards:write', 'pins:read', 'pins:write'].map(
  scope,
)

const flowAt = (server: string): Flow => ({
  authorizeUrl: hostsOf(server).consent,
  tokenUrl: `${hostsOf(server).api}/oauth/token`,
  scopes: scopes.map(({ name }) => name),
  separator: ',',
  pkce: false,
  proof: 'basic',
})

export const app: AppWanted = {
  fields: [
    { key: 'clientId', kind: 'text', label: 'pinterest.app.clientId' },
    { key: 'clientSecret', kind: 'password', label: 'pinterest.app.clientSecret' },
  ],
  guide: {
    console: 'https://developers.pinterest.com/apps/',
    steps: [1, 2, 3, 4, 5].map((step) => `pinterest.app.step${step}`),
    review: 'pinterest.app.review',
  },
}

export const connectWays: ConnectWay[] = [
  {
    id: 'oauth',
    kind: 'oauth',
    label: 'pinterest.connect.oauth',
    help: 'pinterest.connect.oauth.help',
    fields: [],
    scopes,
    needsApp: true,
    begin: async (_fields, context) => beginFlow(flowAt(serverFor(context.practice)), context),
    finish: async (query, pending, context) => {
      const server = serverFor(context.practice)
      const tokens = await finishFlow(flowAt(server), query, pending, context)
      return [await accountBehind(server, secretsOf(tokens), tokens.scopes, context, tokens.expiresAt)]
    },
  },
  {
    id: 'token',
    kind: 'secret',
    label: 'pinterest.connect.token',
    help: 'pinterest.connect.token.help',
    fields: [{ key: 'token', kind: 'password', label: 'pinterest.connect.token.field' }],
    connect: async (fields, context) => {
      const accessToken = (fields.token ?? '').trim()
      if (accessToken === '') throw badField('token', 'pinterest.connect.noToken')
      const dayAhead = new Date(context.clock.now().getTime() + 86_400_000)
      return [await accountBehind(serverFor(context.practice), { accessToken }, [], context, dayAhead)]
    },
  },
]

async function accountBehind(
  server: string,
  secrets: Record<string, string>,
  granted: string[],
  context: ConnectContext,
  expiresAt: Date | undefined,
): Promise<ConnectedAccount> {
  const wire: Wire = { ...context, server, token: secrets.accessToken ?? '' }
  const user = await userBehind(wire)
  const shared = { server, secrets, expiresAt, scopes: granted }
  return { remoteId: user.id ?? user.username, kind: 'profile', ...(await seen(wire, user)), ...shared }
}

type User = {
  id?: string
  username: string
  business_name?: string | null
  about?: string
  website_url?: string
  profile_image?: string
  follower_count?: number | null
  following_count?: number | null
  pin_count?: number | null
  monthly_views?: number | null
}

export const userBehind = async (wire: Wire): Promise<User> => (await ask(wire, { path: '/user_account' })).json<User>()

const seen = async (wire: Wire, user: User) => ({
  name: user.business_name || user.username,
  handle: user.username,
  url: `https://www.pinterest.com/${user.username}/`,
  avatarUrl: user.profile_image || undefined,
  facts: { boards: await boardsBehind(wire) },
})

const sectionedBoards = 50

/** Sections are asked for board by board, so only the first fifty are looked into. */
async function boardsBehind(wire: Wire): Promise<BoardFacts[]> {
  const boards = await all<{ id: string; name: string; privacy?: string; is_ads_only?: boolean }>(wire, '/boards', 4)
  const own = boards.filter((board) => !board.is_ads_only && board.privacy !== 'SECRET')
  return Promise.all(
    own.map(async ({ id, name }, index) => ({
      id,
      name,
      sections: index < sectionedBoards ? await sectionsOf(wire, id) : [],
    })),
  )
}

const sectionsOf = async (wire: Wire, board: string) =>
  (await all<{ id: string; name: string }>(wire, `/boards/${board}/sections`, 2)).map(({ id, name }) => ({ id, name }))

/** Brings the boards as they are now. */
export const health: Health = async (call) => {
  const wire = wireOf(call)
  return seen(wire, await userBehind(wire))
}

export async function profile(call: Call): Promise<Profile> {
  const user = await userBehind(wireOf(call))
  return {
    name: user.business_name || user.username,
    handle: user.username,
    url: `https://www.pinterest.com/${user.username}/`,
    description: user.about,
    ...(user.website_url && URL.canParse(user.website_url) ? { link: user.website_url } : {}),
    picture: user.profile_image ? { url: user.profile_image } : 'none',
  }
}

/** Continuous: each refresh brings a new refresh token of sixty days, and the one before ends. */
export const refresh: Refresh = async (call) => {
  const tokens = await refreshFlow(flowAt(call.account.server), call)
  return { secrets: secretsOf(tokens, call.account.secrets), expiresAt: tokens.expiresAt }
}

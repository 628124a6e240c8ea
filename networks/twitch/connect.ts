import { NetworkFailure } from '../../kernel/failure.ts'
import type {
  AppWanted,
  Call,
  ConnectContext,
  ConnectedAccount,
  ConnectWay,
  Health,
  Metrics,
  Profile,
  Refresh,
} from '../contract.ts'
import { ask, asModerator, firstOf, listed } from './client.ts'
import { officialServer } from './hosts.ts'
import { begin, finish, renewed, scopes, validated } from './oauth.ts'

export const app: AppWanted = {
  fields: [
    { key: 'clientId', kind: 'text', label: 'twitch.app.clientId' },
    { key: 'clientSecret', kind: 'password', label: 'twitch.app.clientSecret' },
  ],
  guide: {
    console: 'https://dev.twitch.tv/console/apps',
    steps: [1, 2, 3, 4].map((step) => `twitch.app.step${step}`),
    review: 'twitch.app.review',
  },
}

const serverOf = (context: Pick<ConnectContext, 'practice'>) => context.practice ?? officialServer

export const connectWays: ConnectWay[] = [
  {
    id: 'oauth',
    kind: 'oauth',
    label: 'twitch.connect.oauth',
    help: 'twitch.connect.oauth.help',
    fields: [],
    needsApp: true,
    scopes,
    begin: async (_fields, context) => begin(serverOf(context), context),
    finish: async (query, pending, context) => {
      const server = serverOf(context)
      const access = await finish(server, query, pending, context)
      const account = { id: '', server, remoteId: '', handle: '', secrets: access.secrets, app: context.app, facts: {} }
      const user = await userOf({ ...context, account })
      return [{ ...told(user, access.scopes), ...access, server, remoteId: user.id }]
    },
  },
]

type User = {
  id: string
  login: string
  display_name: string
  broadcaster_type: string
  description: string
  profile_image_url: string
  offline_image_url: string
}

/** Without a name it is the account whose access is used. */
async function userOf(call: Call): Promise<User> {
  const [user] = listed<User>(await ask(call, { path: 'users' }))
  if (user) return user
  throw new NetworkFailure('reconnect', 'the account is no longer there')
}

type Told = Omit<ConnectedAccount, 'server' | 'secrets' | 'scopes' | 'remoteId'>

const told = (user: User, granted: string[]): Told => ({
  kind: 'channel',
  name: user.display_name,
  handle: user.login,
  url: `https://www.twitch.tv/${user.login}`,
  avatarUrl: user.profile_image_url,
  facts: { channel: { type: user.broadcaster_type, granted } },
})

export const health: Health = async (call) => {
  const granted = await validated(call)
  const { name, handle, url, avatarUrl, facts } = told(await userOf(call), granted)
  return { name, handle, url, avatarUrl, facts, scopes: granted }
}

export const refresh: Refresh = async (call) => {
  const { secrets, expiresAt } = await renewed(call)
  return { secrets, expiresAt }
}

export const metrics: Metrics = {
  account: async (call) => {
    const query = { broadcaster_id: call.account.remoteId, first: 1 }
    const { total } = (await ask(call, { path: 'channels/followers', query })).json<{ total?: number }>()
    return { followers: total ?? 0 }
  },
}

type Channel = { tags: string[] }
type ChatSettings = { follower_mode: boolean; subscriber_mode: boolean }

export async function profile(call: Call): Promise<Profile> {
  const query = { broadcaster_id: call.account.remoteId }
  const user = await userOf(call)
  const channel = firstOf<Channel>(await ask(call, { path: 'channels', query }))
  const settings = firstOf<ChatSettings>(await ask(call, { path: 'chat/settings', query }))
  return {
    name: user.display_name,
    handle: user.login,
    url: `https://www.twitch.tv/${user.login}`,
    description: user.description,
    picture: user.profile_image_url ? { url: user.profile_image_url } : 'none',
    cover: user.offline_image_url ? { url: user.offline_image_url } : 'none',
    commentsOpen: !settings.follower_mode && !settings.subscriber_mode,
    ...(await stopWordsOf(call)),
    hashtags: channel.tags,
  }
}

/** Not told where the right to read blocked terms was not given. */
async function stopWordsOf(call: Call): Promise<Pick<Profile, 'stopWords'>> {
  const query = { ...asModerator(call), first: 1 }
  const answer = await ask(call, { path: 'moderation/blocked_terms', query, fine: [401, 403] })
  return answer.status === 200 ? { stopWords: listed(answer).length > 0 } : {}
}

import { NetworkFailure } from '../../kernel/failure.ts'
import type { AppWanted, Call, ConnectContext, ConnectedAccount, ConnectWay, Health, Refresh } from '../contract.ts'
import { ask } from '../families/google-api/client.ts'
import { begin, finish, refresh as refreshAccess } from '../families/google-api/oauth.ts'
import { readPages, wireOf } from './client.ts'
import type { ChannelFacts } from './facts.ts'
import { hostsOf, officialServer } from './hosts.ts'
import type { Channel } from './resources.ts'
import { scopes } from './scopes.ts'

export const app: AppWanted = {
  fields: [
    { key: 'clientId', kind: 'text', label: 'youtube.app.clientId', placeholder: '….apps.googleusercontent.com' },
    { key: 'clientSecret', kind: 'password', label: 'youtube.app.clientSecret' },
  ],
  guide: {
    console: 'https://console.cloud.google.com/apis/credentials',
    steps: [1, 2, 3, 4, 5, 6, 7].map((step) => `youtube.app.step${step}`),
    review: 'youtube.app.review',
  },
}

const serverOf = (context: Pick<ConnectContext, 'practice'>) => context.practice ?? officialServer

export const connectWays: ConnectWay[] = [
  {
    id: 'oauth',
    kind: 'oauth',
    label: 'youtube.connect.oauth',
    help: 'youtube.connect.oauth.help',
    fields: [],
    needsApp: true,
    scopes,
    begin: async (_fields, context) => begin(hostsOf(serverOf(context)).signIn, scopes, context),
    finish: async (query, pending, context) => {
      const server = serverOf(context)
      const access = await finish(hostsOf(server).signIn, scopes, query, pending, context)
      const call = {
        ...context,
        account: { id: '', server, remoteId: '', handle: '', secrets: access.secrets, app: context.app, facts: {} },
      }
      const accounts = await Promise.all((await ownChannels(call)).map((channel) => accountOf(channel, call)))
      if (accounts.length === 0)
        throw new NetworkFailure('rejected', 'this Google account has no channel; make one and sign in again')
      return accounts.map((account) => ({ ...account, ...access, server }))
    },
  },
]

export const health: Health = async (call) => {
  const channel = (await ownChannels(call)).find((one) => one.id === call.account.remoteId)
  if (!channel) throw new NetworkFailure('reconnect', 'this sign-in no longer opens the channel')
  const { name, handle, avatarUrl, url, facts } = await accountOf(channel, call)
  return { name, handle, avatarUrl, url, facts }
}

export const refresh: Refresh = async (call) => {
  const { secrets, expiresAt } = await refreshAccess(hostsOf(call.account.server).signIn, call)
  return { secrets, expiresAt }
}

const parts = 'snippet,contentDetails,status'

async function ownChannels(call: Call): Promise<Channel[]> {
  const url = `${hostsOf(call.account.server).api}/channels`
  const answer = await ask(wireOf(call), { url, query: { part: parts, mine: true, maxResults: 50 } })
  return answer.json<{ items?: Channel[] }>().items ?? []
}

type Told = Omit<ConnectedAccount, 'server' | 'secrets' | 'scopes'>

async function accountOf(channel: Channel, call: Call): Promise<Told> {
  const handle = channel.snippet?.customUrl ?? channel.id
  return {
    remoteId: channel.id,
    kind: 'channel',
    name: channel.snippet?.title ?? handle,
    handle,
    url: `https://www.youtube.com/channel/${channel.id}`,
    avatarUrl: channel.snippet?.thumbnails?.default?.url,
    facts: { channel: await factsOf(channel, call) },
  }
}

type Named = { id: string; snippet: { title: string; assignable?: boolean } }

/** What the options are made of: playlists of the channel and the categories of its country. */
async function factsOf(channel: Channel, call: Call): Promise<ChannelFacts> {
  const [playlists, categories] = await Promise.all([
    readPages<Named>(call, 'playlists', { part: 'snippet', mine: true, maxResults: 50 }, 4),
    readPages<Named>(
      call,
      'videoCategories',
      { part: 'snippet', regionCode: channel.snippet?.country ?? 'US', hl: 'en' },
      1,
    ),
  ])
  return {
    uploads: channel.contentDetails?.relatedPlaylists?.uploads ?? '',
    longUploads: channel.status?.longUploadsStatus !== 'disallowed' && channel.status?.longUploadsStatus !== 'eligible',
    playlists: playlists.map(({ id, snippet }) => ({ id, title: snippet.title })),
    categories: categories
      .filter(({ snippet }) => snippet.assignable !== false)
      .map(({ id, snippet }) => ({ id, title: snippet.title })),
  }
}

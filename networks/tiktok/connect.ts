import type {
  AppWanted,
  Call,
  ConnectContext,
  ConnectedAccount,
  ConnectWay,
  Health,
  Profile,
  Refresh,
} from '../contract.ts'
import { ask, dataOf } from './client.ts'
import type { CreatorFacts } from './facts.ts'
import { officialServer } from './hosts.ts'
import { begin, finish, renewed, scopes } from './oauth.ts'

export const app: AppWanted = {
  fields: [
    { key: 'clientKey', kind: 'text', label: 'tiktok.app.clientKey' },
    { key: 'clientSecret', kind: 'password', label: 'tiktok.app.clientSecret' },
    { key: 'audited', kind: 'text', label: 'tiktok.app.audited', help: 'tiktok.app.audited.help', default: 'no' },
  ],
  guide: {
    console: 'https://developers.tiktok.com/apps/',
    steps: [1, 2, 3, 4, 5, 6].map((step) => `tiktok.app.step${step}`),
    review: 'tiktok.app.review',
  },
}

const serverOf = (context: Pick<ConnectContext, 'practice'>) => context.practice ?? officialServer

export const connectWays: ConnectWay[] = [
  {
    id: 'oauth',
    kind: 'oauth',
    label: 'tiktok.connect.oauth',
    help: 'tiktok.connect.oauth.help',
    fields: [],
    needsApp: true,
    scopes,
    begin: async (_fields, context) => begin(serverOf(context), context),
    finish: async (query, pending, context) => {
      const server = serverOf(context)
      const { openId, ...access } = await finish(server, query, pending, context)
      const account = {
        id: '',
        server,
        remoteId: openId,
        handle: '',
        secrets: access.secrets,
        app: context.app,
        facts: {},
      }
      return [{ ...(await tell({ ...context, account }, access.scopes)), ...access, server, remoteId: openId }]
    },
  },
]

export const refresh: Refresh = async (call) => {
  const { secrets, expiresAt } = await renewed(call)
  return { secrets, expiresAt }
}

export const health: Health = async (call) => {
  const granted = grantedOf(call)
  const { name, handle, url, avatarUrl, facts } = await tell(call, granted)
  return { name, handle, url, avatarUrl, facts, scopes: granted }
}

const grantedOf = (call: Call): string[] => {
  const { granted } = (call.account.facts.creator ?? {}) as Partial<CreatorFacts>
  return granted ?? scopes.map((scope) => scope.name)
}

type User = {
  open_id?: string
  display_name?: string
  avatar_url?: string
  avatar_large_url?: string
  bio_description?: string
  profile_deep_link?: string
  username?: string
  follower_count?: number
  following_count?: number
  likes_count?: number
  video_count?: number
}

const basic = ['open_id', 'display_name', 'avatar_url', 'avatar_large_url']
const ofProfile = ['bio_description', 'profile_deep_link', 'username']
const ofStats = ['follower_count', 'following_count', 'likes_count', 'video_count']

/** Only what the person let us see may be asked for. */
export async function userOf(call: Call, granted = grantedOf(call)): Promise<User> {
  const fields = [
    ...basic,
    ...(granted.includes('user.info.profile') ? ofProfile : []),
    ...(granted.includes('user.info.stats') ? ofStats : []),
  ]
  const answer = await ask(call, { path: 'user/info/', query: { fields: fields.join(',') } })
  return dataOf<{ user?: User }>(answer).user ?? {}
}

type Creator = {
  creator_nickname?: string
  creator_username?: string
  creator_avatar_url?: string
  privacy_level_options?: string[]
  comment_disabled?: boolean
  duet_disabled?: boolean
  stitch_disabled?: boolean
  max_video_post_duration_sec?: number
}

type Told = Omit<ConnectedAccount, 'server' | 'secrets' | 'scopes' | 'remoteId'>

/** The account's own settings decide what may be chosen: https://developers.tiktok.com/doc/content-posting-api-reference-query-creator-info (read 2026-11-22). */
async function tell(call: Call, granted: string[]): Promise<Told> {
  const user = await userOf(call, granted)
  const answer = await ask(call, { method: 'POST', path: 'post/publish/creator_info/query/', json: {} })
  const creator = dataOf<Creator>(answer)
  const handle = creator.creator_username ?? user.username ?? call.account.remoteId
  const facts: CreatorFacts = {
    granted,
    privacy: creator.privacy_level_options ?? [],
    commentsOff: creator.comment_disabled ?? false,
    duetsOff: creator.duet_disabled ?? false,
    stitchesOff: creator.stitch_disabled ?? false,
    longestSeconds: creator.max_video_post_duration_sec ?? 600,
    audited: /^\s*(y|yes|true|1)\s*$/i.test(call.account.app.audited ?? ''),
  }
  return {
    kind: 'profile',
    name: user.display_name ?? creator.creator_nickname ?? handle,
    handle: `@${handle}`,
    url: `https://www.tiktok.com/@${handle}`,
    avatarUrl: user.avatar_url ?? creator.creator_avatar_url,
    facts: { creator: facts },
  }
}

export async function profile(call: Call): Promise<Profile> {
  const user = await userOf(call)
  return {
    name: user.display_name,
    handle: user.username ? `@${user.username}` : call.account.handle,
    url: `https://www.tiktok.com/${call.account.handle}`,
    ...(user.bio_description === undefined ? {} : { description: user.bio_description }),
    picture: user.avatar_large_url ? { url: user.avatar_large_url } : 'none',
  }
}

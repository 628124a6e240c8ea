import { NetworkFailure } from '../../kernel/failure.ts'
import type { AppWanted, Call, ConnectedAccount, ConnectWay, Health, Profile, Refresh, Scope } from '../contract.ts'
import { beginFlow, type Flow, finishFlow, refreshFlow, secretsOf } from '../families/oauth2/code-flow.ts'
import { blogPath, read, type Wire, wireOf } from './client.ts'
import { hostsOf, serverFor } from './hosts.ts'
import { plainOf } from './posts.ts'

const scope = (name: string): Scope => ({ name, needed: true, why: `tumblr.scope.${name}` })
export const scopes: Scope[] = ['basic', 'write', 'offline_access'].map(scope)

const flowAt = (server: string): Flow => ({
  authorizeUrl: hostsOf(server).consent,
  tokenUrl: `${hostsOf(server).api}/oauth2/token`,
  scopes: scopes.map(({ name }) => name),
  pkce: false,
  proof: 'body',
})

export const app: AppWanted = {
  fields: [
    { key: 'clientId', kind: 'text', label: 'tumblr.app.clientId' },
    { key: 'clientSecret', kind: 'password', label: 'tumblr.app.clientSecret' },
  ],
  guide: {
    console: 'https://www.tumblr.com/oauth/apps',
    steps: [1, 2, 3, 4].map((step) => `tumblr.app.step${step}`),
    review: 'tumblr.app.review',
  },
}

export const connectWays: ConnectWay[] = [
  {
    id: 'oauth',
    kind: 'oauth',
    label: 'tumblr.connect.oauth',
    help: 'tumblr.connect.oauth.help',
    fields: [],
    scopes,
    needsApp: true,
    begin: async (_fields, context) => beginFlow(flowAt(serverFor(context.practice)), context),
    finish: async (query, pending, context) => {
      const server = serverFor(context.practice)
      const tokens = await finishFlow(flowAt(server), query, pending, context)
      const secrets = secretsOf(tokens)
      const blogs = await blogsBehind({ ...context, server, token: tokens.access })
      return blogs.map(
        (blog): ConnectedAccount => ({
          remoteId: blog.uuid ?? blog.name,
          kind: 'blog',
          ...seen(blog),
          server,
          secrets,
          expiresAt: tokens.expiresAt,
          scopes: tokens.scopes,
        }),
      )
    },
  },
]

export type Blog = {
  name: string
  uuid?: string
  title?: string
  url: string
  description?: string
  primary?: boolean
  followers?: number
  posts?: number
  avatar?: { url: string; width: number; height: number }[]
  theme?: { header_image?: string; show_header_image?: boolean }
}

/** Every blog the person may post to, the main one first. */
export async function blogsBehind(wire: Wire): Promise<Blog[]> {
  const { user } = await read<{ user: { blogs: Blog[] } }>(wire, { path: '/user/info' })
  return user.blogs.sort((a, b) => Number(b.primary ?? false) - Number(a.primary ?? false))
}

const seen = (blog: Blog) => ({
  name: blog.title || blog.name,
  handle: blog.name,
  url: blog.url,
  avatarUrl: widest(blog)?.url,
  facts: {},
})
const widest = ({ avatar }: Blog) => [...(avatar ?? [])].sort((a, b) => b.width - a.width)[0]

export async function ownBlog(call: Call): Promise<Blog> {
  const blogs = await blogsBehind(wireOf(call))
  const blog = blogs.find((one) => (one.uuid ?? one.name) === call.account.remoteId)
  if (!blog)
    throw new NetworkFailure('reconnect', 'this person may no longer post to the blog; connect it by somebody who may')
  return blog
}

export const health: Health = async (call) => seen(await ownBlog(call))

export async function profile(call: Call): Promise<Profile> {
  const { blog } = await read<{ blog: Blog }>(wireOf(call), { path: blogPath(call, '/info') })
  const picture = widest(blog)
  const header = blog.theme?.show_header_image === false ? undefined : blog.theme?.header_image
  return {
    name: blog.title || blog.name,
    handle: blog.name,
    url: blog.url,
    description: plainOf(blog.description ?? ''),
    picture: picture ? { url: picture.url, width: picture.width, height: picture.height } : 'none',
    cover: header ? { url: header } : 'none',
  }
}

/** Each refresh token works once. */
export const refresh: Refresh = async (call) => {
  const tokens = await refreshFlow(flowAt(call.account.server), call)
  return { secrets: secretsOf(tokens, call.account.secrets), expiresAt: tokens.expiresAt }
}

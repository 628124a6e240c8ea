import { badField, NetworkFailure } from '../../kernel/failure.ts'
import { textOfHtml } from '../../kernel/html/text-of-html.ts'
import type { Call, ConnectedAccount, ConnectWay, Health, Profile } from '../contract.ts'
import { ask, heldIn, type Wire, wireOf } from './client.ts'
import type { User } from './entities.ts'
import { type ForumFacts, usualForum } from './site-facts.ts'

/** A token of one user, made by an administrator: https://docs.nodebb.org/api/write/ (read 2026-11-22). */
export const tokenWay: ConnectWay = {
  id: 'token',
  kind: 'secret',
  label: 'nodebb.connect.way',
  help: 'nodebb.connect.way.help',
  fields: [
    {
      key: 'server',
      kind: 'url',
      label: 'nodebb.connect.server',
      help: 'nodebb.connect.server.help',
      placeholder: 'https://community.example.org',
    },
    { key: 'token', kind: 'password', label: 'nodebb.connect.token', help: 'nodebb.connect.token.help' },
  ],
  guide: { steps: [1, 2, 3, 4, 5].map((step) => `nodebb.guide.${step}`), review: 'nodebb.guide.review' },
  connect: async (fields, context) => {
    const server = forumAddress(fields.server)
    const token = (fields.token ?? '').trim()
    if (token === '') throw badField('token', 'nodebb.connect.noToken')
    return [await accountAt({ ...context, server, token })]
  },
}

export function forumAddress(written: string | undefined): string {
  const given = (written ?? '').trim()
  const address = given.includes('://') ? given : `https://${given}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!url || given === '' || !isWeb || url.username !== '')
    throw badField('server', 'nodebb.connect.badServer', { server: given.slice(0, 80) })
  return url.origin + url.pathname.replace(/\/(topic|category|user|admin|recent|api)(\/.*)?$/, '').replace(/\/+$/, '')
}

type Config = Record<string, unknown> & { loggedIn?: boolean; uid?: number; siteTitle?: string }
type Known = { user: User; config: Config; facts: ForumFacts }

async function readForum(wire: Wire): Promise<Known> {
  const config = (await ask(wire, { path: '/api/config' })).json<Config>()
  if (typeof config?.relative_path !== 'string') throw badField('server', 'nodebb.connect.notNodebb')
  if (!config.loggedIn || !config.uid)
    throw new NetworkFailure('reconnect', 'the forum knows no user by this token; a token of all users cannot be used')
  const user = heldIn<User>(await ask(wire, { path: `/api/v3/users/${config.uid}` }), 'uid')
  return { user, config, facts: await readFacts(wire, config, user) }
}

type Category = { cid: number; name: string; disabled?: number; link?: string }

/** Limits are the forum's own, where it tells them. */
async function readFacts(wire: Wire, config: Config, user: User): Promise<ForumFacts> {
  const answer = await ask(wire, { path: '/api/v3/categories' })
  const { categories } = heldIn<{ categories: Category[] }>(answer, 'categories')
  const number = (key: string, usual: number) => (typeof config[key] === 'number' ? Number(config[key]) : usual)
  return {
    slug: user.userslug,
    title: textOfHtml(String(config.siteTitle ?? '')),
    categories: categories.flatMap(({ cid, name, disabled, link }) =>
      cid > 0 && !disabled && !link ? [{ cid, name: textOfHtml(name) }] : [],
    ),
    minTags: number('minimumTagsPerTopic', usualForum.minTags),
    maxTags: number('maximumTagsPerTopic', usualForum.maxTags),
    minTag: number('minimumTagLength', usualForum.minTag),
    maxTag: number('maximumTagLength', usualForum.maxTag),
    minPost: number('minimumPostLength', usualForum.minPost),
    maxPost: number('maximumPostLength', usualForum.maxPost),
    minTitle: number('minimumTitleLength', usualForum.minTitle),
    maxTitle: number('maximumTitleLength', usualForum.maxTitle),
    fileKb: number('maximumFileSize', usualForum.fileKb),
    maxMessage: number('maximumChatMessageLength', usualForum.maxMessage),
  }
}

const pictureOf = ({ picture }: User, server: string) =>
  picture && URL.canParse(picture, `${server}/`) ? new URL(picture, `${server}/`).href : undefined

async function accountAt(wire: Wire): Promise<ConnectedAccount> {
  const { user, facts } = await readForum(wire)
  const avatarUrl = pictureOf(user, wire.server)
  return {
    remoteId: String(user.uid),
    kind: 'forum',
    name: facts.title || user.username,
    handle: user.username,
    url: `${wire.server}/user/${user.userslug}`,
    ...(avatarUrl ? { avatarUrl } : {}),
    server: wire.server,
    secrets: { token: wire.token ?? '' },
    scopes: [],
    facts,
  }
}

export const health: Health = async (call) => {
  const { user, facts } = await readForum(wireOf(call))
  const avatarUrl = pictureOf(user, call.account.server)
  const url = `${call.account.server}/user/${user.userslug}`
  return {
    name: facts.title || user.username,
    handle: user.username,
    ...(avatarUrl ? { avatarUrl } : {}),
    url,
    facts: { ...facts },
  }
}

type About = User & { aboutme?: string; website?: string; 'cover:url'?: string }

/** Of the user, who is the brand in that forum. */
export async function profile(call: Call): Promise<Profile> {
  const answer = await ask(wireOf(call), { path: `/api/v3/users/${call.account.remoteId}` })
  const about = heldIn<About>(answer, 'uid')
  const { server } = call.account
  const picture = pictureOf(about, server)
  const cover = about['cover:url']
  return {
    name: about.displayname || about.username,
    handle: about.username,
    url: `${server}/user/${about.userslug}`,
    description: about.aboutme ?? '',
    ...(about.website && URL.canParse(about.website) ? { link: about.website } : {}),
    picture: picture ? { url: picture } : 'none',
    cover: cover && URL.canParse(cover, `${server}/`) ? { url: new URL(cover, `${server}/`).href } : 'none',
  }
}

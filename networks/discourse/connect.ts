import { badField, NetworkFailure } from '../../kernel/failure.ts'
import type { Call, ConnectedAccount, ConnectField, ConnectWay, Health, Profile } from '../contract.ts'
import { ask, sessionPath, type Wire, wireOf } from './client.ts'
import { type ForumFacts, usualForum } from './site-facts.ts'

const field = (key: string, kind: ConnectField['kind'], more: Partial<ConnectField> = {}): ConnectField => ({
  key,
  kind,
  label: `discourse.connect.${key}`,
  help: `discourse.connect.${key}.help`,
  ...more,
})

/** A key made by an administrator for one user: https://docs.discourse.org/#section/Authentication (read 2026-11-22). */
export const keyWay: ConnectWay = {
  id: 'api-key',
  kind: 'secret',
  label: 'discourse.connect.way',
  help: 'discourse.connect.way.help',
  fields: [
    field('server', 'url', { placeholder: 'https://forum.example.org' }),
    field('user', 'text'),
    field('key', 'password'),
    field('webhookSecret', 'password'),
  ],
  guide: { steps: [1, 2, 3, 4, 5, 6].map((step) => `discourse.guide.${step}`), review: 'discourse.guide.review' },
  connect: async (fields, context) => {
    const server = forumAddress(fields.server)
    const user = (fields.user ?? '').trim().replace(/^@/, '')
    const key = (fields.key ?? '').trim()
    if (user === '') throw badField('user', 'discourse.connect.noUser')
    if (key === '') throw badField('key', 'discourse.connect.noKey')
    const webhookSecret = (fields.webhookSecret ?? '').trim()
    return [await accountAt({ ...context, server, user, key }, webhookSecret)]
  },
}

export function forumAddress(written: string | undefined): string {
  const given = (written ?? '').trim()
  const address = given.includes('://') ? given : `https://${given}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!url || given === '' || !isWeb || url.username !== '')
    throw badField('server', 'discourse.connect.badServer', { server: given.slice(0, 80) })
  return url.origin + url.pathname.replace(/\/(t|c|u|admin|latest|categories)(\/.*)?$/, '').replace(/\/+$/, '')
}

type User = { id: number; username: string; name?: string | null; avatar_template?: string }
type Basic = {
  title: string
  description?: string
  logo_url?: string
  favicon_url?: string
  apple_touch_icon_url?: string
}

async function accountAt(wire: Wire, webhookSecret: string): Promise<ConnectedAccount> {
  const { user, basic, facts } = await readForum(wire)
  const avatarUrl = pictureOf(basic, wire.server)
  return {
    remoteId: String(user.id),
    kind: 'forum',
    name: basic.title,
    handle: user.username,
    url: wire.server,
    ...(avatarUrl ? { avatarUrl } : {}),
    server: wire.server,
    secrets: { user: user.username, key: wire.key ?? '', ...(webhookSecret ? { webhookSecret } : {}) },
    scopes: [],
    facts,
  }
}

async function readForum(wire: Wire): Promise<{ user: User; basic: Basic; facts: ForumFacts }> {
  const answer = await ask(wire, { path: sessionPath, fine: [404] })
  const { current_user: user } = answer.status === 200 ? answer.json<{ current_user?: User }>() : {}
  if (!user) throw new NetworkFailure('reconnect', 'the forum does not know this user by this key')
  const basic = (await ask(wire, { path: '/site/basic-info.json' })).json<Basic>()
  if (typeof basic?.title !== 'string') throw badField('server', 'discourse.connect.notDiscourse')
  return { user, basic, facts: await readFacts(wire, basic.title) }
}

type Site = { categories?: { id: number; name: string; permission?: number | null }[]; can_tag_topics?: boolean }
type Settings = Record<string, unknown>

/** Limits are the forum's own, where it tells them; categories are those the user may begin topics in. */
async function readFacts(wire: Wire, title: string): Promise<ForumFacts> {
  const site = (await ask(wire, { path: '/site.json' })).json<Site>()
  const told = await ask(wire, { path: '/site/settings.json', fine: [403, 404] })
  const settings = told.status === 200 ? told.json<Settings>() : {}
  const number = (key: string, usual: number) => (typeof settings[key] === 'number' ? Number(settings[key]) : usual)
  const extensions = String(settings.authorized_extensions ?? '')
    .toLowerCase()
    .split('|')
    .filter(Boolean)
  return {
    title,
    categories: (site.categories ?? []).flatMap(({ id, name, permission }) => (permission === 1 ? [{ id, name }] : [])),
    tagging: site.can_tag_topics ?? false,
    maxTags: number('max_tags_per_topic', usualForum.maxTags),
    minPost: number('min_first_post_length', number('min_post_length', usualForum.minPost)),
    maxPost: number('max_post_length', usualForum.maxPost),
    minTitle: number('min_topic_title_length', usualForum.minTitle),
    maxTitle: number('max_topic_title_length', usualForum.maxTitle),
    imageKb: number('max_image_size_kb', usualForum.imageKb),
    attachmentKb: number('max_attachment_size_kb', usualForum.attachmentKb),
    extensions: extensions.length > 0 ? extensions : usualForum.extensions,
  }
}

function pictureOf(basic: Basic, server: string): string | undefined {
  const told = basic.apple_touch_icon_url || basic.logo_url || basic.favicon_url
  return told && URL.canParse(told, `${server}/`) ? new URL(told, `${server}/`).href : undefined
}

export const health: Health = async (call) => {
  const { user, basic, facts } = await readForum(wireOf(call))
  const avatarUrl = pictureOf(basic, call.account.server)
  return {
    name: basic.title,
    handle: user.username,
    ...(avatarUrl ? { avatarUrl } : {}),
    url: call.account.server,
    facts: { ...facts },
  }
}

export async function profile(call: Call): Promise<Profile> {
  const { user, basic } = await readForum(wireOf(call))
  const picture = pictureOf(basic, call.account.server)
  return {
    name: basic.title,
    handle: user.username,
    url: call.account.server,
    description: basic.description ?? '',
    link: call.account.server,
    picture: picture ? { url: picture } : 'none',
  }
}

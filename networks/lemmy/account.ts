import { badField, NetworkFailure } from '../../kernel/failure.ts'
import type { Call, ConnectContext, ConnectedAccount, ConnectField, ConnectWay, Health, Profile } from '../contract.ts'
import { type CommunityInfo, domainOf, handleOf, type Person, type Site } from './api.ts'
import { ask, read, type Wire, wireOf } from './client.ts'
import { hasWord } from './failures.ts'
import { type Community, type InstanceFacts, instanceOf } from './instance.ts'

const field = (key: string, kind: ConnectField['kind'], more: Partial<ConnectField> = {}): ConnectField => ({
  key,
  kind,
  label: `lemmy.connect.${key}`,
  help: `lemmy.connect.${key}.help`,
  ...more,
})

/** The password is given to the instance once and not kept; the token it gives lasts until the person signs out everywhere. */
export const passwordWay: ConnectWay = {
  id: 'password',
  kind: 'secret',
  label: 'lemmy.connect.label',
  help: 'lemmy.connect.help',
  guide: { steps: [1, 2, 3, 4].map((step) => `lemmy.guide.${step}`), review: 'lemmy.guide.review' },
  fields: [
    field('server', 'text', { placeholder: 'lemmy.world' }),
    field('user', 'text'),
    field('password', 'password'),
    field('code', 'text', { placeholder: '123456' }),
    field('communities', 'text', { placeholder: 'coffee@lemmy.world' }),
  ],
  connect,
}

async function connect(fields: Record<string, string>, context: ConnectContext): Promise<ConnectedAccount[]> {
  const server = serverAddress(fields.server)
  const user = (fields.user ?? '').trim()
  const password = fields.password ?? ''
  if (user === '') throw badField('user', 'lemmy.connect.noUser')
  if (password.trim() === '') throw badField('password', 'lemmy.connect.noPassword')
  const named = communityNames(fields.communities ?? '')
  const code = (fields.code ?? '').replace(/\s+/g, '')
  const jwt = await signIn(
    { ...context, server },
    { username_or_email: user, password, ...(code ? { totp_2fa_token: code } : {}) },
  )
  const wire: Wire = { ...context, server, token: jwt }
  const { person, facts } = await standing(wire, named)
  return [
    {
      remoteId: String(person.id),
      kind: 'profile',
      ...shownAs(person),
      server,
      secrets: { jwt },
      scopes: [],
      facts,
    },
  ]
}

async function signIn(wire: Wire, json: object): Promise<string> {
  try {
    const { jwt } = await ask<{ jwt?: string | null }>(wire, { method: 'POST', path: '/api/v3/user/login', json })
    if (jwt) return jwt
  } catch (error) {
    if (hasWord(error, 'missing_totp_token')) throw badField('code', 'lemmy.connect.noCode')
    if (hasWord(error, 'incorrect_totp_token')) throw badField('code', 'lemmy.connect.badCode')
    throw error
  }
  throw new NetworkFailure('rejected', 'the instance waits for the e-mail to be confirmed or for its moderators')
}

/** `lemmy.world`, `https://lemmy.world/u/brand` and `brand@lemmy.world` all name `https://lemmy.world`. */
export function serverAddress(written: string | undefined): string {
  const given = (written ?? '').trim()
  const domain = given.includes('://') ? given : `https://${given.split('@').at(-1) ?? ''}`
  const url = URL.canParse(domain) ? new URL(domain) : undefined
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!url || !isWeb || url.hostname === '' || url.username !== '')
    throw badField('server', 'lemmy.connect.badServer', { server: given.slice(0, 80) })
  return url.origin + url.pathname.replace(/\/([uc]\/.*)?$/, '')
}

export function communityNames(written: string): string[] {
  const names = written.split(/[\s,;]+/).filter((one) => one !== '')
  return names.map((one) => {
    const [, host, linked] = /^https?:\/\/([^/]+)\/c\/([\w.@-]+)$/.exec(one) ?? []
    const name = linked ? (linked.includes('@') ? linked : `${linked}@${host}`) : one.replace(/^[!]|^\/?c\//, '')
    if (!/^\w+(@[\w.-]+(:\d+)?)?$/.test(name))
      throw badField('communities', 'lemmy.connect.badCommunity', { community: one.slice(0, 80) })
    return name
  })
}

const shownAs = (person: Person) => ({
  name: person.display_name || person.name,
  handle: handleOf(person),
  url: person.actor_id,
  ...(person.avatar ? { avatarUrl: person.avatar } : {}),
})

const mostCommunities = 100

async function standing(wire: Wire, named: string[]): Promise<{ person: Person; facts: InstanceFacts }> {
  const site = await read<Site>(wire, '/site')
  const { my_user: me } = site
  if (!me) throw new NetworkFailure('reconnect', 'the instance does not know this sign-in any more')
  const { person } = me.local_user_view
  if (person.banned || person.deleted)
    throw new NetworkFailure('reconnect', 'the account is banned or deleted at its instance')
  const moderated = new Set(me.moderates.map((one) => one.community.id))
  const known = new Map<number, Community>()
  const add = (info: CommunityInfo) => known.set(info.id, communityFrom(info, moderated.has(info.id), site))
  for (const name of named)
    add(
      (await read<{ community_view: { community: CommunityInfo } }>(wire, '/community', { name })).community_view
        .community,
    )
  for (const { community } of [...me.moderates, ...me.follows])
    if (!community.removed && !community.deleted && known.size < mostCommunities) add(community)
  const chosen = me.discussion_languages
  const languages = (site.all_languages ?? []).filter(({ id }) => !chosen || chosen.length === 0 || chosen.includes(id))
  return {
    person,
    facts: {
      domain: domainOf(site.site_view.site.actor_id),
      version: site.version,
      nsfw: site.site_view.local_site?.enable_nsfw !== false,
      communities: [...known.values()],
      named,
      languages: languages.map(({ id, code }) => ({ id, code })),
    },
  }
}

/** Those of other instances carry their home in their name. */
function communityFrom(info: CommunityInfo, moderates: boolean, site: Site): Community {
  const home = domainOf(info.actor_id)
  const local = home === domainOf(site.site_view.site.actor_id)
  return {
    id: info.id,
    name: local ? info.name : `${info.name}@${home}`,
    moderates,
    nsfw: info.nsfw,
    modsOnly: info.posting_restricted_to_mods,
  }
}

export const health: Health = async (call: Call) => {
  const { person, facts } = await standing(wireOf(call), instanceOf(call.account.facts).named)
  if (String(person.id) !== call.account.remoteId)
    throw new NetworkFailure('reconnect', 'this sign-in belongs to another account')
  return { ...shownAs(person), facts }
}

export async function profile(call: Call): Promise<Profile> {
  const { person } = await standing(wireOf(call), [])
  const { name, handle, url } = shownAs(person)
  return {
    name,
    handle,
    url,
    ...(person.bio ? { description: person.bio } : {}),
    picture: person.avatar ? { url: person.avatar } : 'none',
    cover: person.banner ? { url: person.banner } : 'none',
  }
}

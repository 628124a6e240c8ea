import { badField, NetworkFailure } from '../../kernel/failure.ts'
import type { AccountFacts } from '../compose.ts'
import type { ConnectedAccount, Health } from '../contract.ts'
import type { Listing, Me, Subreddit } from './api.ts'
import { ask, read, type Wire, wireOf } from './client.ts'
import { type Community, communitiesOf, type PostKind } from './communities.ts'
import { siteAddress } from './hosts.ts'
import { titleMax } from './limits.ts'

const mostCommunities = 25

/** `r/coffee`, a link or a bare name, with commas between them. */
export function communityNames(written: string): string[] {
  const names = written.split(/[\s,;]+/).filter((one) => one !== '')
  return names.map((one) => {
    const name = /^(?:https?:\/\/(?:\w+\.)?reddit\.com)?\/?(?:r\/)?(\w{2,21})\/?$/i.exec(one)?.[1]
    if (!name) throw badField('communities', 'reddit.connect.badCommunity', { community: one.slice(0, 80) })
    return name
  })
}

export async function accountBehind(
  wire: Wire,
  named: string[],
): Promise<Omit<ConnectedAccount, 'secrets' | 'scopes'>> {
  const me = await meOf(wire)
  const facts = await factsOf({ ...wire, name: me.name }, named)
  return {
    remoteId: me.id,
    kind: 'profile',
    name: me.subreddit?.title || me.name,
    handle: `u/${me.name}`,
    url: siteAddress(`/user/${me.name}/`),
    ...(me.icon_img ? { avatarUrl: me.icon_img } : {}),
    server: wire.server,
    facts,
  }
}

async function meOf(wire: Wire): Promise<Me> {
  const me = await read<Me>(wire, '/api/v1/me')
  if (!me.name) throw new NetworkFailure('reconnect', 'Reddit does not say whose access this is')
  if (me.is_suspended) throw new NetworkFailure('reconnect', `the account u/${me.name} is suspended`)
  return me
}

/** The profile first, then what was named, then what the account moderates. */
async function factsOf(wire: Wire, named: string[]): Promise<AccountFacts> {
  const moderated = await read<Listing<Subreddit>>(wire, '/subreddits/mine/moderator', { limit: 100 })
  const own = moderated.data.children.map((one) => one.data.display_name).filter((name) => !name.startsWith('u_'))
  const names = [...new Set([...named, ...own])].slice(0, mostCommunities)
  const communities: Community[] = [profileOf(wire.name)]
  for (const name of names) {
    const community = await communityNamed(wire, name)
    if (community) communities.push(community)
  }
  return { communities, named }
}

const everyKind: PostKind[] = ['self', 'link', 'image', 'gallery', 'video', 'poll']
const profileOf = (name: string): Community => ({
  name: `u_${name}`,
  kinds: everyKind,
  flairs: [],
  flairRequired: false,
  rules: [],
  titleMax,
  moderates: true,
})

type Rules = { rules?: { short_name?: string; kind?: string }[] }
type Requirements = { is_flair_required?: boolean; title_text_max_length?: number | null }

/** Undefined for one that is gone, private or closed to the account. */
async function communityNamed(wire: Wire, name: string): Promise<Community | undefined> {
  const about = await ask(wire, { path: `/r/${name}/about`, fine: [302, 403, 404] })
  const told = about.status === 200 ? about.json<{ kind?: string; data?: Subreddit }>() : {}
  if (told.kind !== 't5' || !told.data || told.data.user_is_banned) return undefined
  const { rules = [] } = await read<Rules>(wire, `/r/${name}/about/rules`)
  const flairs = await ask(wire, { path: `/r/${name}/api/link_flair_v2`, fine: [403, 404] })
  const wanted = await ask(wire, { path: `/api/v1/${name}/post_requirements`, fine: [403, 404] })
  const demands = wanted.status === 200 ? wanted.json<Requirements>() : {}
  return {
    name: told.data.display_name,
    kinds: kindsOf(told.data),
    flairs: flairs.status === 200 ? flairsIn(flairs.json<unknown>()) : [],
    flairRequired: demands.is_flair_required === true,
    rules: rules
      .filter((one) => one.kind !== 'comment')
      .map((one) => (one.short_name ?? '').slice(0, 100))
      .slice(0, 15),
    titleMax: Math.min(titleMax, demands.title_text_max_length ?? titleMax),
    moderates: told.data.user_is_moderator === true,
  }
}

function kindsOf({
  submission_type: type,
  allow_images: images,
  allow_videos: videos,
  allow_polls: polls,
  allow_galleries: galleries,
}: Subreddit): PostKind[] {
  const links = type !== 'self'
  return everyKind.filter((kind) => {
    if (kind === 'self') return type !== 'link'
    if (kind === 'poll') return polls === true && type !== 'link'
    if (kind === 'image') return links && images === true
    if (kind === 'gallery') return links && galleries === true
    return kind === 'video' ? links && videos === true : links
  })
}

const flairsIn = (told: unknown) =>
  (Array.isArray(told) ? (told as { id?: string; text?: string; mod_only?: boolean }[]) : []).flatMap(
    ({ id, text, mod_only: kept }) => (id && text && !kept ? [{ id, text }] : []),
  )

export const health: Health = async (call) => {
  const wire = wireOf(call)
  const me = await meOf(wire)
  const { named } = call.account.facts
  const kept = Array.isArray(named) ? named.map(String) : communitiesOf(call.account.facts).map((one) => one.name)
  return {
    name: me.subreddit?.title || me.name,
    handle: `u/${me.name}`,
    url: siteAddress(`/user/${me.name}/`),
    ...(me.icon_img ? { avatarUrl: me.icon_img } : {}),
    facts: await factsOf(wire, kept),
  }
}

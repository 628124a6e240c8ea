import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Health, Profile, Refresh } from '../contract.ts'
import { refreshFlow, secretsOf } from '../families/oauth2/code-flow.ts'
import { ask, inPath, type Wire, wireOf } from './client.ts'
import { isPage } from './compose.ts'
import { flowAt } from './flow.ts'

export type Member = { urn: string; name: string; handle: string; avatarUrl?: string }
type Organization = {
  id: number
  localizedName: string
  vanityName?: string
  localizedDescription?: string
  localizedWebsite?: string
  logoV2?: { original?: string }
  coverPhotoV2?: { original?: string }
}
type Role = { organization: string; role: string; state: string }

/** By OpenID where the app has it, else by the basic profile. */
export async function memberBehind(wire: Wire): Promise<Member> {
  const open = await ask(wire, { path: '/v2/userinfo', fine: [403] })
  if (open.status === 200) {
    const { sub, name, picture } = open.json<{ sub: string; name: string; picture?: string }>()
    return { urn: `urn:li:person:${sub}`, name, handle: name, avatarUrl: picture }
  }
  const told = (await ask(wire, { path: '/rest/me' })).json<{
    id: string
    localizedFirstName: string
    localizedLastName: string
    vanityName?: string
  }>()
  const name = `${told.localizedFirstName} ${told.localizedLastName}`.trim()
  return { urn: `urn:li:person:${told.id}`, name, handle: told.vanityName ?? name }
}

/** Roles by which a page may be written to: https://learn.microsoft.com/linkedin/marketing/community-management/organizations/organization-access-control (read 2026-11-22). */
const writing = new Set(['ADMINISTRATOR', 'CONTENT_ADMIN', 'CONTENT_ADMINISTRATOR', 'DIRECT_SPONSORED_CONTENT_POSTER'])

export async function pagesOf(wire: Wire) {
  const urns = await managed(wire)
  return Promise.all(urns.map(async (urn) => seen(wire, urn, await organization(wire, urn))))
}

async function managed(wire: Wire): Promise<string[]> {
  const found = new Set<string>()
  for (let start = 0; ; start += 100) {
    const path = `/rest/organizationAcls?q=roleAssignee&state=APPROVED&count=100&start=${start}`
    const answer = await ask(wire, { path, act: 'FINDER', fine: [403] })
    if (answer.status === 403) return []
    const { elements } = answer.json<{ elements: Role[] }>()
    for (const one of elements) if (writing.has(one.role) && one.state === 'APPROVED') found.add(one.organization)
    if (elements.length < 100) return [...found]
  }
}

const organization = async (wire: Wire, urn: string) =>
  (await ask(wire, { path: `/rest/organizations/${urn.split(':').at(-1)}` })).json<Organization>()

async function seen(wire: Wire, urn: string, told: Organization) {
  const handle = told.vanityName ?? String(told.id)
  return {
    remoteId: urn,
    name: told.localizedName,
    handle,
    url: `https://www.linkedin.com/company/${handle}/`,
    avatarUrl: await pictureUrl(wire, told.logoV2?.original),
    facts: { organization: urn, canRead: true },
  }
}

/** Old pictures have names that cannot be asked for any more. */
async function pictureUrl(wire: Wire, urn: string | undefined): Promise<string | undefined> {
  if (!urn?.startsWith('urn:li:image:')) return undefined
  const answer = await ask(wire, { path: `/rest/images/${inPath(urn)}`, fine: [403, 404] })
  return answer.status === 200 ? answer.json<{ downloadUrl?: string }>().downloadUrl : undefined
}

/** A page that its member no longer looks after needs a person. */
export const health: Health = async (call) => {
  const wire = wireOf(call)
  const urn = call.account.remoteId
  if (!isPage(call.account.facts)) {
    const { name, handle, avatarUrl } = await memberBehind(wire)
    return { name, handle, avatarUrl, facts: call.account.facts }
  }
  if (!(await managed(wire)).includes(urn))
    throw new NetworkFailure('reconnect', 'this member no longer manages the page; connect it by somebody who does')
  return seen(wire, urn, await organization(wire, urn))
}

export async function profile(call: Call): Promise<Profile> {
  const wire = wireOf(call)
  if (!isPage(call.account.facts)) {
    const { name, handle, avatarUrl } = await memberBehind(wire)
    return { name, handle, picture: avatarUrl ? { url: avatarUrl } : 'none' }
  }
  const told = await organization(wire, call.account.remoteId)
  const { name, handle, url, avatarUrl } = await seen(wire, call.account.remoteId, told)
  const cover = await pictureUrl(wire, told.coverPhotoV2?.original)
  return {
    name,
    handle,
    url,
    description: told.localizedDescription,
    ...(told.localizedWebsite ? { link: told.localizedWebsite } : {}),
    picture: avatarUrl ? { url: avatarUrl } : 'none',
    cover: cover ? { url: cover } : 'none',
  }
}

/** Only approved partners get refresh tokens. For others a person comes before the sixty days of access are over. */
export const refresh: Refresh = async (call) => {
  if (!call.account.secrets.refreshToken)
    throw new NetworkFailure('reconnect', 'this app may not renew access; it works until its sixty days are over')
  const tokens = await refreshFlow(flowAt(call.account.server, []), call)
  return { secrets: secretsOf(tokens, call.account.secrets), expiresAt: tokens.expiresAt }
}

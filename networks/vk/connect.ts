import { randomBytes } from 'node:crypto'
import { badField, NetworkFailure } from '../../kernel/failure.ts'
import type { ConnectContext, ConnectedAccount, ConnectField, ConnectWay } from '../contract.ts'
import { ask, type Keys, type Wire } from './client.ts'
import { officialServer } from './hosts.ts'
import type { Group } from './objects.ts'
import { handleOf } from './profile.ts'
import { beginSignIn, finishSignIn, scopes, type Tokens } from './sign-in.ts'
import { doorTitle } from './webhooks.ts'

const secretField = (key: string): ConnectField => ({
  key,
  kind: 'password',
  label: `vk.connect.${key}`,
  help: `vk.connect.${key}.help`,
})
const steps = (of: string, count: number) => Array.from({ length: count }, (_, at) => `vk.guide.${of}.${at + 1}`)

/** https://dev.vk.com/reference/access-rights#Права доступа для ключа сообщества (read 2026-11-22). */
const keyRights = ['manage', 'messages', 'stories', 'photos', 'docs']

/** The owner's sign-in: the only way onto the wall. One community each time: the tokens change hands with every renewal. */
export const vkIdWay: ConnectWay = {
  id: 'vkid',
  label: 'vk.connect.vkid',
  help: 'vk.connect.vkid.help',
  kind: 'oauth',
  needsApp: true,
  fields: [
    {
      key: 'community',
      kind: 'text',
      label: 'vk.connect.community',
      help: 'vk.connect.community.help',
      placeholder: 'vk.com/club1',
    },
    secretField('communityKey'),
  ],
  scopes: scopes.map(({ name, needed }) => ({ name, needed, why: `vk.scope.${name.split('.').at(-1)}` })),
  begin: (fields, context) => beginSignIn(fields, context),
  finish: async (query, pending, context) => {
    const tokens = await finishSignIn(query, pending, context)
    const communityKey = String(pending.communityKey ?? '')
    const keys: Keys = { user: tokens.access, ...(communityKey ? { community: communityKey } : {}) }
    return [await accountBy(wireFor(context, keys), String(pending.community ?? ''), tokens)]
  },
}

/** Keys made by hand in the community's settings: messages, comments, stories; with a person's key the wall as well. */
export const keyWay: ConnectWay = {
  id: 'key',
  label: 'vk.connect.key',
  help: 'vk.connect.key.help',
  kind: 'secret',
  fields: [secretField('communityKey'), secretField('userKey')],
  guide: { steps: steps('key', 5), console: 'https://vk.com/groups?tab=admin', review: 'vk.guide.key.review' },
  scopes: keyRights.map((name) => ({ name, needed: false, why: `vk.scope.key.${name}` })),
  connect: async (fields, context) => {
    const community = fields.communityKey?.trim() ?? ''
    const user = fields.userKey?.trim() ?? ''
    if (!community) throw badField('communityKey', 'vk.connect.noKey')
    return [await accountBy(wireFor(context, { community, ...(user ? { user } : {}) }), '')]
  },
}

export const appWanted = {
  fields: [{ key: 'clientId', kind: 'text' as const, label: 'vk.app.clientId', help: 'vk.app.clientId.help' }],
  guide: { steps: steps('app', 6), console: 'https://id.vk.com/about/business/go', review: 'vk.guide.app.review' },
}

const wireFor = ({ http, signal, practice }: ConnectContext, keys: Keys): Wire => ({
  http,
  signal,
  keys,
  server: practice ?? officialServer,
})

const fields = ['screen_name', 'photo_200', 'members_count', 'wall']

async function accountBy(wire: Wire, wanted: string, tokens?: Tokens): Promise<ConnectedAccount> {
  const own = wire.keys.community ? await communityOf(wire) : undefined
  const group = wire.keys.user ? await managed(wire, wanted || (own ? String(own.id) : '')) : own
  if (!group) throw badField('communityKey', 'vk.connect.noKey')
  if (own && own.id !== group.id) throw badField('communityKey', 'vk.connect.otherCommunity', { name: own.name ?? '' })
  const { user, community } = wire.keys
  const secrets = {
    ...(user ? { user } : {}),
    ...(community ? { community } : {}),
    ...(tokens ? { refresh: tokens.refresh, device: tokens.device } : {}),
    ...(await doorOf(wire, group.id)),
  }
  return {
    remoteId: String(group.id),
    kind: 'group',
    name: group.name ?? handleOf(group),
    handle: handleOf(group),
    url: `https://vk.com/${handleOf(group)}`,
    ...(group.photo_200 ? { avatarUrl: group.photo_200 } : {}),
    server: wire.server,
    secrets,
    ...(tokens ? { expiresAt: tokens.expiresAt } : {}),
    scopes: tokens?.scopes ?? (community ? await rightsOf(wire) : []),
    facts: { ...factsOf(wire.keys), ...(tokens ? { userId: tokens.userId } : {}) },
  }
}

export const factsOf = ({ user, community }: Keys) => ({
  wall: user !== undefined,
  messages: community !== undefined,
})

/** A community's key knows which community it is of. */
async function communityOf(wire: Wire): Promise<Group> {
  const { groups } = await ask<{ groups: Group[] }>(wire, {
    method: 'groups.getById',
    params: { fields },
    as: 'community',
  })
  const [group] = groups
  if (group) return group
  throw new NetworkFailure('reconnect', 'this is not the key of a community')
}

export async function rightsOf(wire: Wire): Promise<string[]> {
  const asked = { method: 'groups.getTokenPermissions', as: 'community' } as const
  return (await ask<{ permissions: { name: string }[] }>(wire, asked)).permissions.map((one) => one.name)
}

/** Of the communities this person may edit, the wanted one. */
async function managed(wire: Wire, wanted: string): Promise<Group> {
  const params = { extended: true, filter: ['admin', 'editor'], fields, count: 1000 }
  const { items } = await ask<{ items: Group[] }>(wire, { method: 'groups.get', params })
  const name = wanted
    .trim()
    .replace(/^(?:https?:\/\/)?(?:m\.)?vk\.(?:com|ru)\//i, '')
    .replace(/^@/, '')
    .toLowerCase()
  const id = Number(name.replace(/^(?:club|public|event)(?=\d+$)/, ''))
  const [only, ...others] = name
    ? items.filter((one) => one.id === id || one.screen_name?.toLowerCase() === name)
    : items
  if (only && others.length === 0) return only
  const listed = {
    names: items
      .slice(0, 20)
      .map((one) => handleOf(one))
      .join(', '),
  }
  if (items.length === 0) throw badField('community', 'vk.connect.noCommunity')
  throw badField('community', only ? 'vk.connect.whichCommunity' : 'vk.connect.notManaged', listed)
}

type Door = { title: string; secret_key: string }

/**
 * What deliveries are known by: the code that VK wants to hear once, which only administrators are told, and the secret of the
 * door that stands there already, so that connecting again does not close it.
 */
async function doorOf(wire: Wire, group: number): Promise<{ hook: string; confirmation?: string }> {
  const params = { group_id: group }
  const fresh = { hook: randomBytes(18).toString('hex') }
  const asked = <T>(method: string) => ask<T>(wire, { method, params, as: 'either' })
  try {
    const { code } = await asked<{ code: string }>('groups.getCallbackConfirmationCode')
    const { items } = await asked<{ items: Door[] }>('groups.getCallbackServers')
    const stands = items.find((one) => one.title === doorTitle && one.secret_key !== '')
    return { hook: stands?.secret_key ?? fresh.hook, confirmation: code }
  } catch (error) {
    if (error instanceof NetworkFailure && error.kind !== 'network-down') return fresh
    throw error
  }
}

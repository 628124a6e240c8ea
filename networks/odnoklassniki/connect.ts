import { randomBytes } from 'node:crypto'
import { badField } from '../../kernel/failure.ts'
import type { ConnectContext, ConnectedAccount, ConnectField, ConnectWay } from '../contract.ts'
import { graph, keysOf, type Wire } from './client.ts'
import { addressOf, type Group, groupsById, handleOf, managedGroups } from './groups.ts'
import { officialServer } from './hosts.ts'
import { finishSignIn, scopes, signInAddress, type Tokens } from './sign-in.ts'

const field = (key: string, kind: ConnectField['kind'] = 'password'): ConnectField => ({
  key,
  kind,
  label: `odnoklassniki.connect.${key}`,
  help: `odnoklassniki.connect.${key}.help`,
})
const steps = (of: string, count: number) =>
  Array.from({ length: count }, (_, at) => `odnoklassniki.guide.${of}.${at + 1}`)

/** One sign-in gives every group the person manages; the group's own key, for messages, belongs to one of them. */
export const signInWay: ConnectWay = {
  id: 'oauth',
  label: 'odnoklassniki.connect.oauth',
  help: 'odnoklassniki.connect.oauth.help',
  kind: 'oauth',
  needsApp: true,
  fields: [field('group', 'text'), field('groupKey')],
  scopes: scopes.map(({ name, needed }) => ({ name, needed, why: `odnoklassniki.scope.${name}` })),
  begin: async (fields, context) => ({
    url: signInAddress(context),
    pending: { group: fields.group?.trim() ?? '', groupKey: fields.groupKey?.trim() ?? '' },
  }),
  finish: async (query, pending, context) => {
    const tokens = await finishSignIn(query, context)
    const secrets = { access: tokens.access, refresh: tokens.refresh }
    return accountsBy(secrets, String(pending.group ?? ''), String(pending.groupKey ?? ''), context, tokens)
  },
}

/** Keys from the app's own page, which do not end. */
export const keyWay: ConnectWay = {
  id: 'key',
  label: 'odnoklassniki.connect.key',
  help: 'odnoklassniki.connect.key.help',
  kind: 'secret',
  fields: [
    field('publicKey', 'text'),
    field('access'),
    field('sessionSecret'),
    field('group', 'text'),
    field('groupKey'),
  ],
  guide: { steps: steps('key', 5), console: 'https://ok.ru/vitrine/myuploaded', review: 'odnoklassniki.guide.review' },
  connect: async (fields, context) => {
    const [publicKey = '', access = '', sessionSecret = ''] = ['publicKey', 'access', 'sessionSecret'].map((key) =>
      fields[key]?.trim(),
    )
    if (!publicKey) throw badField('publicKey', 'odnoklassniki.connect.noKey')
    if (!access) throw badField('access', 'odnoklassniki.connect.noKey')
    if (!sessionSecret) throw badField('sessionSecret', 'odnoklassniki.connect.noKey')
    const secrets = { access, publicKey, sessionSecret }
    return accountsBy(secrets, fields.group?.trim() ?? '', fields.groupKey?.trim() ?? '', context)
  },
}

export const appWanted = {
  fields: [
    { key: 'clientId', kind: 'text' as const, label: 'odnoklassniki.app.clientId' },
    { key: 'publicKey', kind: 'text' as const, label: 'odnoklassniki.app.publicKey' },
    { key: 'secretKey', kind: 'password' as const, label: 'odnoklassniki.app.secretKey' },
  ],
  guide: { steps: steps('app', 6), console: 'https://ok.ru/devaccess', review: 'odnoklassniki.guide.review' },
}

async function accountsBy(
  secrets: Record<string, string>,
  wanted: string,
  groupKey: string,
  context: ConnectContext,
  tokens?: Tokens,
): Promise<ConnectedAccount[]> {
  const { http, signal, practice } = context
  const wire: Wire = { http, signal, server: practice ?? officialServer, keys: keysOf(secrets, context.app) }
  const groups = await groupsById(wire, await managedGroups(wire))
  if (groups.length === 0) throw badField('group', 'odnoklassniki.connect.noGroup')
  const chosen = wanted ? groups.filter((one) => isNamed(one, wanted)) : groups
  if (chosen.length === 0)
    throw badField('group', 'odnoklassniki.connect.notManaged', { names: groups.map(handleOf).slice(0, 20).join(', ') })
  if (!groupKey) return Promise.all(chosen.map((group) => accountOf(group, wire, secrets, context, tokens)))
  const [only, ...others] = chosen
  if (!only || others.length > 0) throw badField('group', 'odnoklassniki.connect.whichGroup')
  return [await accountOf(only, wire, { ...secrets, group: groupKey }, context, tokens)]
}

function isNamed(group: Group, wanted: string): boolean {
  const name = wanted.replace(/^(?:https?:\/\/)?(?:m\.)?(?:ok\.ru|odnoklassniki\.ru)\//i, '').replace(/^group\/?/, '')
  return group.uid === name || group.shortname?.toLowerCase() === name.toLowerCase()
}

async function accountOf(
  group: Group,
  wire: Wire,
  secrets: Record<string, string>,
  context: ConnectContext,
  tokens?: Tokens,
): Promise<ConnectedAccount> {
  return {
    remoteId: group.uid,
    kind: 'group',
    name: group.name ?? handleOf(group),
    handle: handleOf(group),
    url: addressOf(group),
    ...(group.picAvatar ? { avatarUrl: group.picAvatar } : {}),
    server: wire.server,
    secrets: {
      ...secrets,
      ...(secrets.group ? { hook: await hookOf({ ...wire, keys: keysOf(secrets, context.app) }) } : {}),
    },
    ...(tokens ? { expiresAt: tokens.expiresAt } : {}),
    scopes: tokens ? scopes.map((one) => one.name) : [],
    facts: { messages: Boolean(secrets.group) },
  }
}

export const doorKey = 'rialto'

/** Deliveries are not signed: they are known by a secret in their address, kept when one stands there already. */
async function hookOf(wire: Wire): Promise<string> {
  const { subscriptions = [] } = await graph<{ subscriptions?: { url: string }[] }>(wire, { path: '/me/subscriptions' })
  const standing = subscriptions.flatMap(({ url }) =>
    URL.canParse(url) ? [new URL(url).searchParams.get(doorKey) ?? ''] : [],
  )
  return standing.find((one) => one.length >= 16) ?? randomBytes(18).toString('hex')
}

import { badField } from '../../kernel/failure.ts'
import type { ConnectContext, ConnectedAccount, ConnectField, ConnectWay } from '../contract.ts'
import { ask, type Wire } from './client.ts'
import type { Account } from './entities.ts'
import { readInstance } from './instance.ts'
import { beginAuthorization, finishAuthorization, rights } from './oauth.ts'

const serverField: ConnectField = {
  key: 'server',
  kind: 'text',
  label: 'mastodon.connect.server',
  help: 'mastodon.connect.server.help',
  placeholder: 'mastodon.social',
}

export const connectWays: ConnectWay[] = [
  {
    id: 'oauth',
    kind: 'oauth',
    label: 'mastodon.connect.oauth',
    help: 'mastodon.connect.oauth.help',
    fields: [serverField],
    scopes: rights,
    begin: (fields, context) => beginAuthorization(serverAddress(fields.server), context),
    finish: async (query, pending, context) => {
      const { server, token, scopes } = await finishAuthorization(query, pending, context)
      return [await accountBehind(server, token, scopes, context)]
    },
  },
  {
    id: 'token',
    kind: 'secret',
    label: 'mastodon.connect.token',
    help: 'mastodon.connect.token.help',
    fields: [serverField, { key: 'token', kind: 'password', label: 'mastodon.connect.token.field' }],
    connect: async (fields, context) => {
      const server = serverAddress(fields.server)
      const token = (fields.token ?? '').trim()
      if (token === '') throw badField('token', 'mastodon.connect.noToken')
      return [await accountBehind(server, token, undefined, context)]
    },
  },
]

/** `mastodon.social`, `https://mastodon.social/@brand` and `@brand@mastodon.social` all name `https://mastodon.social`. */
export function serverAddress(written: string | undefined): string {
  const given = (written ?? '').trim()
  const domain = given.includes('://') ? given : `https://${given.split('@').at(-1) ?? ''}`
  const url = URL.canParse(domain) ? new URL(domain) : undefined
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!url || !isWeb || url.hostname === '' || url.username !== '')
    throw badField('server', 'mastodon.connect.badServer', { server: given.slice(0, 80) })
  return url.origin + url.pathname.replace(/\/(@.*)?$/, '')
}

async function accountBehind(
  server: string,
  token: string,
  scopes: string[] | undefined,
  context: ConnectContext,
): Promise<ConnectedAccount> {
  const wire: Wire = { ...context, server, token }
  const account = (await ask(wire, { path: '/api/v1/accounts/verify_credentials' })).json<Account>()
  const instance = await readInstance(wire)
  return {
    remoteId: account.id,
    kind: account.group ? 'group' : 'profile',
    name: account.display_name || account.username,
    handle: handleOf(account, instance.domain),
    url: account.url ?? undefined,
    avatarUrl: account.avatar,
    server,
    secrets: { token },
    scopes: scopes ?? (await scopesOf(wire)),
    facts: { instance },
  }
}

/** `@brand@mastodon.social`, as people write it anywhere. */
export const handleOf = (account: Pick<Account, 'acct'>, domain: string) =>
  account.acct.includes('@') || domain === '' ? `@${account.acct}` : `@${account.acct}@${domain}`

async function scopesOf(wire: Wire): Promise<string[]> {
  const answer = await ask(wire, { path: '/api/v1/apps/verify_credentials', fine: [401, 403, 404] })
  if (answer.status !== 200) return []
  const { scopes } = answer.json<{ scopes?: string[] | string }>()
  return typeof scopes === 'string' ? scopes.split(' ') : (scopes ?? [])
}

import { badField } from '../../kernel/failure.ts'
import type { AppWanted, ConnectContext, ConnectedAccount, ConnectWay, Scope } from '../contract.ts'
import { beginFlow, finishFlow, secretsOf } from '../families/oauth2/code-flow.ts'
import { type Member, memberBehind, pagesOf } from './accounts.ts'
import { ask, type Wire } from './client.ts'
import { flowAt, memberScopes, pageScopes } from './flow.ts'
import { serverFor } from './hosts.ts'

export const app: AppWanted = {
  fields: [
    { key: 'clientId', kind: 'text', label: 'linkedin.app.clientId' },
    { key: 'clientSecret', kind: 'password', label: 'linkedin.app.clientSecret' },
  ],
  guide: {
    console: 'https://www.linkedin.com/developers/apps',
    steps: [1, 2, 3, 4, 5].map((step) => `linkedin.app.step${step}`),
    review: 'linkedin.app.review',
  },
}

const oauthWay = (id: 'pages' | 'member', scopes: Scope[]): ConnectWay => ({
  id,
  kind: 'oauth',
  label: `linkedin.connect.${id}`,
  help: `linkedin.connect.${id}.help`,
  fields: [],
  scopes,
  needsApp: true,
  begin: async (_fields, context) => beginFlow(flowAt(serverFor(context.practice), scopes), context),
  finish: async (query, pending, context) => {
    const server = serverFor(context.practice)
    const tokens = await finishFlow(flowAt(server, scopes), query, pending, context)
    return accountsBehind(server, secretsOf(tokens), tokens.scopes, context, tokens.expiresAt)
  },
})

export const connectWays: ConnectWay[] = [
  oauthWay('pages', pageScopes),
  oauthWay('member', memberScopes),
  {
    id: 'token',
    kind: 'secret',
    label: 'linkedin.connect.token',
    help: 'linkedin.connect.token.help',
    fields: [{ key: 'token', kind: 'password', label: 'linkedin.connect.token.field' }],
    connect: async (fields, context) => {
      const accessToken = (fields.token ?? '').trim()
      if (accessToken === '') throw badField('token', 'linkedin.connect.noToken')
      return accountsBehind(serverFor(context.practice), { accessToken }, undefined, context)
    },
  },
]

/** All that one sign-in may write to: the pages it looks after, then the member. */
async function accountsBehind(
  server: string,
  secrets: Record<string, string>,
  granted: string[] | undefined,
  context: ConnectContext,
  expiresAt?: Date,
): Promise<ConnectedAccount[]> {
  const wire: Wire = { ...context, server, token: secrets.accessToken ?? '' }
  const member = await memberBehind(wire)
  const pages = granted && !granted.includes('w_organization_social') ? [] : await pagesOf(wire)
  const shared = { server, secrets, expiresAt, scopes: granted ?? [] }
  const both = pages.map((page): ConnectedAccount => ({ ...page, ...shared, kind: 'page' }))
  if (granted && !granted.includes('w_member_social')) return both
  return [...both, { ...memberAccount(member, await mayRead(wire, member.urn)), ...shared }]
}

const memberAccount = (member: Member, canRead: boolean) => ({
  remoteId: member.urn,
  kind: 'profile' as const,
  name: member.name,
  handle: member.handle,
  avatarUrl: member.avatarUrl,
  facts: { canRead },
})

/** Members’ own posts may be read by few apps; the network answers 403 to the others. */
async function mayRead(wire: Wire, urn: string): Promise<boolean> {
  const path = `/rest/posts?author=${encodeURIComponent(urn)}&q=author&count=1`
  return (await ask(wire, { path, act: 'FINDER', fine: [403] })).status === 200
}

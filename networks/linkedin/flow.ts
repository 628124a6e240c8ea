import type { Scope } from '../contract.ts'
import type { Flow } from '../families/oauth2/code-flow.ts'
import { hostsOf } from './hosts.ts'

const scope = (name: string, needed: boolean): Scope => ({ name, needed, why: `linkedin.scope.${name}` })

/** Sign In with LinkedIn and Share on LinkedIn: open to every app. */
export const memberScopes = [scope('openid', true), scope('profile', true), scope('w_member_social', true)]
/** Community Management API: after LinkedIn’s review. */
export const pageScopes = [
  scope('r_basicprofile', true),
  scope('w_member_social', false),
  scope('w_organization_social', true),
  scope('r_organization_social', true),
  scope('rw_organization_admin', true),
]

export const flowAt = (server: string, scopes: Scope[]): Flow => ({
  authorizeUrl: hostsOf(server).consent,
  tokenUrl: hostsOf(server).token,
  scopes: scopes.map(({ name }) => name),
  pkce: false,
  proof: 'body',
})

import type { AccountFacts } from '../compose.ts'
import type { Call } from '../contract.ts'
import type { GraphWire } from '../families/graph-api/wire.ts'
import { hostsOf } from './hosts.ts'

/** Signed in directly, or over the page that the account belongs to. */
export const isByPage = (facts: AccountFacts) => facts.login === 'page'

export const wireOf = ({ http, clock, signal, account }: Call): GraphWire => ({
  http,
  clock,
  signal,
  base: hostsOf(account.server).graph,
  token: account.secrets.token,
  appSecret: isByPage(account.facts) && account.facts.viaApp === true ? account.app.clientSecret : undefined,
})

export const accountOf = ({ account }: Call) => account.remoteId
/** Conversations stand at the page where the account was connected over one. */
export const talksAt = ({ account }: Call) =>
  typeof account.facts.page === 'string' ? account.facts.page : account.remoteId

import type { Call } from '../contract.ts'
import type { GraphWire } from '../families/graph-api/wire.ts'
import { hostsOf } from './hosts.ts'

/** The graph as seen by the page: its own token, and the proof that the desk's app is asking. */
export const wireOf = ({ http, clock, signal, account }: Call): GraphWire => ({
  http,
  clock,
  signal,
  base: hostsOf(account.server).graph,
  token: account.secrets.token,
  self: account.remoteId,
  appSecret: account.facts.viaApp === true ? account.app.clientSecret : undefined,
})

export const pageOf = ({ account }: Call) => account.remoteId

import type { Call } from '../contract.ts'
import type { GraphWire } from '../families/graph-api/wire.ts'
import { hostsOf } from './hosts.ts'

export const wireOf = ({ http, clock, signal, account }: Call): GraphWire => ({
  http,
  clock,
  signal,
  base: hostsOf(account.server).graph,
  token: account.secrets.token,
})

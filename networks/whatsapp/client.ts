import { NetworkFailure } from '../../kernel/failure.ts'
import type { Json } from '../../kernel/json.ts'
import type { Call } from '../contract.ts'
import { type GraphWire, sent } from '../families/graph-api/wire.ts'
import { graphOf } from './hosts.ts'

export const wireOf = ({ http, clock, signal, account }: Call): GraphWire => ({
  http,
  clock,
  signal,
  base: graphOf(account.server),
  token: account.secrets.token,
})

export const numberOf = ({ account }: Call) => account.remoteId
export const businessOf = ({ account }: Call) => String(account.facts.business ?? '')

/** What people see is posted once: no key of ours is kept there, so a lost answer stays doubtful. Takes a connection of its own. */
export async function write(call: Call, message: Json): Promise<string> {
  const url = `${graphOf(call.account.server)}/${numberOf(call)}/messages`
  type Made = { messages?: { id?: string }[] }
  const made = await sent<Made>(wireOf(call), {
    method: 'POST',
    url,
    json: message,
    writes: true,
    freshConnection: true,
  })
  const id = made.messages?.[0]?.id
  if (id) return id
  throw new NetworkFailure('unknown-outcome', 'the answer does not name the message', {
    evidence: { body: JSON.stringify(made).slice(0, 300) },
  })
}

import { createHash } from 'node:crypto'
import { badField } from '../../kernel/failure.ts'
import type { ConnectContext, ConnectedAccount, ConnectWay, Health } from '../contract.ts'
import { type Receiver, receiverOf, send, toldBy } from './send.ts'
import { keyOf } from './signature.ts'

/** An address of the person's own that takes events. */
export const addressWay: ConnectWay = {
  id: 'address',
  label: 'signed-webhook.connect.label',
  help: 'signed-webhook.connect.help',
  guide: { steps: [1, 2, 3, 4].map((n) => `signed-webhook.guide.${n}`) },
  kind: 'secret',
  fields: [
    {
      key: 'url',
      kind: 'url',
      label: 'signed-webhook.connect.url',
      help: 'signed-webhook.connect.url.help',
      placeholder: 'https://example.org/hooks/posts',
    },
    {
      key: 'secret',
      kind: 'password',
      label: 'signed-webhook.connect.secret',
      help: 'signed-webhook.connect.secret.help',
      placeholder: 'whsec_…',
    },
    { key: 'name', kind: 'text', label: 'signed-webhook.connect.name' },
  ],
  connect,
}

async function connect(fields: Record<string, string>, context: ConnectContext): Promise<ConnectedAccount[]> {
  const url = addressIn(fields.url ?? '')
  const secret = (fields.secret ?? '').trim()
  keyOf(secret)
  await greet({ ...context, url: url.href, secret })
  const name = fields.name?.trim() || url.host
  const handle = `${url.host}${url.pathname}`.replace(/\/$/, '')
  return [
    {
      ...{ remoteId: url.href, kind: 'endpoint', name, handle, server: url.origin },
      ...{ secrets: { secret }, scopes: [], facts: { path: `${url.pathname}${url.search}`, name } },
    },
  ]
}

export function addressIn(written: string): URL {
  const address = written.trim()
  if (!URL.canParse(address)) throw badField('url', 'signed-webhook.connect.badUrl')
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol) || url.username || url.hash)
    throw badField('url', 'signed-webhook.connect.badUrl')
  return url
}

/** An event that asks for nothing: whoever can check its signature answers with a success. */
async function greet(receiver: Receiver): Promise<void> {
  const moment = receiver.clock.now().toISOString()
  const id = `ping-${createHash('sha256').update(`${receiver.url} ${moment}`).digest('hex').slice(0, 24)}`
  toldBy(await send(receiver, { id, type: 'desk.ping', data: {} }), 'network-down')
}

export const health: Health = async (call) => {
  await greet(receiverOf(call))
  const { handle, facts } = call.account
  return { name: String(facts.name ?? handle), handle, facts }
}

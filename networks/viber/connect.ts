import { badField, NetworkFailure } from '../../kernel/failure.ts'
import type { Call, ConnectContext, ConnectedAccount, ConnectWay, Health, Profile } from '../contract.ts'
import { type Account, ask, officialServer, type Wire, wireOf } from './client.ts'

const steps = (of: string, count: number) => Array.from({ length: count }, (_, at) => `viber.guide.${of}.${at + 1}`)
const token = (of: string) => ({
  key: 'token',
  kind: 'password' as const,
  label: 'viber.connect.token',
  help: `viber.connect.${of}.token.help`,
  placeholder: '445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9',
})

/** A channel, by the token its super administrator finds in its settings. */
export const channelWay: ConnectWay = {
  id: 'channel',
  label: 'viber.connect.channel',
  help: 'viber.connect.channel.help',
  kind: 'secret',
  fields: [
    token('channel'),
    {
      key: 'webhook',
      kind: 'url',
      label: 'viber.connect.webhook',
      help: 'viber.connect.webhook.help',
      placeholder: 'https://brand.example',
    },
  ],
  guide: { steps: steps('channel', 4), console: 'https://www.viber.com', review: 'viber.guide.channel.review' },
  connect: async (fields, context) => {
    const { wire, account } = await accountBy(fields, context)
    const admin = account.members?.find((one) => one.role === 'superadmin') ?? account.members?.[0]
    if (!admin) throw new NetworkFailure('rejected', 'Viber names nobody who may post in this channel')
    if (!account.webhook) await setDoor(wire, fields.webhook?.trim() ?? '')
    return [connected(account, wire, 'channel', { kind: 'channel', from: admin.id })]
  },
}

/** A bot: hears and answers who writes to it. */
export const botWay: ConnectWay = {
  id: 'bot',
  label: 'viber.connect.bot',
  help: 'viber.connect.bot.help',
  kind: 'secret',
  fields: [token('bot')],
  guide: { steps: steps('bot', 5), console: 'https://partners.viber.com', review: 'viber.guide.bot.review' },
  connect: async (fields, context) => {
    const { wire, account } = await accountBy(fields, context)
    return [connected(account, wire, 'line', { kind: 'bot', name: account.name ?? '' })]
  },
}

async function accountBy(fields: Record<string, string>, { http, signal, practice }: ConnectContext) {
  const given = fields.token?.trim() ?? ''
  if (!given) throw badField('token', 'viber.connect.noToken')
  const wire: Wire = { http, signal, token: given, server: practice ?? officialServer }
  return { wire, account: await ask<Account>(wire, 'get_account_info') }
}

/** Nothing is posted before an address is set; nothing of a channel is ever told to it. */
async function setDoor(wire: Wire, url: string): Promise<void> {
  if (!/^https:\/\/\S+\.\S+/.test(url)) throw badField('webhook', 'viber.connect.noWebhook')
  await ask(wire, 'set_webhook', { url }).catch((error: unknown) => {
    const refused = error instanceof NetworkFailure && error.kind === 'rejected'
    throw refused ? badField('webhook', 'viber.connect.badWebhook') : error
  })
}

const handleOf = (account: Account) => account.uri || account.name || account.id

function connected(
  account: Account,
  wire: Wire,
  kind: ConnectedAccount['kind'],
  facts: ConnectedAccount['facts'],
): ConnectedAccount {
  return {
    remoteId: account.id,
    kind,
    name: account.name ?? handleOf(account),
    handle: handleOf(account),
    ...(account.icon ? { avatarUrl: account.icon } : {}),
    server: wire.server,
    secrets: { token: wire.token },
    scopes: [],
    facts,
  }
}

export const accountNow = (call: Call): Promise<Account> => ask<Account>(wireOf(call), 'get_account_info')

/** Who may post may have changed meanwhile. */
export const health: Health = async (call) => {
  const account = await accountNow(call)
  const { facts } = call.account
  const members = account.members ?? []
  const stays = members.find((one) => one.id === facts.from) ?? members.find((one) => one.role === 'superadmin')
  if (facts.kind === 'channel' && !stays)
    throw new NetworkFailure('reconnect', 'nobody who may post in this channel is left')
  return {
    name: account.name ?? handleOf(account),
    handle: handleOf(account),
    ...(account.icon ? { avatarUrl: account.icon } : {}),
    facts: facts.kind === 'channel' ? { ...facts, from: stays?.id ?? '' } : facts,
  }
}

export async function profile(call: Call): Promise<Profile> {
  const account = await accountNow(call)
  return {
    name: account.name ?? handleOf(account),
    handle: handleOf(account),
    picture: account.icon ? { url: account.icon } : 'none',
    cover: account.background ? { url: account.background } : 'none',
  }
}

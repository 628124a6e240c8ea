import type { z } from 'zod'
import type { Words } from '../../kernel/i18n.ts'
import type { AppWanted, ConnectField, ConnectWay, Guide, Network } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { NetworkAbout, NetworkApp, NetworkField, NetworkGuide } from './api.ts'
import type { AppKnown } from './network-apps.ts'

/** The desk's own addresses that a network must be told: where it sends people back to, and where it delivers to one door for all. */
export type DeskAddresses = { redirect: string; webhook: string | null }

export const returnAddress = (world: NetworkedWorld) => `${world.config.publicUrl}/connect/return`

export const addressesOf = (world: NetworkedWorld, { composing, webhooks }: Network): DeskAddresses => ({
  redirect: returnAddress(world),
  webhook: webhooks?.per === 'app' ? `${world.config.publicUrl}/webhooks/${composing.id}` : null,
})

/** A network as data for the screens: what it can do, and how an account of it is connected, in the caller's language. */
export function describeNetwork(
  world: NetworkedWorld,
  network: Network,
  app: AppKnown | undefined,
  words: Words,
): z.input<typeof NetworkAbout> {
  const { composing, authority, connect } = network
  const addresses = addressesOf(world, network)
  const practice = world.practice?.offers(composing.id) ?? false
  return {
    ...{ id: composing.id, name: composing.name, color: composing.color, sign: composing.sign ?? null },
    ...{ authority, practice, addresses },
    group: composing.group ?? 'social',
    can: { publish: composing.can.publish !== false, ...composing.can, ...abilitiesOf(network) },
    app: network.app ? describeApp(network.app, app, addresses, words) : null,
    ways: connect.map((way) => describeWay(way, addresses, words)),
  }
}

const abilitiesOf = (network: Omit<Network, 'composing'>): Record<string, boolean> => ({
  readBack: network.readBack !== undefined,
  remove: network.remove !== undefined,
  edit: network.edit !== undefined,
  refresh: network.refresh !== undefined,
  profile: network.profile !== undefined,
  ownPosts: network.ownPosts !== undefined,
  inbox: network.inbox !== undefined,
  comments: network.inbox?.comments !== undefined,
  moderate: network.moderate !== undefined,
  metrics: network.metrics !== undefined,
  search: network.search !== undefined,
  stream: network.stream !== undefined,
  webhooks: network.webhooks !== undefined,
})

export const describeApp = (
  app: AppWanted,
  known: AppKnown | undefined,
  addresses: DeskAddresses,
  words: Words,
): z.input<typeof NetworkApp> => ({
  ready: known?.ready ?? false,
  known: known?.fields ?? [],
  fields: app.fields.map((field) => describeField(field, words)),
  guide: describeGuide(app.guide, addresses, words),
})

const describeWay = (way: ConnectWay, addresses: DeskAddresses, words: Words) => ({
  ...{ id: way.id, kind: way.kind, label: words.say(way.label), help: words.say(way.help) },
  ...{ needsApp: way.needsApp ?? false, guide: way.guide ? describeGuide(way.guide, addresses, words) : null },
  fields: way.fields.map((field) => describeField(field, words)),
  scopes: (way.scopes ?? []).map(({ name, why, needed }) => ({ name, why: words.say(why), needed })),
})

function describeGuide(guide: Guide, addresses: DeskAddresses, words: Words): z.input<typeof NetworkGuide> {
  const filled = { redirect: addresses.redirect, webhook: addresses.webhook ?? '' }
  return {
    steps: guide.steps.map((step) => words.say(step, filled)),
    console: guide.console ?? null,
    review: guide.review ? words.say(guide.review, filled) : null,
  }
}

const describeField = (field: ConnectField, words: Words): z.input<typeof NetworkField> => ({
  ...{ key: field.key, kind: field.kind, label: words.say(field.label) },
  help: field.help ? words.say(field.help) : null,
  placeholder: field.placeholder ?? null,
  default: field.default ?? null,
})

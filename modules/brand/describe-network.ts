import type { z } from 'zod'
import type { Words } from '../../kernel/i18n.ts'
import type { ConnectField, ConnectWay, Network } from '../../networks/contract.ts'
import type { NetworkAbout } from './api.ts'

/** A network as data for the screens: what it can do, and how an account of it is connected. */
export function describeNetwork(
  { composing, ...network }: Network,
  practice: boolean,
  words: Words,
): z.input<typeof NetworkAbout> {
  return {
    ...{ id: composing.id, name: composing.name, color: composing.color, authority: network.authority, practice },
    can: { ...composing.can, ...abilitiesOf(network) },
    ways: network.connect.map((way) => describeWay(way, words)),
  }
}

const abilitiesOf = (network: Omit<Network, 'composing'>): Record<string, boolean> => ({
  readBack: network.readBack !== undefined,
  remove: network.remove !== undefined,
  edit: network.edit !== undefined,
  refresh: network.refresh !== undefined,
  inbox: network.inbox !== undefined,
  comments: network.inbox?.comments !== undefined,
  moderate: network.moderate !== undefined,
  metrics: network.metrics !== undefined,
  search: network.search !== undefined,
  stream: network.stream !== undefined,
})

const describeWay = ({ id, kind, label, help, fields }: ConnectWay, words: Words) => ({
  ...{ id, kind, label: words.say(label), help: words.say(help) },
  fields: fields.map((field) => describeField(field, words)),
})

const describeField = (field: ConnectField, words: Words) => ({
  ...{ key: field.key, kind: field.kind, label: words.say(field.label) },
  help: field.help ? words.say(field.help) : null,
  placeholder: field.placeholder ?? null,
  default: field.default ?? null,
})

import { badField, NetworkFailure } from '../../kernel/failure.ts'
import type { AccountFacts } from '../compose.ts'
import type { Call, ConnectContext, ConnectedAccount, ConnectWay, Health, Profile } from '../contract.ts'
import { usualStore } from './blossom.ts'
import { kinds, secondsOf } from './events.ts'
import { type Key, keyFrom, newKey, signed } from './keys.ts'
import { type About, aboutIn } from './people.ts'
import { find, give, relayFacts, relaysOf, type Wire, wireOf } from './relays.ts'

const usualRelays = 'wss://relay.damus.io, wss://nos.lol, wss://relay.primal.net'
const places = [
  {
    key: 'relays',
    kind: 'text' as const,
    label: 'nostr.connect.relays',
    help: 'nostr.connect.relays.help',
    default: usualRelays,
  },
  {
    key: 'store',
    kind: 'url' as const,
    label: 'nostr.connect.store',
    help: 'nostr.connect.store.help',
    default: usualStore,
  },
]
const guide = { steps: [1, 2, 3, 4].map((step) => `nostr.guide.${step}`), review: 'nostr.guide.review' }

export const keyWay: ConnectWay = {
  id: 'key',
  kind: 'secret',
  label: 'nostr.connect.key',
  help: 'nostr.connect.key.help',
  guide,
  fields: [
    {
      key: 'nsec',
      kind: 'password',
      label: 'nostr.connect.nsec',
      help: 'nostr.connect.nsec.help',
      placeholder: 'nsec1…',
    },
    ...places,
  ],
  connect: async (fields, context) => {
    const nsec = (fields.nsec ?? '').trim()
    if (nsec === '') throw badField('nsec', 'nostr.connect.noKey')
    return [await accountOf(nsec, fields, context)]
  },
}

/** A key of its own, with a name: the whole of an account. */
export const newWay: ConnectWay = {
  id: 'new',
  kind: 'secret',
  label: 'nostr.connect.new',
  help: 'nostr.connect.new.help',
  fields: [{ key: 'name', kind: 'text', label: 'nostr.connect.name' }, ...places],
  connect: async (fields, context) => {
    const name = (fields.name ?? '').trim()
    if (name === '') throw badField('name', 'nostr.connect.noName')
    const nsec = await newKey()
    const { secret } = await keyFrom(nsec)
    const relays = relayNames(fields.relays ?? '', context)
    const at = secondsOf(context.clock.now())
    const profile = await signed(
      { kind: kinds.profile, tags: [], content: JSON.stringify({ name, display_name: name }), created_at: at },
      secret,
    )
    const list = await signed(
      { kind: kinds.relays, tags: relays.map((relay) => ['r', relay]), content: '', created_at: at },
      secret,
    )
    await give({ ...context, relays }, [profile, list])
    return [await accountOf(nsec, fields, context)]
  },
}

/** One a line or between commas, with or without `wss://`. A practice account has the lab's. */
export function relayNames(written: string, { practice }: Pick<ConnectContext, 'practice'>): string[] {
  const named = written.split(/[\s,;]+/).filter((one) => one !== '')
  const relays = named.map((one) => (one.includes('://') ? one : `wss://${one}`).replace(/\/+$/, ''))
  const bad = relays.find(
    (one) => !URL.canParse(one) || !(/^wss:\/\//.test(one) || (practice && one.startsWith(practice))),
  )
  if (bad) throw badField('relays', 'nostr.connect.badRelay', { relay: bad.slice(0, 80) })
  if (relays.length === 0) throw badField('relays', 'nostr.connect.noRelay')
  return [...new Set(relays)]
}

async function accountOf(
  nsec: string,
  fields: Record<string, string>,
  context: ConnectContext,
): Promise<ConnectedAccount> {
  const key = await keyFrom(nsec)
  const [server = '', ...otherRelays] = relayNames(fields.relays ?? '', context)
  const store = (fields.store?.trim() || usualStore).replace(/\/+$/, '')
  if (!/^https?:\/\//.test(store) || !URL.canParse(store)) throw badField('store', 'nostr.connect.badStore')
  const wire: Wire = { ...context, relays: [server, ...otherRelays] }
  const about = await aboutOf(wire, key)
  return {
    remoteId: key.pubkey,
    kind: 'profile',
    ...shownAs(about, key),
    server,
    secrets: { nsec },
    scopes: [],
    facts: await factsOf(wire, { otherRelays, store }),
  }
}

const aboutOf = async (wire: Wire, { pubkey }: Key): Promise<About> =>
  aboutIn((await find(wire, [{ kinds: [kinds.profile], authors: [pubkey] }]))[0])

const shownAs = (about: About, { npub }: Key) => ({
  name: about.display_name ?? about.name ?? `${npub.slice(0, 12)}…`,
  handle: npub,
  url: `https://njump.me/${npub}`,
  ...(about.picture && URL.canParse(about.picture) ? { avatarUrl: about.picture } : {}),
})

/** What the relays take together, and which of them search and count. At least one must be there. */
async function factsOf(wire: Wire, kept: { otherRelays: string[]; store: string }): Promise<AccountFacts> {
  const told = await Promise.allSettled(
    wire.relays.map(async (relay) => ({ relay, ...(await relayFacts(wire, relay)) })),
  )
  const there = told.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  if (there.length === 0) throw told.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))[0]
  const bounds = there.flatMap((one) => one.maxContent ?? [])
  const able = (nip: number) => there.filter((one) => one.supported.includes(nip)).map((one) => one.relay)
  return {
    ...kept,
    searching: able(50),
    counting: able(45),
    ...(bounds.length > 0 ? { maxContent: Math.min(...bounds) } : {}),
  }
}

export const health: Health = async (call: Call) => {
  const { account } = call
  const key = await keyFrom(account.secrets.nsec ?? '')
  if (key.pubkey !== account.remoteId) throw new NetworkFailure('reconnect', 'this key belongs to another account')
  const wire = wireOf(call)
  const about = await aboutOf(wire, key)
  const [, ...otherRelays] = relaysOf(account)
  const store = typeof account.facts.store === 'string' ? account.facts.store : usualStore
  return { ...shownAs(about, key), facts: await factsOf(wire, { otherRelays, store }) }
}

export async function profile(call: Call): Promise<Profile> {
  const key = await keyFrom(call.account.secrets.nsec ?? '')
  const about = await aboutOf(wireOf(call), key)
  const { name, handle, url } = shownAs(about, key)
  const picture = (address: string | undefined) =>
    address && URL.canParse(address) ? { url: address } : ('none' as const)
  return {
    name,
    handle,
    url,
    ...(about.about ? { description: about.about } : {}),
    ...(about.website && URL.canParse(about.website) ? { link: about.website } : {}),
    picture: picture(about.picture),
    cover: picture(about.banner),
  }
}

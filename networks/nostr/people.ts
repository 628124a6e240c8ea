import type { Person } from '../contract.ts'
import { kinds, type NostrEvent } from './events.ts'
import { provenName } from './nip05.ts'
import { find, type Wire } from './relays.ts'

/** What people tell of themselves (kind 0); anything may stand there. */
export type About = {
  name?: string
  display_name?: string
  about?: string
  picture?: string
  banner?: string
  website?: string
  nip05?: string
}

export function aboutIn(event: Pick<NostrEvent, 'content'> | undefined): About {
  try {
    const told: unknown = JSON.parse(event?.content ?? '{}')
    if (typeof told !== 'object' || told === null) return {}
    return Object.fromEntries(Object.entries(told).filter(([, value]) => typeof value === 'string' && value !== ''))
  } catch {
    return {}
  }
}

/** How many claimed names are asked after at once. */
const mostProven = 10

/** Of the newest of each; a name is believed only when its domain agrees. */
export async function peopleBehind(wire: Wire, pubkeys: string[]): Promise<(pubkey: string) => Person> {
  const { npubOf } = await import('./nip19.ts')
  const authors = [...new Set(pubkeys)].slice(0, 500)
  const told = authors.length === 0 ? [] : await find(wire, [{ kinds: [kinds.profile], authors }])
  const claims = told.filter((event) => aboutIn(event).nip05).slice(0, mostProven)
  const names = await Promise.all(claims.map((event) => provenName(wire, aboutIn(event).nip05, event.pubkey)))
  const proven = new Map(claims.map((event, at) => [event.pubkey, names[at]]))
  return (pubkey) => {
    const about = aboutIn(told.find((event) => event.pubkey === pubkey))
    const npub = npubOf(pubkey)
    const short = `${npub.slice(0, 12)}…`
    return {
      id: pubkey,
      handle: proven.get(pubkey) ?? npub,
      name: about.display_name ?? about.name ?? short,
      url: `https://njump.me/${npub}`,
      ...(about.picture && URL.canParse(about.picture) ? { avatarUrl: about.picture } : {}),
    }
  }
}

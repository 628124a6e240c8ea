import type { Person } from '../contract.ts'
import { kinds, type NostrEvent } from './events.ts'
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

/** Of the newest of each. */
export async function peopleBehind(wire: Wire, pubkeys: string[]): Promise<(pubkey: string) => Person> {
  const { npubEncode } = await import('nostr-tools/nip19')
  const authors = [...new Set(pubkeys)].slice(0, 500)
  const told = authors.length === 0 ? [] : await find(wire, [{ kinds: [kinds.profile], authors }])
  return (pubkey) => {
    const about = aboutIn(told.find((event) => event.pubkey === pubkey))
    const npub = npubEncode(pubkey)
    const short = `${npub.slice(0, 12)}…`
    return {
      id: pubkey,
      handle: about.nip05 ?? npub,
      name: about.display_name ?? about.name ?? short,
      url: `https://njump.me/${npub}`,
      ...(about.picture && URL.canParse(about.picture) ? { avatarUrl: about.picture } : {}),
    }
  }
}

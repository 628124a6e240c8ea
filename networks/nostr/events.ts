import type { Json } from '../../kernel/json.ts'

/** https://github.com/nostr-protocol/nips/blob/master/01.md (read 2026-11-22) */
export type NostrEvent = {
  id: string
  pubkey: string
  created_at: number
  kind: number
  tags: string[][]
  content: string
  sig: string
}
export type Draft = Pick<NostrEvent, 'kind' | 'tags' | 'content' | 'created_at'>
export type Unsigned = Draft & Pick<NostrEvent, 'pubkey'>
export type Filter = {
  ids?: string[]
  authors?: string[]
  kinds?: number[]
  since?: number
  until?: number
  limit?: number
  search?: string
  [tag: `#${string}`]: string[] | undefined
}

export const kinds = {
  profile: 0,
  note: 1,
  contacts: 3,
  oldMessage: 4,
  deletion: 5,
  repost: 6,
  reaction: 7,
  seal: 13,
  message: 14,
  wrap: 1059,
  report: 1984,
  zap: 9735,
  muted: 10_000,
  relays: 10_002,
  messageRelays: 10_050,
  upload: 24_242,
  article: 30_023,
} as const

/** Relays are not to be believed: every event is looked at before it is used. */
export function isEvent(value: unknown): value is NostrEvent {
  if (!isUnsigned(value)) return false
  const { id, sig } = value as Record<string, unknown>
  return isHex(id, 64) && isHex(sig, 128)
}

export function isUnsigned(value: unknown): value is Unsigned {
  if (typeof value !== 'object' || value === null) return false
  const { pubkey, kind, created_at: at, content, tags } = value as Record<string, unknown>
  const tagged =
    Array.isArray(tags) && tags.every((tag) => Array.isArray(tag) && tag.every((one) => typeof one === 'string'))
  return (
    isHex(pubkey, 64) && Number.isSafeInteger(kind) && Number.isSafeInteger(at) && typeof content === 'string' && tagged
  )
}

const isHex = (text: unknown, length: number) =>
  typeof text === 'string' && text.length === length && /^[0-9a-f]+$/.test(text)

export const tagOf = ({ tags }: Pick<NostrEvent, 'tags'>, name: string): string | undefined =>
  tags.find((tag) => tag[0] === name)?.[1]
export const secondsOf = (moment: Date): number => Math.floor(moment.getTime() / 1000)
export const asJson = (event: NostrEvent): Json => JSON.parse(JSON.stringify(event)) as Json

/** Which event another one answers and which it stands under, by NIP-10: marked tags, else by their places. */
export function threadOf(event: Pick<NostrEvent, 'tags'>): { root?: string; reply?: string } {
  const named = event.tags.filter((tag) => tag[0] === 'e' && tag[1])
  const marked = (mark: string) => named.find((tag) => tag[3] === mark)?.[1]
  const root = marked('root')
  if (root || marked('reply')) return { root: root ?? marked('reply'), reply: marked('reply') ?? root }
  const plain = named.filter((tag) => tag[3] !== 'mention')
  return plain.length === 0 ? {} : { root: plain[0]?.[1], reply: plain.at(-1)?.[1] }
}

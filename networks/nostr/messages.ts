import { kinds, type NostrEvent } from './events.ts'
import { type Key, signed } from './keys.ts'

/** What was said in private, and by whom surely. `old` for NIP-04, whose metadata everybody sees. */
export type Told = { id: string; pubkey: string; to: string; at: number; text: string; tags: string[][]; old: boolean }

/** NIP-17: a wrap by nobody in particular holds a seal signed by the sender, which holds the words. Undefined for what cannot be opened or is forged. */
export async function unwrapped(wrapped: NostrEvent, key: Key): Promise<Told | undefined> {
  const { unwrap } = await import('./nip59.ts')
  try {
    const { id, pubkey, created_at: at, kind, tags, content: text } = unwrap(wrapped, key.secret)
    const to = tags.find((tag) => tag[0] === 'p')?.[1] ?? ''
    return kind === kinds.message ? { id, pubkey, to, at, text, tags, old: false } : undefined
  } catch {
    return undefined
  }
}

/** The words for the other and the same for ourselves, so that a conversation is whole on every device. */
export async function wrappedFor(
  to: string,
  text: string,
  tags: string[][],
  at: number,
  key: Key,
): Promise<{ id: string; wraps: NostrEvent[] }> {
  const { rumorOf, wrap } = await import('./nip59.ts')
  const draft = { kind: kinds.message, content: text, tags: [['p', to], ...tags], created_at: at }
  const rumor = rumorOf(draft, key.secret)
  return { id: rumor.id, wraps: [to, key.pubkey].map((whom) => wrap(rumor, key.secret, whom, at)) }
}

export async function oldMessage(event: NostrEvent, key: Key): Promise<Told | undefined> {
  const { decrypt } = await import('./nip04.ts')
  const to = event.tags.find((tag) => tag[0] === 'p')?.[1] ?? ''
  const other = event.pubkey === key.pubkey ? to : event.pubkey
  try {
    const text = decrypt(key.secret, other, event.content)
    return { id: event.id, pubkey: event.pubkey, to, at: event.created_at, text, tags: event.tags, old: true }
  } catch {
    return undefined
  }
}

/** An answer in the old form, for who still writes in it. */
export async function oldAnswer(to: string, text: string, tags: string[][], at: number, key: Key): Promise<NostrEvent> {
  const { encrypt } = await import('./nip04.ts')
  return signed(
    {
      kind: kinds.oldMessage,
      content: encrypt(key.secret, to, text),
      tags: [['p', to], ...tags],
      created_at: at,
    },
    key.secret,
  )
}

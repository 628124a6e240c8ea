import { isEvent, kinds, type NostrEvent, signed } from './events.ts'
import type { Key } from './keys.ts'

/** What was said in private, and by whom surely. `old` for NIP-04, whose metadata everybody sees. */
export type Told = { id: string; pubkey: string; to: string; at: number; text: string; tags: string[][]; old: boolean }

/** NIP-17: a wrap by nobody in particular holds a seal signed by the sender, which holds the words. Undefined for what cannot be opened or is forged. */
export async function unwrapped(wrap: NostrEvent, key: Key): Promise<Told | undefined> {
  const { decrypt, getConversationKey } = await import('nostr-tools/nip44')
  const { getEventHash, verifyEvent } = await import('nostr-tools/pure')
  try {
    const seal: unknown = JSON.parse(decrypt(wrap.content, getConversationKey(key.secret, wrap.pubkey)))
    if (!isEvent(seal) || seal.kind !== 13 || !verifyEvent({ ...seal })) return undefined
    const rumor = JSON.parse(decrypt(seal.content, getConversationKey(key.secret, seal.pubkey))) as NostrEvent
    if (
      rumor.pubkey !== seal.pubkey ||
      rumor.kind !== 14 ||
      typeof rumor.content !== 'string' ||
      !Array.isArray(rumor.tags)
    )
      return undefined
    const to = rumor.tags.find((tag) => tag[0] === 'p')?.[1] ?? ''
    return {
      id: getEventHash(rumor),
      pubkey: seal.pubkey,
      to,
      at: rumor.created_at,
      text: rumor.content,
      tags: rumor.tags,
      old: false,
    }
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
  const { createRumor, createSeal, createWrap } = await import('nostr-tools/nip59')
  const rumor = createRumor({ kind: 14, content: text, tags: [['p', to], ...tags], created_at: at }, key.secret)
  const wraps = [to, key.pubkey].map((whom) => createWrap(createSeal(rumor, key.secret, whom), whom))
  return {
    id: rumor.id,
    wraps: wraps.map(({ id, pubkey, created_at, kind, tags: wrapTags, content, sig }) => ({
      id,
      pubkey,
      created_at,
      kind,
      tags: wrapTags,
      content,
      sig,
    })),
  }
}

export async function oldMessage(event: NostrEvent, key: Key): Promise<Told | undefined> {
  const { decrypt } = await import('nostr-tools/nip04')
  const to = event.tags.find((tag) => tag[0] === 'p')?.[1] ?? ''
  const other = event.pubkey === key.pubkey ? to : event.pubkey
  try {
    const text = await decrypt(key.secret, other, event.content)
    return { id: event.id, pubkey: event.pubkey, to, at: event.created_at, text, tags: event.tags, old: true }
  } catch {
    return undefined
  }
}

/** An answer in the old form, for who still writes in it. */
export async function oldAnswer(to: string, text: string, tags: string[][], at: number, key: Key): Promise<NostrEvent> {
  const { encrypt } = await import('nostr-tools/nip04')
  return signed(
    {
      kind: kinds.oldMessage,
      content: await encrypt(key.secret, to, text),
      tags: [['p', to], ...tags],
      created_at: at,
    },
    key.secret,
  )
}

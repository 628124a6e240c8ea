import { randomInt } from 'node:crypto'
import { type Draft, isEvent, isUnsigned, kinds, type NostrEvent, type Unsigned } from './events.ts'
import { idOf, isGenuine, newSecret, pubkeyOf, signedWith } from './nip01.ts'
import { conversationKey, decrypt, encrypt } from './nip44.ts'

/** Words with a name and an author, but unsigned: who leaks them can prove nothing. */
export type Rumor = Unsigned & { id: string }

const twoDays = 2 * 86_400

export function rumorOf({ created_at, kind, tags, content }: Draft, secret: Uint8Array): Rumor {
  const unsigned = { pubkey: pubkeyOf(secret), created_at, kind, tags, content }
  return { id: idOf(unsigned), ...unsigned }
}

/** Sealed by its author and wrapped by a key made for this once. `now` in seconds; both pretend to be up to two days older. */
export function wrap(rumor: Rumor, secret: Uint8Array, to: string, now: number): NostrEvent {
  const hide = (told: Rumor | NostrEvent, by: Uint8Array) => encrypt(JSON.stringify(told), conversationKey(by, to))
  const pretended = () => now - randomInt(twoDays)
  const seal = signedWith(secret, {
    kind: kinds.seal,
    tags: [],
    content: hide(rumor, secret),
    created_at: pretended(),
  })
  const once = newSecret()
  return signedWith(once, {
    kind: kinds.wrap,
    tags: [['p', to]],
    content: hide(seal, once),
    created_at: pretended(),
  })
}

/** What a wrap holds, its name reckoned anew. Throws for what cannot be opened, and for words that their sealer did not claim as theirs. */
export function unwrap(wrapped: NostrEvent, secret: Uint8Array): Rumor {
  const open = ({ content, pubkey }: NostrEvent): unknown =>
    JSON.parse(decrypt(content, conversationKey(secret, pubkey)))
  const seal = open(wrapped)
  if (!isEvent(seal) || seal.kind !== kinds.seal || !isGenuine(seal)) throw new Error('the seal is forged')
  const rumor = open(seal)
  if (!isUnsigned(rumor) || rumor.pubkey !== seal.pubkey) throw new Error('these are not the words of who sealed them')
  const { pubkey, created_at, kind, tags, content } = rumor
  return { id: idOf(rumor), pubkey, created_at, kind, tags, content }
}

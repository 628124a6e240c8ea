import { createHash } from 'node:crypto'
import type { LabSite } from '../../lab/lab.ts'
import type { Kept } from '../../lab/network.ts'

export type EmEvent = {
  id: string
  pubkey: string
  created_at: number
  kind: number
  tags: string[][]
  content: string
  sig: string
}
export type EmAccount = { handle: string; nsec: string; pubkey: string }
export type EmFile = { sha256: string; path: string; mime: string; bytes: number; at: number }
/** What a person and an account wrote to one another in private. */
export type Told = { id: string; person: string; own: boolean; text: string; at: number }
export type State = {
  accounts: Map<string, EmAccount>
  events: Map<string, EmEvent>
  gone: Set<string>
  blocked: Set<string>
  acted: Set<string>
  files: Map<string, EmFile>
  told: Map<string, Told>
}
export type Event =
  | { do: 'account'; account: EmAccount }
  | { do: 'event'; event: EmEvent }
  | { do: 'block'; pubkey: string; blocked: boolean }
  | { do: 'acted'; what: string }
  | { do: 'file'; file: EmFile }
  | { do: 'told'; told: Told }

export const emptyState = (): State => ({
  accounts: new Map(),
  events: new Map(),
  gone: new Set(),
  blocked: new Set(),
  acted: new Set(),
  files: new Map(),
  told: new Map(),
})

export function apply(state: State, event: Event): void {
  if (event.do === 'account') state.accounts.set(event.account.handle, event.account)
  else if (event.do === 'acted') state.acted.add(event.what)
  else if (event.do === 'told') state.told.set(event.told.id, event.told)
  else if (event.do === 'file') state.files.set(event.file.sha256, event.file)
  else if (event.do === 'block') {
    if (event.blocked) state.blocked.add(event.pubkey)
    else state.blocked.delete(event.pubkey)
  } else take(state, event.event)
}

/** Replaceable events replace, deletions delete what their author made. */
function take(state: State, event: EmEvent): void {
  const slot = slotOf(event)
  if (slot) for (const one of [...state.events.values()]) if (slotOf(one) === slot) state.events.delete(one.id)
  state.events.set(event.id, event)
  if (event.kind !== 5) return
  for (const [name, value = ''] of event.tags) {
    const named = [...state.events.values()].filter((one) =>
      name === 'e' ? one.id === value : name === 'a' && slotOf(one) === value,
    )
    for (const one of named) if (one.pubkey === event.pubkey) state.events.delete(one.id)
    if (name === 'e') state.gone.add(`${event.pubkey} ${value}`)
  }
}

export function slotOf({ kind, pubkey, tags }: EmEvent): string | undefined {
  if (kind === 0 || kind === 3 || (kind >= 10_000 && kind < 20_000)) return `${kind}:${pubkey}:`
  return kind >= 30_000 && kind < 40_000
    ? `${kind}:${pubkey}:${tags.find((tag) => tag[0] === 'd')?.[1] ?? ''}`
    : undefined
}

/** `live` hears every event as it comes; `lines` are the sockets that stand open. */
export type Desk = {
  site: LabSite
  kept: Kept<State, Event>
  live: Set<(event: EmEvent) => void>
  lines: Set<{ isListening: () => boolean; cut: () => void }>
}
export const nowSeconds = ({ site }: Pick<Desk, 'site'>) => Math.floor(site.clock.now().getTime() / 1000)

/** Everybody in the lab has a key made of their name. */
export const secretOf = (handle: string): Uint8Array =>
  Uint8Array.from(createHash('sha256').update(`lab ${handle}`).digest())

export async function signedBy(
  secret: Uint8Array,
  draft: Pick<EmEvent, 'kind' | 'tags' | 'content' | 'created_at'>,
): Promise<EmEvent> {
  const { signedWith } = await import('../nip01.ts')
  return signedWith(secret, draft)
}

/** What an emulator did for an account. `fingerprint` is the same for the same thing sent twice. */
export type LedgerAct = {
  account: string
  kind:
    | 'create'
    | 'comment'
    | 'message'
    | 'edit'
    | 'remove'
    | 'upload'
    | 'like'
    | 'unlike'
    | 'reshare'
    | 'pin'
    | 'vote'
    | 'block'
    | 'unblock'
    | 'mute'
    | 'unmute'
    | 'report'
    | 'hide'
    | 'unhide'
    | 'gate'
  objectId: string
  /** The idempotency key as the network received it. */
  key?: string
  text?: string
  fingerprint?: string
}
export type LedgerEntry = LedgerAct & { n: number; at: string; network: string }
/** An object that stands now, with its last text. */
export type LiveObject = LedgerEntry & { edits: number }

/**
 * The oracle of "exactly once": an append-only list of what the emulated networks really did,
 * written by emulators and never by connectors.
 */
export type Ledger = {
  entries: readonly LedgerEntry[]
  record: (network: string, at: Date, act: LedgerAct) => LedgerEntry
  after: (n: number, limit?: number) => LedgerEntry[]
  /** Posts, comments and messages that were created and not removed. */
  live: (network?: string) => LiveObject[]
}

const creates = new Set<LedgerAct['kind']>(['create', 'comment', 'message'])

export function createLedger(): Ledger {
  const entries: LedgerEntry[] = []
  const standing = new Map<string, LiveObject>()

  const record = (network: string, at: Date, act: LedgerAct): LedgerEntry => {
    const entry: LedgerEntry = { n: entries.length + 1, at: at.toISOString(), network, ...act }
    entries.push(entry)
    const name = `${network} ${act.objectId}`
    const stands = standing.get(name)
    if (creates.has(act.kind)) standing.set(name, { ...entry, edits: 0 })
    else if (act.kind === 'remove') standing.delete(name)
    else if (act.kind === 'edit' && stands) {
      standing.set(name, {
        ...stands,
        text: act.text ?? stands.text,
        fingerprint: act.fingerprint ?? stands.fingerprint,
        edits: stands.edits + 1,
      })
    }
    return entry
  }
  return {
    entries,
    record,
    after: (n, limit = 10_000) => entries.slice(n, n + limit),
    live: (network) => [...standing.values()].filter((one) => !network || one.network === network),
  }
}

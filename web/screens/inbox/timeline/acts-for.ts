import type { ActKind, SaidEntry } from '../../../api/inbox.ts'

/** Of two that undo each other only the one that makes sense now; nothing for what is the account's own but taking it down. */
export function actsFor(
  entry: SaidEntry,
  acts: readonly ActKind[],
  may: { reply: boolean; moderate: boolean },
): ActKind[] {
  const { said, liked, hidden } = entry
  const last = (one: ActKind, other: ActKind) =>
    entry.acts.findLast((act) => (act.kind === one || act.kind === other) && act.state === 'done')?.kind
  const makesSense: Record<ActKind, boolean> = {
    ...{ like: !liked, unlike: liked, hide: !hidden, unhide: hidden, delete: true, report: !said.own },
    ...{ block: last('block', 'unblock') !== 'block', unblock: last('block', 'unblock') === 'block' },
    ...{ mute: last('mute', 'unmute') !== 'mute', unmute: last('mute', 'unmute') === 'mute' },
  }
  const isOurs = (kind: ActKind) => !said.own || kind === 'delete' || kind === 'hide' || kind === 'unhide'
  /** Of what is gone only its author is left to deal with. */
  const isThere = (kind: ActKind) => !said.deleted || kind === 'block' || kind === 'unblock'
  const isAllowed = (kind: ActKind) => (kind === 'like' || kind === 'unlike' ? may.reply : may.moderate)
  return acts.filter((kind) => makesSense[kind] && isOurs(kind) && isThere(kind) && isAllowed(kind))
}

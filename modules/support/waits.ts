/** What was said in a conversation, as far as it makes somebody wait or answers them. */
export type Said = {
  at: Date
  /** By the account itself, however it was written. */
  own: boolean
  /** Made by a rule: it never counts as an answer. */
  automated: boolean
  deleted: boolean
  /** Who of the team wrote it; null for a stranger, and for what was written outside the desk. */
  by: string | null
}
/** `automated`: by a rule, which nobody of the team is measured by. */
export type Closing = { at: Date; kind: 'closed' | 'reopened'; by: string | null; automated: boolean }

export type WaitKind = 'first' | 'next' | 'resolution'
/** `answered` for an answer, `closed` when somebody, or a rule, finished the conversation. An open wait has no end. */
export type WaitEnd = 'answered' | 'closed' | 'closed-by-rule'
export type Wait = { kind: WaitKind; since: Date } & (
  | { end: null }
  | { end: WaitEnd; endedAt: Date; by: string | null }
)

/**
 * For how long people waited, derived from what was said and nothing else, so that the order in which it became known does
 * not matter. A wait begins with the first word after an answer (or at all) and ends with the next answer of a person of
 * the brand, or with the conversation being finished; who writes thrice waits once. What was deleted before anybody answered
 * is waited for by nobody. A resolution lasts from the first word until the conversation is finished.
 */
export function waitsOf(said: Said[], closings: Closing[]): Wait[] {
  return [...answersOf(said, closings), ...resolutionsOf(said, closings)]
}

type Waiting = { since: Date; kind: 'first' | 'next'; stands: boolean }

function answersOf(said: Said[], closings: Closing[]): Wait[] {
  const found: Wait[] = []
  let waiting: Waiting | undefined
  let answered = false
  const end = (how: WaitEnd, endedAt: Date, by: string | null) => {
    if (waiting) found.push({ kind: waiting.kind, since: waiting.since, end: how, endedAt, by })
    if (waiting && how === 'answered') answered = true
    waiting = undefined
  }
  for (const one of inOrder(said, closings)) {
    if ('kind' in one) {
      if (one.kind === 'closed') end(closedHow(one), one.at, one.by)
    } else if (one.own) {
      if (!one.automated) end('answered', one.at, one.by)
    } else if (waiting) waiting.stands ||= !one.deleted
    else waiting = { since: one.at, kind: answered ? 'next' : 'first', stands: !one.deleted }
  }
  return waiting?.stands ? [...found, { kind: waiting.kind, since: waiting.since, end: null }] : found
}

function resolutionsOf(said: Said[], closings: Closing[]): Wait[] {
  const found: Wait[] = []
  let open: { since: Date; stands: boolean } | undefined
  for (const one of inOrder(said, closings)) {
    if ('kind' in one) {
      if (one.kind === 'reopened') open ??= { since: one.at, stands: true }
      else if (open) {
        found.push({ kind: 'resolution', since: open.since, end: closedHow(one), endedAt: one.at, by: one.by })
        open = undefined
      }
    } else if (!one.own) open = { since: open?.since ?? one.at, stands: (open?.stands ?? false) || !one.deleted }
  }
  return open?.stands ? [...found, { kind: 'resolution', since: open.since, end: null }] : found
}

const closedHow = ({ automated }: Closing): WaitEnd => (automated ? 'closed-by-rule' : 'closed')

/** At one moment: what people said, then answers, then what closes. */
function inOrder(said: Said[], closings: Closing[]): (Said | Closing)[] {
  const rank = (one: Said | Closing) => ('kind' in one ? 2 : one.own ? 1 : 0)
  return [...said, ...closings].sort((a, b) => a.at.getTime() - b.at.getTime() || rank(a) - rank(b))
}

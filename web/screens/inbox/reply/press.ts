import type { ReplyWay } from '../../../api/inbox.ts'
import type { Draft } from './draft-journal.ts'

/** What one press sends. */
export type Sent = Pick<Draft, 'text' | 'template'> & { mediaIds: readonly string[] }

export const sentOf = (way: ReplyWay, { text, mediaIds, template }: Sent): Sent =>
  way === 'template' && template
    ? { text: '', mediaIds: [], template }
    : { text, mediaIds: [...mediaIds], template: null }

export const isSame = (one: Sent, other: Sent): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What stays in the field once this was sent: all that was written since, and nothing of what went. */
export function leftAfter<Of extends Sent>(draft: Of, sent: Sent): Of {
  if (sent.template) return isSameTemplate(draft, sent) ? { ...draft, template: null } : draft
  return {
    ...draft,
    text: draft.text.startsWith(sent.text) ? draft.text.slice(sent.text.length).trimStart() : draft.text,
    mediaIds: draft.mediaIds.filter((id) => !sent.mediaIds.includes(id)),
  }
}

/**
 * A press that had to wait sends the words that stood there when it was made, with the files that have come since; `null` where
 * those words were changed after it, or nothing is left of them.
 */
export function stillMeant(meant: Sent, now: Sent): Sent | null {
  if (meant.template) return isSameTemplate(meant, now) ? meant : null
  if (!now.text.startsWith(meant.text)) return null
  const { mediaIds } = now
  return meant.text.trim() === '' && mediaIds.length === 0 ? null : { ...meant, mediaIds }
}

const isSameTemplate = (one: Sent, other: Sent) => JSON.stringify(one.template) === JSON.stringify(other.template)

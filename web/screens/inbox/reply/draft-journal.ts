import type { ChosenTemplate } from '../../../api/inbox.ts'
import type { Mode } from '../conversation/mode.ts'

/** What is being written in a conversation and has not gone out. */
export type Draft = {
  text: string
  mediaIds: string[]
  template: ChosenTemplate | null
  note: string
  mode: Mode | null
}
export type Kept = Draft & { at: number }
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export const emptyDraft: Draft = { text: '', mediaIds: [], template: null, note: '', mode: null }
const prefix = 'rialto.reply.'

export const isEmpty = (draft: Omit<Draft, 'mode'>): boolean =>
  draft.text === '' && draft.note === '' && draft.mediaIds.length === 0 && draft.template === null

/** Keeps it on this device with every key, so that neither a reload nor a lost line loses a letter. False where there is no room. */
export function keepDraft(conversationId: string, draft: Draft, at: number, store: Store = localStorage): boolean {
  try {
    if (isEmpty(draft)) store.removeItem(prefix + conversationId)
    else store.setItem(prefix + conversationId, JSON.stringify({ ...draft, at }))
    return true
  } catch (cause) {
    if (cause instanceof Error && /quota|security/i.test(`${cause.name} ${cause.message}`)) return false
    throw cause
  }
}

export function keptDraft(conversationId: string, store: Store = localStorage): Kept | null {
  const written = store.getItem(prefix + conversationId)
  if (!written) return null
  try {
    const kept: unknown = JSON.parse(written)
    return isKept(kept) ? { ...kept, template: isChosen(kept.template) ? kept.template : null } : null
  } catch (cause) {
    if (cause instanceof SyntaxError) return null
    throw cause
  }
}

/** Both, the first before the other; once where they are the same. */
export const bothTexts = (one: string, other: string): string => [...new Set([one, other].filter(Boolean))].join('\n\n')

const carriedFrom = new Set<string>()
const carriedTo = new Set<string>()

/** What was written there belongs to another conversation now, and must not be kept over it. */
export const wasCarried = (from: string): boolean => carriedFrom.has(from)

/** Did unsent words just come here? Told once: whoever was writing goes on. */
export const haveCome = (to: string): boolean => carriedTo.delete(to)

/**
 * A conversation that was joined with another takes its unsent words along; what stands there already follows them. Were there
 * any?
 */
export function carryDraft(from: string, to: string, store: Store = localStorage): boolean {
  const left = keptDraft(from, store)
  if (!left) return false
  carriedFrom.add(from)
  carriedTo.add(to)
  const there = keptDraft(to, store)
  keepDraft(
    to,
    {
      text: bothTexts(left.text, there?.text ?? ''),
      note: bothTexts(left.note, there?.note ?? ''),
      mediaIds: [...new Set([...left.mediaIds, ...(there?.mediaIds ?? [])])],
      template: left.template ?? there?.template ?? null,
      mode: left.mode,
    },
    left.at,
    store,
  )
  store.removeItem(prefix + from)
  return true
}

/** What one begins with: this device's words, or those kept at the desk where they are newer. */
export function firstDraft(
  kept: Kept | null,
  desk: (Pick<Draft, 'text' | 'template'> & { mediaIds: readonly string[]; savedAt: string }) | null,
): Draft {
  if (!desk || (kept && kept.at >= Date.parse(desk.savedAt))) return kept ?? emptyDraft
  const { text, template } = desk
  return { ...emptyDraft, note: kept?.note ?? '', text, mediaIds: [...desk.mediaIds], template }
}

const isKept = (value: unknown): value is Omit<Kept, 'template'> & { template?: unknown } =>
  typeof value === 'object' &&
  value !== null &&
  'text' in value &&
  typeof value.text === 'string' &&
  'note' in value &&
  typeof value.note === 'string' &&
  'mediaIds' in value &&
  Array.isArray(value.mediaIds) &&
  'at' in value &&
  typeof value.at === 'number'

const isChosen = (value: unknown): value is ChosenTemplate =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'values' in value &&
  Array.isArray(value.values) &&
  value.values.every((one) => typeof one === 'string')

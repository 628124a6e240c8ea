import type { ChainLink, Change } from '../../api/reputation.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords, type Values } from '../../i18n/words.tsx'
import { useChangeWords } from './change-words.ts'

type Details = Record<string, unknown>

/** What the audit trail keeps of an act on the brand's name, ready to be said; what was not kept then is told as not known. */
export function useActValues(nameOf: (userId: string) => string): (details: Details) => Values {
  const say = useWords()
  const format = useFormat()
  const changed = useChangeWords(nameOf)
  const chain = (links: unknown) => {
    if (!Array.isArray(links) || links.length === 0) return say('repute.nobody')
    return format.list(
      (links as ChainLink[]).map(
        ({ userId, waitMinutes }) => `${nameOf(userId)} (${say('repute.minutes', { count: waitMinutes })})`,
      ),
    )
  }
  return (details) => {
    const scalars = Object.entries(details).filter(
      ([, value]) => typeof value === 'string' || typeof value === 'number',
    )
    return {
      ...{
        count: 1,
        version: '?',
        url: '–',
        expert: '–',
        kind: '',
        gone: 0,
        moved: 0,
        cancelled: 0,
        ending: '–',
        title: '–',
        author: '–',
      },
      ...(Object.fromEntries(scalars) as Values),
      said: apart(begun(details.text)),
      ...(typeof details.author === 'string' && { author: apart(details.author) }),
      changes: Array.isArray(details.changes) ? changed(details.changes as Change[]) : say('acts.notKept'),
      ...{ before: chain(details.before), after: chain(details.after) },
    }
  }
}

const turns = /[\u202a-\u202e\u2066-\u2069]/g
/** A stranger's words keep their direction to themselves. */
const apart = (words: string) => `\u2068${words.replace(turns, '')}\u2069`

const shown = 140

/** As much of what somebody wrote as a line of the trail has room for; all of it stays in the trail. */
function begun(text: unknown): string {
  const words = typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : ''
  return words.length > shown ? `${words.slice(0, shown).trimEnd()}…` : words
}

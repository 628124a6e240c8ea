import { type Keys, useKeys } from '../../inbox/keys/use-keys.ts'
import { undoLast } from '../../inbox/undo.ts'
import { useMentionActs } from './use-mention-acts.ts'
import { useStream } from './use-stream.ts'

/** What the keys do: with all that are chosen, else with what is open, else with the row the cursor is at. */
export function useStreamKeys(): void {
  const { place, chosen, clear, feed, cursor, may } = useStream()
  const { items } = feed.shown.list
  const one = items.get(place.openedId ?? cursor ?? '')
  const targets = chosen.size > 0 ? [...chosen.values()] : one ? [one] : []
  const acts = useMentionActs(targets)
  const onTargets: Keys = {
    '1': acts.feel('negative'),
    '2': acts.feel('neutral'),
    '3': acts.feel('positive'),
    i: acts.ask('intent'),
    t: acts.ask('topics'),
    w: acts.ask('language'),
    s: acts.spam,
    a: acts.ask('assign'),
    l: acts.ask('label'),
    c: acts.ask('case'),
    r: acts.answer,
    u: acts.see,
  }
  const back = () => (chosen.size > 0 ? clear() : place.openedId && place.close())
  useKeys({ z: () => undoLast(), Escape: back, ...(may.work && targets.length > 0 && onTargets) })
}

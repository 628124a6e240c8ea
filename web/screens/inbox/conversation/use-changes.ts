import { useRef } from 'react'
import { desk } from '../../../api/ask.ts'
import { failureOf } from '../../../api/failure.ts'
import { addressOfConversation, type Brief, type Change, type Conversation, changeMany } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { toast } from '../../../ui/toast.tsx'
import type { Conversations } from '../list/use-conversations.ts'
import { offerUndo } from '../undo.ts'
import type { Around } from '../use-around.ts'
import type { InboxPlace } from '../use-inbox-address.ts'
import { changedBrief, inverseOf, leaves, together } from './change-brief.ts'

type Given = { around: Around; place: InboxPlace; conversations: Conversations; onDone: () => void }

/**
 * Changes to conversations, one or many: shown at once, told to the desk, and with a way back. `said` is the key of what is
 * said when it is done, with `count`; without it nothing is said and nothing is offered.
 */
export function useChanges(given: Given) {
  const say = useWords()
  const now = useRef(given)
  now.current = given

  const send = async (targets: readonly Brief[], changeOf: (brief: Brief) => Change | null): Promise<boolean> => {
    const groups = together(targets, changeOf)
    const { around, conversations } = now.current
    const coworkers = around.members.map((one) => ({ id: one.userId, name: one.name }))
    for (const { ids, change } of groups) {
      conversations.change(ids, (brief) => changedBrief(brief, change, coworkers))
      for (const brief of targets.filter((one) => ids.includes(one.id))) retouch(brief, change, coworkers)
    }
    try {
      await Promise.all(groups.map(({ brandId, ids, change }) => changeMany(brandId, ids, change)))
      return true
    } catch (cause) {
      toast(failureOf(cause).saidIn(say), { tone: 'bad' })
      conversations.refresh()
      for (const brief of targets) void askHead(brief)
      return false
    }
  }

  const change = async (targets: readonly Brief[], change: Change, said?: string): Promise<boolean> => {
    const { around, place, conversations, onDone } = now.current
    const back = new Map(targets.map((brief) => [brief.id, inverseOf(brief, change)]))
    const touched = targets.filter((brief) => back.get(brief.id))
    if (touched.length === 0) return true
    const isDone = send(touched, () => change)
    if (leaves(place.address.folder, change, around.me.id)) conversations.remove(touched.map((brief) => brief.id))
    if (!(await isDone)) return false
    if (!said) return true
    onDone()
    offerUndo(say(said, { count: touched.length }), say('ui.undo'), () => {
      void send(touched, (brief) => back.get(brief.id) ?? null).then(() => now.current.conversations.refresh())
    })
    return true
  }
  return { change }
}

/** The open conversation shows it before it is asked for again. */
function retouch(brief: Brief, change: Change, coworkers: readonly { id: string; name: string }[]): void {
  desk.setQueryData<Conversation>([addressOfConversation(brief.brandId, brief.id), {}], (head) =>
    head ? { ...head, ...changedBrief(head, change, coworkers) } : head,
  )
}

const askHead = (brief: Brief) => desk.invalidateQueries({ queryKey: [addressOfConversation(brief.brandId, brief.id)] })

import { useQuery } from '@tanstack/react-query'
import { type Conversation, conversation } from '../../../api/inbox.ts'
import { useConversationActs } from '../conversation/use-conversation-acts.ts'
import { undoLast } from '../undo.ts'
import { type Inbox, useInbox } from '../use-inbox.ts'
import { type Keys, useKeys } from './use-keys.ts'

/** What the keys do: with all that are chosen, else with what is open, else with the row the cursor is at. */
export function useInboxKeys(): void {
  const inbox = useInbox()
  const { place, chosen, clear } = inbox
  const head = useOpenHead(inbox)
  const brief = head ?? inbox.conversations.shown.list.items.get(inbox.cursor ?? '')
  const many = chosen.size > 0 ? [...chosen.values()] : null
  const acts = useConversationActs(brief)
  const { changes, setPicking, around } = inbox
  const targets = many ?? (brief ? [brief] : [])
  const may = targets.length > 0 && targets.every((one) => around.mayIn(one.brandId, 'author'))
  const pick = (kind: 'assign' | 'label' | 'snooze') => () => setPicking({ kind, targets })
  const all = (change: Parameters<typeof changes.change>[1], said: string) => () => {
    void changes.change(targets, change, said)
  }
  const isUnread = targets.some((one) => one.unread)
  const onTargets: Keys = {
    a: pick('assign'),
    l: pick('label'),
    s: pick('snooze'),
    e: many ? all({ state: 'done' }, 'inbox.did.done') : acts.done,
    '!': many ? all({ state: 'spam' }, 'inbox.did.spam') : acts.spam,
    u: all({ unread: !isUnread }, isUnread ? 'inbox.did.read' : 'inbox.did.unread'),
  }
  const back = () => (many ? clear() : place.opened && place.close())
  useKeys({ z: () => undoLast(), Escape: back, ...(may && onTargets) })
}

function useOpenHead({ place }: Inbox): Conversation | undefined {
  const { opened } = place
  const asked = useQuery({
    ...conversation(opened?.brandId ?? '', opened?.conversationId ?? ''),
    enabled: opened !== null,
  })
  return opened ? asked.data : undefined
}

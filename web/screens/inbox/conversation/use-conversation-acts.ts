import type { Brief } from '../../../api/inbox.ts'
import { idsAt, rowOf } from '../list/list-window.ts'
import { useInbox } from '../use-inbox.ts'
import { onePane } from '../use-inbox-address.ts'
import { leaves } from './change-brief.ts'

/** What can be done with one conversation, for buttons, menus and keys alike. What is over makes way for the next. */
export function useConversationActs(brief: Brief | undefined) {
  const { changes, setPicking, around, place, conversations } = useInbox()
  const targets = brief ? [brief] : []
  const finish = (state: 'done' | 'spam', said: string) => {
    const next = brief && nextOf(brief)
    const goes = leaves(place.address.folder, { state }, around.me.id)
    void changes.change(targets, { state }, said)
    if (!goes || place.opened?.conversationId !== brief?.id) return
    if (next && !onePane()) place.open({ brandId: next.brandId, conversationId: next.id }, true)
    else place.close()
  }
  const nextOf = ({ id }: Brief): Brief | undefined => {
    const { list } = conversations.shown
    const row = rowOf(list, id)
    if (row < 0) return undefined
    const near = idsAt(list, row + 1, row + 2)[0] ?? idsAt(list, row - 1, row)[0]
    return near === undefined ? undefined : list.items.get(near)
  }
  return {
    mayWrite: brief !== undefined && around.mayIn(brief.brandId, 'author'),
    assign: () => setPicking({ kind: 'assign', targets }),
    snooze: () => setPicking({ kind: 'snooze', targets }),
    label: () => setPicking({ kind: 'label', targets }),
    tone: () => setPicking({ kind: 'tone', targets }),
    done: () => finish('done', 'inbox.did.done'),
    spam: () => finish('spam', 'inbox.did.spam'),
    reopen: () => void changes.change(targets, { state: 'open' }, 'inbox.did.open'),
    unread: () =>
      void changes.change(targets, { unread: !brief?.unread }, brief?.unread ? 'inbox.did.read' : 'inbox.did.unread'),
  }
}
export type ConversationActs = ReturnType<typeof useConversationActs>

import { useQuery } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { failureOf } from '../../../api/failure.ts'
import { type Conversation, conversation } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Drawer } from '../../../ui/dialog.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../../ui/feedback.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ContextPane } from '../context/context-pane.tsx'
import { nameOf } from '../list/conversation-row.tsx'
import { carryDraft, haveCome } from '../reply/draft-journal.ts'
import { ReplyBox } from '../reply/reply-box.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import { useInbox } from '../use-inbox.ts'
import { type Opened, onePane } from '../use-inbox-address.ts'
import { BackButton } from './back-button.tsx'
import styles from './conversation.module.css'
import { Head } from './head.tsx'
import { SubjectLine } from './subject-line.tsx'
import { EntryPlaceProvider, useEntryPlaceOf } from './use-entry-place.ts'
import { OpenProvider, useOpenState } from './use-open.ts'

/** One conversation: what is known of it, all that was said, and the box to answer in. */
export function ConversationPane({ opened }: { opened: Opened }) {
  const say = useWords()
  const { place, conversations } = useInbox()
  const { remove } = conversations
  const asked = useQuery(conversation(opened.brandId, opened.conversationId))
  const movedTo = asked.data?.movedTo
  const { open } = place
  const led = useRef('')
  // Before what is open here is put away, and keeps its words where they stood.
  useLayoutEffect(() => {
    if (!movedTo || led.current === movedTo) return
    led.current = movedTo
    const hadWords = carryDraft(opened.conversationId, movedTo)
    toast(say(hadWords ? 'inbox.moved.words' : 'inbox.moved'))
    remove([opened.conversationId])
    open({ brandId: opened.brandId, conversationId: movedTo }, true)
  }, [movedTo, opened, open, remove, say])
  if (asked.data && !movedTo) return <Whole key={asked.data.id} head={asked.data} />
  return (
    <section className={styles.pane} aria-label={say('inbox.conversation')} aria-busy={asked.isPending || undefined}>
      <header className={styles.head}>
        <BackButton />
      </header>
      <div className={styles.rest}>
        {asked.isPending || movedTo ? (
          <SkeletonRows rows={5} height="4rem" />
        ) : (
          <Trouble failure={failureOf(asked.error)} onAgain={() => void asked.refetch()} />
        )}
      </div>
    </section>
  )
}

function Trouble({ failure, onAgain }: { failure: ReturnType<typeof failureOf>; onAgain: () => void }) {
  const say = useWords()
  if (failure.status === 404 || failure.status === 403 || failure.status === 400)
    return <EmptyState title={say('inbox.gone')}>{say('inbox.gone.text')}</EmptyState>
  return (
    <Banner
      tone="bad"
      live
      title={failure.saidIn(say)}
      acts={<Button onPress={onAgain}>{say('shell.error.again')}</Button>}
    />
  )
}

function Whole({ head }: { head: Conversation }) {
  const say = useWords()
  const { place, around } = useInbox()
  const open = useOpenState(head, around.me.id)
  const entryPlace = useEntryPlaceOf(open)
  const pane = useRef<HTMLElement>(null)
  useSeen(head)
  const { box } = open
  useEffect(() => {
    if (haveCome(head.id)) toEndOf(box.current)
    else if (onePane()) pane.current?.focus({ preventScroll: true })
  }, [head.id, box])
  const name = nameOf(head) || say('inbox.nobody')
  return (
    <OpenProvider value={open}>
      <section ref={pane} tabIndex={-1} className={styles.pane} aria-label={say('inbox.conversation.with', { name })}>
        <Head />
        <SubjectLine />
        <EntryPlaceProvider value={entryPlace}>
          <Timeline />
        </EntryPlaceProvider>
        <ReplyBox />
      </section>
      <aside className={styles.context} aria-label={say('inbox.context')}>
        <ContextPane />
      </aside>
      <Drawer isOpen={place.isPanelOpen} onClose={place.closePanel} title={say('inbox.context')}>
        <ContextPane />
      </Drawer>
    </OpenProvider>
  )
}

function toEndOf(box: HTMLTextAreaElement | null): void {
  box?.focus()
  box?.setSelectionRange(box.value.length, box.value.length)
}

const glanceMs = 600

/** What was looked at is read, once: marked unread again it stays so. */
function useSeen(head: Conversation): void {
  const { changes, around } = useInbox()
  const seen = useRef(false)
  const now = useRef({ head, changes })
  now.current = { head, changes }
  const may = around.mayIn(head.brandId, 'author')
  useEffect(() => {
    if (!may) return
    const timer = setTimeout(() => {
      const { head, changes } = now.current
      if (seen.current || document.hidden) return
      seen.current = true
      if (head.unread) void changes.change([head], { unread: false })
    }, glanceMs)
    return () => clearTimeout(timer)
  }, [may])
}

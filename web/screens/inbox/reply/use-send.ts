import { useEffect, useRef, useState } from 'react'
import { askAgain, useAct } from '../../../api/ask.ts'
import { addressOfConversation, makeReply, type Reply, type ReplyWay } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useOpen } from '../conversation/use-open.ts'
import { allowUndo, wasUndone } from '../undo.ts'
import { useInbox } from '../use-inbox.ts'
import { isSame, leftAfter, type Sent, sentOf, stillMeant } from './press.ts'
import type { Writing } from './use-draft.ts'
import { useRefusals } from './use-refusals.ts'

type Given = {
  way: ReplyWay
  writing: Writing
  canSend: boolean
  /** Is something on its way without which it cannot go yet; and has that failed? */
  awaits?: { isComing: boolean; hasFailed: boolean }
  /** Can a no to this part of the answer be shown where it is written? Anything else is told in passing. */
  hasPlace?: (path: string) => boolean
}
const nowhere = () => false
const nothing = { isComing: false, hasFailed: false }
export type Rival = { id: string; name: string; how: 'types' | 'answered' }
type After = (() => void) | undefined
type Press = { despite: string[]; after: After; sent: Sent }

/** The desk's no to an answer of which somebody else does not know; its fields name them. */
const rivalCode = 'inbox.othersAnswer'
const namedBy = (path: string) => (path.startsWith('despite.') ? [path.slice('despite.'.length)] : [])

type Asking = { rivals: Rival[]; ids: string[]; after: After; sent: Sent; words: string | null }

/**
 * Sends what was written, unless somebody else is answering: then it asks first. One press is one answer, however often it is tried; one
 * that comes a moment too soon is kept until it can go.
 */
export function useSend({ way, writing, canSend, awaits = nothing, hasPlace = nowhere }: Given) {
  const say = useWords()
  const { head, to, others, timeline, setTarget, setTyping, undoReply } = useOpen()
  const { around } = useInbox()
  const refusals = useRefusals(hasPlace)
  const [asking, setAsking] = useState<Asking | null>(null)
  /** Pressed before it was known what is answered, before all files were there, or while another answer was on its way. */
  const [wanted, setWanted] = useState<{ after: After; meant: Sent } | null>(null)
  const key = useRef<{ of: string; key: string }>(null)
  const began = useRef<number>(null)
  const { draft } = writing
  const here = addressOfConversation(head.brandId, head.id)
  const isBegun = way === 'template' ? draft.template !== null : draft.text !== ''
  if (!isBegun) began.current = null
  else began.current ??= Date.now()

  const act = useAct(
    ({ despite, sent }: Press) => {
      const { text, mediaIds, template } = sent
      const reply = { to: to ?? '', way, text, mediaIds: [...mediaIds], ...(template ? { template } : {}) }
      const of = JSON.stringify(reply)
      if (key.current?.of !== of || despite.length > 0) key.current = { of, key: crypto.randomUUID() }
      return makeReply(head.brandId, head.id, { ...reply, despite }, key.current.key)
    },
    {
      quiet: true,
      touches: ['/api/inbox/counts', here],
      done: (reply: Reply, { after, sent }) => {
        key.current = null
        setAsking(null)
        refusals.forget()
        setTyping(false)
        if (!wasUndone(reply.id)) {
          writing.edit((before) => leftAfter(before, sent))
          setWanted((before) => before && { ...before, meant: leftAfter(before.meant, sent) })
          const left = writing.latest()
          if (left.text === '' && left.mediaIds.length === 0) setTarget(null)
        }
        if (reply.undoUntil) allowUndo(reply.id, () => undoReply(reply), Date.parse(reply.undoUntil))
        void timeline.refresh()
        after?.()
      },
    },
  )
  const go = (press: Press) =>
    act.mutate(press, {
      onError: (failure) => {
        setWanted(null)
        const ids = failure.code === rivalCode ? failure.fields.flatMap((one) => namedBy(one.path)) : []
        if (ids.length > 0)
          setAsking({ rivals: [], ids, after: press.after, sent: press.sent, words: failure.saidIn(say) })
        else {
          // What was open, or could be chosen, may be so no more.
          if (failure.fields.some((one) => one.path === 'way')) void askAgain(here)
          if (way === 'template') void askAgain('templates')
          const homeless = refusals.take(failure.fields)
          if (homeless.length > 0 || failure.fields.length === 0)
            toast([failure.saidIn(say), ...homeless.map((one) => one.message)].join(' '), { tone: 'bad' })
        }
      },
    })
  const rivals = (): Rival[] => [
    ...others.filter((one) => one.typing).map(({ id, name }) => ({ id, name, how: 'types' as const })),
    ...answeredSince(timeline.stretch?.entries ?? [], began.current, around.me.id),
  ]
  const isSettling = act.isPending || awaits.isComing || timeline.stretch === null
  const sendThese = (sent: Sent, after: After) => {
    const found = rivals()
    if (found.length > 0) setAsking({ rivals: found, ids: found.map((one) => one.id), after, sent, words: null })
    else go({ despite: [], after, sent })
  }
  const send = (after?: () => void) => {
    const sent = sentOf(way, writing.latest())
    if (act.isPending && act.variables && isSame(act.variables.sent, sent)) return
    if (isSettling) setWanted({ after, meant: sent })
    else if (canSend) sendThese(sent, after)
  }
  const latest = useRef(sendThese)
  latest.current = sendThese
  const { hasFailed } = awaits
  const written = writing.latest
  useEffect(() => {
    if (!wanted || isSettling) return
    setWanted(null)
    const sent = stillMeant(wanted.meant, sentOf(way, written()))
    if (sent && canSend && !hasFailed) latest.current(sent, wanted.after)
  }, [wanted, isSettling, canSend, hasFailed, way, written])
  return {
    asking,
    refusals,
    isPending: act.isPending || wanted !== null,
    send,
    sendDespite: () => {
      if (!asking) return
      const despite = [...new Set([...asking.ids, ...rivals().map((one) => one.id)])].slice(0, 20)
      go({ despite, after: asking.after, sent: asking.sent })
    },
    leave: () => setAsking(null),
  }
}
export type Sending = ReturnType<typeof useSend>

type Entries = NonNullable<ReturnType<typeof useOpen>['timeline']['stretch']>['entries']

/** Who answered while these words were being written. */
function answeredSince(entries: Entries, began: number | null, me: string): Rival[] {
  if (began === null) return []
  return entries.flatMap((entry) => {
    if (entry.entry !== 'reply' || entry.reply.automated || entry.reply.by.id === me) return []
    const isOver =
      entry.reply.state === 'cancelled' || entry.reply.state === 'sent-back' || entry.reply.state === 'rejected'
    return isOver || Date.parse(entry.reply.madeAt) < began ? [] : [{ ...entry.reply.by, how: 'answered' as const }]
  })
}

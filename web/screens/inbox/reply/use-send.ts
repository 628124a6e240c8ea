import { useEffect, useRef, useState } from 'react'
import { askAgain, useAct } from '../../../api/ask.ts'
import { addressOfConversation, makeReply, type Reply, type ReplyWay } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useOpen } from '../conversation/use-open.ts'
import { allowUndo, wasUndone } from '../undo.ts'
import { useInbox } from '../use-inbox.ts'
import type { Draft } from './draft-journal.ts'
import type { Writing } from './use-draft.ts'
import { useRefusals } from './use-refusals.ts'

type Given = {
  way: ReplyWay
  writing: Writing
  canSend: boolean
  /** Can a no to this part of the answer be shown where it is written? Anything else is told in passing. */
  hasPlace?: (path: string) => boolean
}
const nowhere = () => false
export type Rival = { id: string; name: string; how: 'types' | 'answered' }
type Press = { despite: string[]; after: (() => void) | undefined }

/** The desk's no to an answer of which somebody else does not know; its fields name them. */
const rivalCode = 'inbox.othersAnswer'
const namedBy = (path: string) => (path.startsWith('despite.') ? [path.slice('despite.'.length)] : [])

type Asking = { rivals: Rival[]; ids: string[]; after: (() => void) | undefined; words: string | null }

/** Sends what was written, unless somebody else is answering: then it asks first. One press is one answer, however often it is tried. */
export function useSend({ way, writing, canSend, hasPlace = nowhere }: Given) {
  const say = useWords()
  const { head, to, others, timeline, setTarget, setTyping, undoReply } = useOpen()
  const { around } = useInbox()
  const refusals = useRefusals(hasPlace)
  const [asking, setAsking] = useState<Asking | null>(null)
  /** Pressed before it was known what is answered: it goes as soon as that is. */
  const [wanted, setWanted] = useState<{ after: (() => void) | undefined } | null>(null)
  const key = useRef<{ of: string; key: string }>(null)
  const began = useRef<number>(null)
  const { draft } = writing
  const here = addressOfConversation(head.brandId, head.id)
  const isBegun = way === 'template' ? draft.template !== null : draft.text !== ''
  if (!isBegun) began.current = null
  else began.current ??= Date.now()

  const act = useAct(
    ({ despite }: Press) => {
      const reply = { to: to ?? '', way, ...sentOf(way, writing.latest()) }
      const of = JSON.stringify(reply)
      if (key.current?.of !== of || despite.length > 0) key.current = { of, key: crypto.randomUUID() }
      return makeReply(head.brandId, head.id, { ...reply, despite }, key.current.key)
    },
    {
      quiet: true,
      touches: ['/api/inbox/counts', here],
      done: (reply: Reply, { after }) => {
        key.current = null
        setAsking(null)
        refusals.forget()
        setTyping(false)
        if (!wasUndone(reply.id)) {
          setTarget(null)
          writing.edit((before) =>
            way === 'template' ? { ...before, template: null } : { ...before, text: '', mediaIds: [] },
          )
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
        const ids = failure.code === rivalCode ? failure.fields.flatMap((one) => namedBy(one.path)) : []
        if (ids.length > 0) setAsking({ rivals: [], ids, after: press.after, words: failure.saidIn(say) })
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
  const send = (after?: () => void) => {
    if (act.isPending) return
    if (!canSend) return setWanted(timeline.stretch === null ? { after } : null)
    const found = rivals()
    if (found.length > 0) setAsking({ rivals: found, ids: found.map((one) => one.id), after, words: null })
    else go({ despite: [], after })
  }
  const latest = useRef(send)
  latest.current = send
  useEffect(() => {
    if (!wanted || !canSend) return
    setWanted(null)
    latest.current(wanted.after)
  }, [wanted, canSend])
  return {
    asking,
    refusals,
    isPending: act.isPending || wanted !== null,
    send,
    sendDespite: () => {
      if (!asking) return
      const despite = [...new Set([...asking.ids, ...rivals().map((one) => one.id)])].slice(0, 20)
      go({ despite, after: asking.after })
    },
    leave: () => setAsking(null),
  }
}
export type Sending = ReturnType<typeof useSend>

const sentOf = (way: ReplyWay, { text, mediaIds, template }: Draft) =>
  way === 'template' && template ? { text: '', mediaIds: [], template } : { text, mediaIds }

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

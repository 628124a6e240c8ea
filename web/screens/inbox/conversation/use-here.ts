import { useCallback, useEffect, useRef, useState } from 'react'
import { beHereIn, type Here } from '../../../api/inbox.ts'
import { useLiveEvents } from '../../../api/live.ts'
import type { LiveEvent } from '../../../api/team.ts'

const everyMs = 10_000
/** So long after the last key one is taken to be thinking of the next word. */
const restMs = 30_000

/** Tells the desk that one looks at a conversation and whether one types, and who else does. Quiet while the page is hidden. */
export function useHere(brandId: string, conversationId: string, me: string, first: readonly Here[]) {
  const [here, setHere] = useState<readonly Here[]>(first)
  const typing = useRef(false)
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)
  const tell = useCallback(() => {
    if (document.hidden) return
    beHereIn(brandId, conversationId, typing.current).then(
      (answer) => setHere(answer.here),
      // Not to know who else is here for ten seconds harms nobody: the desk refuses a second answer by itself.
      () => undefined,
    )
  }, [brandId, conversationId])
  useEffect(() => {
    tell()
    const timer = setInterval(tell, everyMs)
    return () => {
      clearInterval(timer)
      clearTimeout(rest.current)
      typing.current = false
      beHereIn(brandId, conversationId, false, true).catch(() => undefined)
    }
  }, [brandId, conversationId, tell])
  const hear = useCallback(
    ({ type, payload }: LiveEvent) => {
      if (type === 'conversation.presence' && payload.conversationId === conversationId) tell()
    },
    [conversationId, tell],
  )
  useLiveEvents(hear)
  const become = useCallback(
    (is: boolean) => {
      clearTimeout(rest.current)
      if (is) rest.current = setTimeout(() => become(false), restMs)
      if (typing.current === is) return
      typing.current = is
      tell()
    },
    [tell],
  )
  return { others: here.filter((one) => one.id !== me), setTyping: become }
}

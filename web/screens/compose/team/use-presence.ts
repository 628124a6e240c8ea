import { useCallback, useEffect, useRef, useState } from 'react'
import { beHere, type Presence } from '../../../api/composing.ts'
import { useLiveEvents } from '../../../api/live.ts'
import type { LiveEvent } from '../../../api/team.ts'

const everyMs = 10_000

/** Tells the desk which field one is in, and who else is in this post. Quiet while the page is hidden. */
export function usePresence(brandId: string, postId: string | undefined) {
  const [people, setPeople] = useState<Presence['people']>([])
  const field = useRef<string | null>(null)
  const tell = useCallback(() => {
    if (!postId || document.hidden) return
    beHere(brandId, postId, field.current).then(
      (answer) => setPeople(answer.people),
      // Not to know who else is here for ten seconds harms nobody.
      () => undefined,
    )
  }, [brandId, postId])
  useEffect(() => {
    if (!postId) return
    tell()
    const timer = setInterval(tell, everyMs)
    return () => {
      clearInterval(timer)
      beHere(brandId, postId, null, true).catch(() => undefined)
    }
  }, [brandId, postId, tell])
  const hear = useCallback(
    (event: LiveEvent) => {
      if (event.type === 'post.presence' && event.payload.postId === postId) tell()
    },
    [postId, tell],
  )
  useLiveEvents(hear)
  const enter = useCallback(
    (next: string | null) => {
      if (field.current === next) return
      field.current = next
      tell()
    },
    [tell],
  )
  return { people, enter }
}

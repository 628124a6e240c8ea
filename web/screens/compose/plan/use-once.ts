import { useRef } from 'react'

type Settled = { onSettled: () => void }

/** A second press before the first is answered is the same press: it starts nothing. */
export function useOnce(): (start: (settled: Settled) => void) => void {
  const inHand = useRef(false)
  return (start) => {
    if (inHand.current) return
    inHand.current = true
    start({
      onSettled: () => {
        inHand.current = false
      },
    })
  }
}

import { useEffect, useRef, useSyncExternalStore } from 'react'
import { desk } from './ask.ts'
import { concerns } from './concerns.ts'
import type { LiveEvent } from './team.ts'

export type Link = 'connecting' | 'live' | 'lost'

const calm = 400
const longestPause = 30_000

let state: Link = 'connecting'
const watchers = new Set<() => void>()
const listeners = new Set<(event: LiveEvent) => void>()

/** How the line to the desk is: for the banner, and for screens that want to know. */
export const useLink = (): Link =>
  useSyncExternalStore(
    (watch) => {
      watchers.add(watch)
      return () => watchers.delete(watch)
    },
    () => state,
  )

/** Calls back with each live event while the screen stands; for what needs more than asking again. */
export function useLiveEvents(hear: (event: LiveEvent) => void): void {
  useEffect(() => {
    listeners.add(hear)
    return () => {
      listeners.delete(hear)
    }
  }, [hear])
}

/**
 * Keeps one line of server-sent events open while mounted, and asks again what they say has changed. `from` is how far
 * events had come before anything else was asked for, so that nothing falls between an answer and the opening of the line.
 */
export function useLiveLine(from: string): void {
  const first = useRef(from)
  useEffect(() => openLine(first.current), [])
}

function openLine(from: string): () => void {
  let heardUpTo = from
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  const open = () => {
    source = new EventSource(`/api/events?after=${encodeURIComponent(heardUpTo)}`)
    source.onopen = () => {
      const missed = failures > 0
      failures = 0
      become('live')
      if (missed) void desk.invalidateQueries()
    }
    source.onmessage = (message: MessageEvent<string>) => {
      heardUpTo = message.lastEventId || heardUpTo
      hear(message)
    }
    source.onerror = () => {
      source?.close()
      failures += 1
      if (failures > 1) become('lost')
      timer = setTimeout(open, Math.min(longestPause, 500 * 2 ** failures))
    }
  }
  const openNow = () => {
    clearTimeout(timer)
    source?.close()
    open()
  }
  open()
  window.addEventListener('online', openNow)
  return () => {
    window.removeEventListener('online', openNow)
    clearTimeout(timer)
    source?.close()
  }
}

function become(next: Link): void {
  if (state === next) return
  state = next
  for (const watch of watchers) watch()
}

function hear(message: MessageEvent<string>): void {
  const event = JSON.parse(message.data) as LiveEvent
  for (const listener of listeners) listener(event)
  stale.push(event)
  if (stale.length === 1) setTimeout(askStale, calm)
}

let stale: LiveEvent[] = []

/** A burst of changes asks once. What belongs to another brand is left alone. */
function askStale(): void {
  const events = stale
  stale = []
  void desk.invalidateQueries({
    predicate: ({ queryKey }) => events.some((event) => concerns(String(queryKey[0]), event)),
  })
}

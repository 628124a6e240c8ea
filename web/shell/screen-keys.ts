import { useEffect, useSyncExternalStore } from 'react'

export type ScreenKey = { keys: string[]; words: string }

let told: readonly ScreenKey[] = []
const watchers = new Set<() => void>()

function tell(keys: readonly ScreenKey[]): void {
  told = keys
  for (const watch of watchers) watch()
}

/** The keys of the screen that stands now, for the help. The same array while they are the same. */
export function useScreenKeys(keys: readonly ScreenKey[]): void {
  useEffect(() => {
    tell(keys)
    return () => tell([])
  }, [keys])
}

export const useToldKeys = (): readonly ScreenKey[] =>
  useSyncExternalStore(
    (watch) => {
      watchers.add(watch)
      return () => watchers.delete(watch)
    },
    () => told,
  )

import { useSyncExternalStore } from 'react'
import { keep } from './kept.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const watchers = new Set<() => void>()

export function setTheme(theme: Theme): void {
  keep.theme(theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  for (const watch of watchers) watch()
}

export const themeNow = (): Theme => (document.documentElement.dataset.theme as Theme | undefined) ?? 'system'

export const useTheme = (): Theme =>
  useSyncExternalStore((watch) => {
    watchers.add(watch)
    return () => watchers.delete(watch)
  }, themeNow)

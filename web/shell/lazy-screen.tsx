import type { AsyncRouteComponent } from '@tanstack/react-router'
import { type ComponentType, use } from 'react'
import type { Screen } from './screen.ts'

/**
 * A screen whose file comes when it is wanted. Where the file cannot be had (a newer desk, no network) the error screen
 * says so and the address stays; nothing reloads by itself under somebody's hands.
 */
export function lazyScreen(load: Screen['load']): AsyncRouteComponent<object> {
  let Loaded: ComponentType | undefined
  let loading: Promise<void> | undefined
  const preload = () => {
    loading ??= load().then(
      ({ Screen }) => {
        Loaded = Screen
      },
      (error) => {
        loading = undefined
        throw error
      },
    )
    return loading
  }
  function LazyScreen() {
    if (!Loaded) use(preload())
    return Loaded ? <Loaded /> : null
  }
  return Object.assign(LazyScreen, { preload })
}

/** Chrome, Firefox and Safari each say in their own way that a file of the desk could not be had. */
export const isFileGone = (error: unknown): boolean =>
  error instanceof TypeError && /dynamically imported module|importing a module script/i.test(error.message)

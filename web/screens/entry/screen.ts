import type { Screen } from '../../shell/screen.ts'

/** The doors: what is seen before one is in. */
export const screens: Screen[] = [
  { path: '/welcome', for: 'stranger', load: () => import('./welcome-screen.tsx') },
  { path: '/sign-in', for: 'stranger', load: () => import('./sign-in-screen.tsx') },
  { path: '/invited/$token', for: 'anyone', load: () => import('./invited-screen.tsx') },
  { path: '/password/forgotten', for: 'anyone', load: () => import('./forgotten-screen.tsx') },
  { path: '/password/reset', for: 'anyone', load: () => import('./reset-screen.tsx') },
]

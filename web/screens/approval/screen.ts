import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  { path: '/shared/$token', for: 'anyone', load: () => import('./client-screen.tsx') },
  { path: '/approval', for: 'brand', role: 'editor', load: () => import('./links-screen.tsx') },
]

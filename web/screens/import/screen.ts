import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  { path: '/import', for: 'brand', role: 'editor', load: () => import('./import-screen.tsx') },
  { path: '/import/$importId', for: 'brand', role: 'editor', load: () => import('./plan-screen.tsx') },
]

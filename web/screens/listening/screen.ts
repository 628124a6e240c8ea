import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/listening',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'listen.nav', icon: 'listen', order: 16, group: 'work', letter: 'l' },
    load: () => import('./stream/stream-screen.tsx'),
  },
  { path: '/listening/queries', for: 'brand', role: 'viewer', load: () => import('./queries/queries-screen.tsx') },
  {
    path: '/listening/queries/$queryId',
    for: 'brand',
    role: 'viewer',
    load: () => import('./queries/query-screen.tsx'),
  },
]

import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/listening',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'listen.nav', icon: 'listen', order: 16, group: 'work', letter: 'l' },
    load: () => import('./stream/stream-screen.tsx'),
  },
]

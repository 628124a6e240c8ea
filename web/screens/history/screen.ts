import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/history',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'history.nav', icon: 'clock', order: 64, group: 'brand' },
    load: () => import('./history-screen.tsx'),
  },
]

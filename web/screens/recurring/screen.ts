import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/recurring',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'recurring.nav', icon: 'repeat', order: 45, group: 'work', letter: 'r' },
    load: () => import('./recurring-screen.tsx'),
  },
]

import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/calendar',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'calendar.nav', icon: 'calendar', order: 20, group: 'work', thumb: true, letter: 'c' },
    load: () => import('./calendar-screen.tsx'),
  },
]

import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'shell.nav.today', icon: 'today', order: 10, group: 'work', thumb: true, letter: 't' },
    load: () => import('./today-screen.tsx'),
  },
]

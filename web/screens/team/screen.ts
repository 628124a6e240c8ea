import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/team',
    for: 'signed-in',
    nav: { label: 'shell.nav.team', icon: 'team', order: 80, group: 'desk' },
    load: () => import('./team-screen.tsx'),
  },
]

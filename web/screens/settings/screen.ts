import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/settings',
    for: 'signed-in',
    nav: { label: 'shell.nav.settings', icon: 'settings', order: 90, group: 'desk', letter: 's' },
    load: () => import('./settings-screen.tsx'),
  },
]

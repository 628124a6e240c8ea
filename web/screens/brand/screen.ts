import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/settings',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'shell.nav.brand', icon: 'brand', order: 70, group: 'brand', letter: 'b' },
    load: () => import('./brand-screen.tsx'),
  },
  { path: '/brands/new', for: 'signed-in', load: () => import('./new-brand-screen.tsx') },
]

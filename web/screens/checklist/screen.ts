import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/checklist',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'checklist.nav', icon: 'check-circle', order: 62, group: 'brand' },
    load: () => import('./checklist-screen.tsx'),
  },
]

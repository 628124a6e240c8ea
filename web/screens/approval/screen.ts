import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  { path: '/shared/$token', for: 'anyone', load: () => import('./client-screen.tsx') },
  {
    path: '/approval',
    for: 'brand',
    role: 'editor',
    nav: { label: 'approval.links.title', icon: 'approve', order: 55, group: 'work' },
    load: () => import('./links-screen.tsx'),
  },
]

import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/for-approval',
    for: 'brand',
    role: 'client',
    nav: {
      label: 'approval.client.nav',
      icon: 'approve',
      order: 10,
      group: 'work',
      only: 'client',
      thumb: true,
      letter: 'a',
    },
    load: () => import('./for-approval-screen.tsx'),
  },
  { path: '/shared/$token', for: 'anyone', load: () => import('./client-screen.tsx') },
  {
    path: '/approval',
    for: 'brand',
    role: 'editor',
    nav: { label: 'approval.links.title', icon: 'approve', order: 55, group: 'work' },
    load: () => import('./links-screen.tsx'),
  },
]

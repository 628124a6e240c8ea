import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/media',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'media.nav', icon: 'media', order: 50, group: 'work', letter: 'm' },
    load: () => import('./media-screen.tsx'),
  },
]

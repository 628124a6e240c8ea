import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/compose',
    for: 'brand',
    role: 'author',
    nav: { label: 'compose.nav', icon: 'compose', order: 20, group: 'work', thumb: true, letter: 'n' },
    load: () => import('./begin-screen.tsx'),
  },
  { path: '/compose/$postId', for: 'brand', role: 'viewer', load: () => import('./compose-screen.tsx') },
]

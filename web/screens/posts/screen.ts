import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/posts',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'shell.nav.posts', icon: 'posts', order: 40, group: 'work', thumb: true, letter: 'p' },
    load: () => import('./posts-screen.tsx'),
  },
  { path: '/posts/$postId', for: 'brand', role: 'viewer', load: () => import('./post-screen.tsx') },
]

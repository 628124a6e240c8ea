import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/support',
    for: 'brand',
    role: 'author',
    nav: { label: 'service.nav', icon: 'comment', order: 65, group: 'brand', letter: 'h' },
    load: () => import('./measures-screen.tsx'),
  },
  { path: '/support/levels', for: 'brand', role: 'author', load: () => import('./levels-screen.tsx') },
  { path: '/support/replies', for: 'brand', role: 'author', load: () => import('./replies-screen.tsx') },
  { path: '/support/macros', for: 'brand', role: 'author', load: () => import('./macros-screen.tsx') },
  { path: '/support/labels', for: 'brand', role: 'author', load: () => import('./labels-screen.tsx') },
  { path: '/support/articles', for: 'brand', role: 'author', load: () => import('./articles-screen.tsx') },
  { path: '/support/experts', for: 'brand', role: 'author', load: () => import('./experts-screen.tsx') },
  { path: '/support/alerts', for: 'brand', role: 'author', load: () => import('./alerts-screen.tsx') },
  { path: '/asked/$token', for: 'anyone', load: () => import('./asked-screen.tsx') },
]

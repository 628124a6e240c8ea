import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/people',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'people.nav', icon: 'people', order: 17, group: 'work', letter: 'o' },
    load: () => import('./people-screen.tsx'),
  },
  { path: '/people/suggestions', for: 'brand', role: 'viewer', load: () => import('./suggestions-screen.tsx') },
  { path: '/people/windows', for: 'brand', role: 'viewer', load: () => import('./windows-screen.tsx') },
  { path: '/people/$personId', for: 'brand', role: 'viewer', load: () => import('./person-screen.tsx') },
]

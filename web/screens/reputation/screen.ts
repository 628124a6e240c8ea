import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/reputation',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'repute.nav', icon: 'heart', order: 18, group: 'work', letter: 'r' },
    load: () => import('./index-screen.tsx'),
  },
  { path: '/reputation/cases', for: 'brand', role: 'viewer', load: () => import('./cases-screen.tsx') },
  { path: '/reputation/cases/$caseId', for: 'brand', role: 'viewer', load: () => import('./case-screen.tsx') },
  { path: '/reputation/crises', for: 'brand', role: 'viewer', load: () => import('./crises-screen.tsx') },
  { path: '/reputation/crises/$crisisId', for: 'brand', role: 'viewer', load: () => import('./crisis-screen.tsx') },
  { path: '/reputation/people', for: 'brand', role: 'viewer', load: () => import('./speakers-screen.tsx') },
  { path: '/reputation/bank', for: 'brand', role: 'viewer', load: () => import('./bank-screen.tsx') },
]

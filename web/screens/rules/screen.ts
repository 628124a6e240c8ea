import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/rules',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'rules.nav', icon: 'approve', order: 64, group: 'brand' },
    load: () => import('./rules-screen.tsx'),
  },
  { path: '/rules/new', for: 'brand', role: 'manager', load: () => import('./new-rule-screen.tsx') },
  { path: '/rules/hits', for: 'brand', role: 'viewer', load: () => import('./hits-screen.tsx') },
  { path: '/rules/words', for: 'brand', role: 'viewer', load: () => import('./words-screen.tsx') },
  { path: '/rules/$ruleId', for: 'brand', role: 'viewer', load: () => import('./rule-screen.tsx') },
]

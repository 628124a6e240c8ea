import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/accounts',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'shell.nav.accounts', icon: 'accounts', order: 60, group: 'brand', letter: 'a' },
    load: () => import('./accounts-screen.tsx'),
  },
  { path: '/accounts/connect', for: 'brand', role: 'manager', load: () => import('./networks-screen.tsx') },
  { path: '/accounts/connect/$network', for: 'brand', role: 'manager', load: () => import('./connect-screen.tsx') },
  { path: '/accounts/$accountId', for: 'brand', role: 'viewer', load: () => import('./account-screen.tsx') },
  { path: '/connect/return', for: 'signed-in', load: () => import('./return-screen.tsx') },
]

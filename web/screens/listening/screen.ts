import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: '/listening',
    for: 'brand',
    role: 'viewer',
    nav: { label: 'listen.nav', icon: 'listen', order: 16, group: 'work', letter: 'l' },
    load: () => import('./stream/stream-screen.tsx'),
  },
  {
    path: '/listening/dashboard',
    for: 'brand',
    role: 'viewer',
    load: () => import('./dashboard/dashboard-screen.tsx'),
  },
  { path: '/listening/queries', for: 'brand', role: 'viewer', load: () => import('./queries/queries-screen.tsx') },
  {
    path: '/listening/queries/$queryId',
    for: 'brand',
    role: 'viewer',
    load: () => import('./queries/query-screen.tsx'),
  },
  { path: '/listening/sources', for: 'brand', role: 'viewer', load: () => import('./sources/sources-screen.tsx') },
  { path: '/listening/sources/new', for: 'brand', role: 'editor', load: () => import('./sources/add-screen.tsx') },
  {
    path: '/listening/sources/$sourceId',
    for: 'brand',
    role: 'viewer',
    load: () => import('./sources/source-screen.tsx'),
  },
  {
    path: '/listening/imports/$mentionFileId',
    for: 'brand',
    role: 'editor',
    load: () => import('./sources/import-screen.tsx'),
  },
  { path: '/listening/alerts', for: 'brand', role: 'viewer', load: () => import('./alerts/alerts-screen.tsx') },
  { path: '/listening/capture', for: 'brand', role: 'viewer', load: () => import('./capture/capture-screen.tsx') },
  { path: '/capture', for: 'signed-in', load: () => import('./capture/window-screen.tsx') },
]

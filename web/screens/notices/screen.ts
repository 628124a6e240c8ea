import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [{ path: '/notices', for: 'signed-in', load: () => import('./notices-screen.tsx') }]

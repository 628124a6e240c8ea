import { mayAs } from '../../api/team.ts'
import type { Screen } from '../../shell/screen.ts'

/** Clients of a brand see no inbox; whoever is more somewhere does. */
const who: Screen['who'] = (me) => me.brands.some((brand) => mayAs(brand.role, 'viewer'))
const load = () => import('./inbox-screen.tsx')

export const screens: Screen[] = [
  {
    path: '/inbox',
    for: 'signed-in',
    who,
    nav: { label: 'inbox.nav', icon: 'inbox', order: 15, group: 'work', thumb: true, letter: 'i' },
    load,
  },
  { path: '/inbox/$brandId/$conversationId', for: 'signed-in', who, load },
]

import { type Me, mayGiveRoles } from '../../api/team.ts'
import type { Screen } from '../../shell/screen.ts'

/** A client sees what is shown to them for approval, and not who else works here. */
const isOfTheTeam = (me: Me) => me.workspace.role === 'owner' || me.brands.some((brand) => brand.role !== 'client')

export const screens: Screen[] = [
  {
    path: '/team',
    for: 'signed-in',
    who: isOfTheTeam,
    nav: { label: 'shell.nav.team', icon: 'team', order: 80, group: 'desk' },
    load: () => import('./team-screen.tsx'),
  },
  {
    path: '/acts',
    for: 'signed-in',
    who: mayGiveRoles,
    nav: { label: 'acts.nav', icon: 'history', order: 85, group: 'desk' },
    load: () => import('./acts-screen.tsx'),
  },
]

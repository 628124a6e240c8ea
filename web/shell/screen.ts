import type { ComponentType } from 'react'
import type { BrandRole, Me } from '../api/team.ts'
import type { IconName } from '../ui/icon.tsx'

/**
 * A screen is found by its file: `screens/<room>/screen.ts` exports `screens: Screen[]`.
 * - `anyone`: seen without signing in, without the frame (a client's link);
 * - `stranger`: the two doors, `/welcome` while nobody owns the desk and `/sign-in` afterwards; who is in is led on to the desk;
 * - `signed-in`: inside the frame, over all brands;
 * - `brand`: inside the frame, at `/brands/:brandId` + path; `role` is the least that may see it.
 */
export type Screen = {
  /** As in TanStack Router: `/posts/$postId`. */
  path: string
  for: 'anyone' | 'stranger' | 'signed-in' | 'brand'
  role?: BrandRole
  /** Who may see a screen over all brands; everybody where it is absent. */
  who?: (me: Me) => boolean
  nav?: NavPlace
  load: () => Promise<{ Screen: ComponentType }>
}

export type NavPlace = {
  /** Key of its name in the catalogues. */
  label: string
  icon: IconName
  /** Lower stands first. */
  order: number
  group: 'work' | 'brand' | 'desk'
  /** Offered to this role alone: others may go there, and have better places to be. */
  only?: BrandRole
  /** Among the few at the thumb on a phone. */
  thumb?: boolean
  /** The letter after G that leads here. */
  letter?: string
}

const found = import.meta.glob<{ screens: Screen[] }>('../screens/*/screen.ts', { eager: true })

export const screens: Screen[] = Object.values(found).flatMap((file) => file.screens)

/** What the frame offers to somebody with this role. */
export type NavScreen = Screen & { nav: NavPlace }
export const navScreens: NavScreen[] = screens
  .filter((screen): screen is NavScreen => screen.nav !== undefined)
  .sort((a, b) => a.nav.order - b.nav.order)

export const addressIn = (screen: Screen, brandId: string | undefined): string =>
  screen.for === 'brand' ? `/brands/${brandId}${screen.path === '/' ? '' : screen.path}` : screen.path

import { type AsyncRouteComponent, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { desk, whenSignedOut } from '../api/ask.ts'
import { ApiFailure } from '../api/failure.ts'
import { type Me, mayAs, me, setupState } from '../api/team.ts'
import { speakOfAll } from '../i18n/spoken.ts'
import { ErrorScreen } from './error-screen.tsx'
import { useMe } from './here.ts'
import { keep, kept } from './kept.ts'
import { lazyScreen } from './lazy-screen.tsx'
import { MissingScreen } from './missing-screen.tsx'
import { ownAddress } from './own-address.ts'
import { PendingScreen } from './pending-screen.tsx'
import { Root } from './root.tsx'
import { type Screen, screens } from './screen.ts'

const root = createRootRoute({
  component: Root,
  notFoundComponent: () => (
    <main>
      <MissingScreen />
    </main>
  ),
})

/** What nobody waits for who stands at a door: the frame and the words of all rooms. */
const frame = lazyScreen(async () => ({ Screen: (await import('./frame.tsx')).Frame }))
const behindTheDoor = () => Promise.all([speakOfAll(), frame.preload?.()])
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: async ({ location }) => {
    // Who was in before is likely to be in now: then nothing waits for anything else.
    if (kept.brand()) behindTheDoor().catch(() => {})
    const me = await whoIsHere(location.href)
    await behindTheDoor()
    return { me }
  },
  component: frame,
})

const stranger = createRoute({
  getParentRoute: () => root,
  id: 'door',
  beforeLoad: async ({ search, location }) => {
    const { to } = search as { to?: unknown }
    if (await isSignedIn()) throw redirect({ href: ownAddress(to) ?? '/', replace: true })
    const { needsOwner } = await desk.fetchQuery(setupState())
    const door = needsOwner ? '/welcome' : '/sign-in'
    if (location.pathname.replace(/\/$/, '') !== door) throw redirect({ to: door, search, replace: true })
  },
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: ({ context }) => {
    const brandId = lastBrand(context.me)
    throw redirect(
      brandId ? { to: '/brands/$brandId', params: { brandId }, replace: true } : { to: '/brands/new', replace: true },
    )
  },
})

const ofBrand = createRoute({
  getParentRoute: () => signedIn,
  path: 'brands/$brandId',
  beforeLoad: ({ context, params, location }) => {
    const brand = context.me.brands.find((one) => one.id === params.brandId)
    if (brand) keep.brand(brand.id)
    if (brand?.role === 'client' && location.pathname.replace(/\/$/, '') === `/brands/${brand.id}`)
      throw redirect({ to: '/brands/$brandId/for-approval', params, replace: true })
    return { brand }
  },
})

const components = new Map<Screen['load'], AsyncRouteComponent<object>>()

const tree = root.addChildren([
  ...screens.filter((screen) => screen.for === 'anyone').map((screen) => routeFor(screen, () => root)),
  stranger.addChildren(
    screens.filter((screen) => screen.for === 'stranger').map((screen) => routeFor(screen, () => stranger)),
  ),
  signedIn.addChildren([
    home,
    ...screens.filter((screen) => screen.for === 'signed-in').map((screen) => routeFor(screen, () => signedIn)),
    ofBrand.addChildren(screens.filter((screen) => screen.for === 'brand').map((screen) => brandRouteFor(screen))),
  ]),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingMs: 250,
  defaultPendingComponent: PendingScreen,
  defaultErrorComponent: ErrorScreen,
  defaultNotFoundComponent: MissingScreen,
})

/** A session that ended under an open desk leads to the door, and from it back to the same place. */
whenSignedOut(() => {
  const { matches, location } = router.state
  if (!matches.some((match) => match.routeId === signedIn.id)) return
  void router.navigate({ to: '/sign-in', search: { to: location.href }, replace: true }).then(() => desk.clear())
})

function routeFor(screen: Screen, getParentRoute: () => typeof root | typeof stranger | typeof signedIn) {
  return createRoute({
    getParentRoute: getParentRoute as () => typeof root,
    path: screen.path,
    ...(screen.for === 'anyone' && { beforeLoad: speakOfAll }),
    component: componentFor(screen),
  })
}

/** Addresses that load the same way are one screen: going from one to the other leaves it standing as it is. */
function componentFor({ load, who }: Screen): AsyncRouteComponent<object> {
  const Lazy = lazyScreen(load)
  function Checked() {
    const me = useMe()
    return !who || who(me) ? <Lazy /> : <MissingScreen />
  }
  const component = components.get(load) ?? (who ? Object.assign(Checked, { preload: Lazy.preload }) : Lazy)
  components.set(load, component)
  return component
}

/** A brand one may not see, and a screen one's role there does not reach, are both simply not there. */
function brandRouteFor(screen: Screen) {
  const Lazy = lazyScreen(screen.load)
  function BrandScreen() {
    const { brand } = ofBrand.useRouteContext()
    if (!brand || (screen.role && !mayAs(brand.role, screen.role))) return <MissingScreen />
    return <Lazy />
  }
  return createRoute({
    getParentRoute: () => ofBrand,
    path: screen.path,
    component: Object.assign(BrandScreen, { preload: Lazy.preload }),
  })
}

/** Asked anew: what was kept may be of a session that has just ended. */
async function isSignedIn(): Promise<boolean> {
  try {
    await desk.fetchQuery({ ...me(), staleTime: 0 })
    return true
  } catch (error) {
    if (!(error instanceof ApiFailure) || error.status !== 401) throw error
    return false
  }
}

async function whoIsHere(address: string): Promise<Me> {
  try {
    return await desk.ensureQueryData(me())
  } catch (error) {
    if (!(error instanceof ApiFailure) || error.status !== 401) throw error
  }
  const setup = await desk.fetchQuery(setupState())
  if (setup.needsOwner) throw redirect({ to: '/welcome', replace: true })
  throw redirect({ to: '/sign-in', search: address === '/' ? {} : { to: address }, replace: true })
}

function lastBrand(person: Me): string | undefined {
  const last = kept.brand()
  return (person.brands.find((brand) => brand.id === last) ?? person.brands[0])?.id
}

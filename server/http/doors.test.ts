import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { type BrandRole, brandRoles, type Route } from '../../modules/team/index.ts'
import { findLabNetworks } from '../../networks/lab/discover.ts'
import { type Lab, startLab } from '../../networks/lab/lab.ts'
import { loadNetworks } from '../../networks/registry.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type DeskModule, loadModules } from '../load-modules.ts'
import { sampleBody, sampleQuery } from './sample-body.ts'
import { type Asking, type Person, type ServedDesk, serveDesk } from './testing.ts'
import { furnishedBrand, oneFile } from './testing-brand.ts'

type AnyRoute = Route<NetworkedWorld>

/** All that anybody may call. A route that joins them is a decision, and is written here. */
const publicRoutes = [
  'GET /api/setup',
  'POST /api/setup',
  'POST /api/session',
  'DELETE /api/session',
  'POST /api/password/forgotten',
  'POST /api/password/reset',
  'GET /api/invited/:token',
  'POST /api/invited/:token',
  'GET /api/shared/:token',
  'POST /api/shared/:token/posts/:postId/decide',
  'GET /api/shared/:token/media/:mediaId',
  // What a brand publishes for everybody, and what an expert is asked: the token is the right.
  'GET /help/:brandId',
  'GET /help/:brandId/:slug',
  'GET /api/asked/:token',
  'POST /api/asked/:token',
  'GET /connect/:network/:way/client.json',
  // Signed and ending: what a network was told to fetch, and the proof that an address leads here.
  'GET /media/public/:link',
  'GET /media/reach/:nonce',
]

/** What needs no brand: each of these answers only of what is the caller's own, or of the brands they may see. */
const withoutBrand = [
  'GET /api/me',
  'PATCH /api/me',
  'POST /api/me/password',
  'GET /api/me/sessions',
  'DELETE /api/me/sessions/:sessionId',
  'GET /api/api-keys',
  'POST /api/api-keys',
  'DELETE /api/api-keys/:keyId',
  'GET /api/members',
  'PATCH /api/members/:userId',
  'DELETE /api/members/:userId',
  'GET /api/invitations',
  'POST /api/invitations',
  'DELETE /api/invitations/:invitationId',
  'GET /api/notices',
  'POST /api/notices/seen',
  'GET /api/acts',
  'GET /api/events',
  'GET /api/desk',
  'POST /api/desk/reach',
  'GET /api/networks',
  'GET /api/archives',
  'GET /api/networks/:network/app',
  'PUT /api/networks/:network/app',
  'DELETE /api/networks/:network/app',
  'GET /api/brands',
  'POST /api/brands',
  'GET /api/calendar',
  'GET /api/calendar/hints',
  'GET /api/alerts/fresh',
  'GET /api/alert-carriers',
  'GET /api/push',
  'POST /api/push',
  'DELETE /api/push',
  'GET /api/crises',
  'GET /api/inbox',
  'GET /api/inbox/counts',
  'GET /api/inbox/views',
  'POST /api/inbox/views',
  'PATCH /api/inbox/views/:viewId',
  'DELETE /api/inbox/views/:viewId',
]

/** Keeps nothing, and passes over what is not of the brand. */
const onlyComputes = ['POST /api/brands/:brandId/check']

/** What stands in addresses and is nobody's. */
const plain: Record<string, string> = { version: '1', language: 'en' }

const idsIn = ({ path }: Pick<AnyRoute, 'path'>) =>
  [...path.matchAll(/:(\w+)/g)].filter(([, name = '']) => !(name in plain)).length

const nameOf = (route: Pick<AnyRoute, 'method' | 'path'>) => `${route.method} ${route.path}`

/** Routes that stand open though nobody decided so. */
function unguarded(routes: Pick<AnyRoute, 'method' | 'path' | 'access'>[]): string[] {
  return routes
    .filter((route) => {
      if (route.path.startsWith('/api/brands/:brandId')) return route.access.kind !== 'brand'
      if (route.access.kind === 'public') return !publicRoutes.includes(nameOf(route))
      return !withoutBrand.includes(nameOf(route))
    })
    .map(nameOf)
}

suite('The doors of the desk', () => {
  let desk: ServedDesk
  let lab: Lab
  let modules: DeskModule[]
  let routes: AnyRoute[]
  let ours: Record<string, string>
  let theirs: string
  let stranger: Person
  const people = new Map<BrandRole, Person>()

  before(async () => {
    modules = await loadModules()
    routes = modules.flatMap((module) => module.routes ?? [])
    lab = await startLab({ networks: await findLabNetworks(), people: 'quiet' })
    desk = await serveDesk({
      ...{ modules, networks: (await loadNetworks()).all, practice: lab, config: { practice: true } },
      allowOrigins: () => [lab.origin],
    })
    ours = await furnishedBrand(desk)
    theirs = await desk.brand('Theirs')
    stranger = await desk.person('Stranger', { [theirs]: 'owner' })
    for (const role of brandRoles) people.set(role, await desk.person(`Our ${role}`, { [ours.brandId ?? '']: role }))
  })
  after(async () => {
    await desk.close()
    await lab.close()
  })

  const knock = (route: AnyRoute, ids: Record<string, string>, as?: Person) => {
    const path = route.path.replace(/:(\w+)/g, (_all, name: string) => ids[name] ?? plain[name] ?? 'nothing')
    const asking: Asking = { as }
    if (route.body) asking.body = sampleBody(route.body, ids)
    if (route.upload) asking.body = oneFile()
    const query = route.query ? `?${new URLSearchParams(sampleQuery(route.query, ids))}` : ''
    return desk.ask(route.method, `${path}${query}`, asking)
  }
  const knockAll = async (
    chosen: AnyRoute[],
    ids: Record<string, string>,
    as: (route: AnyRoute) => Person | undefined,
  ) => {
    const told: string[] = []
    for (const route of chosen) {
      const { status, body } = await knock(route, ids, as(route))
      told.push(
        `${status} ${nameOf(route)}${status < 400 || status === 422 ? ` ${JSON.stringify(body).slice(0, 300)}` : ''}`,
      )
    }
    return told
  }
  const ofBrand = () => routes.filter((route) => route.access.kind === 'brand')
  const otherThan = (told: string[], ...expected: number[]) =>
    told.filter((line) => !expected.some((status) => line.startsWith(String(status))))

  test('every route says who may call it, and what is open stands on the list', () => {
    deepEqual(unguarded(routes), [])
    const open = routes.filter((route) => route.access.kind === 'public').map(nameOf)
    deepEqual(open.sort(), publicRoutes.toSorted())
  })

  test('a route that somebody leaves open is noticed', () => {
    const access = { kind: 'session' } as const
    const left = [
      { method: 'GET', path: '/api/brands/:brandId/secrets', access },
      { method: 'GET', path: '/api/secrets', access: { kind: 'public' } as const },
      { method: 'GET', path: '/api/everything', access },
    ] as const
    equal(unguarded([...left]).length, 3)
  })

  test('every address of the brand is furnished, so that knocking there means something', () => {
    const names = new Set(
      ofBrand().flatMap((route) => [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')),
    )
    for (const name of Object.keys(plain)) names.delete(name)
    deepEqual(
      [...names].filter((name) => !ours[name]),
      [],
    )
  })

  test('nobody gets in anywhere without signing in', async () => {
    const before = await contents(desk)
    const closed = routes.filter((route) => route.access.kind !== 'public')
    deepEqual(otherThan(await knockAll(closed, ours, () => undefined), 401), [])
    deepEqual(await contents(desk), before)
  })

  test('a member of another brand sees nothing of this one and changes nothing', async () => {
    const before = await contents(desk)
    deepEqual(otherThan(await knockAll(ofBrand(), ours, () => stranger), 404), [])
    deepEqual(await contents(desk), before)
  })

  test('ids of one brand open nothing under the address of another', async () => {
    const before = await contents(desk, ours.brandId)
    const inner = ofBrand().filter((route) => idsIn(route) > 1)
    const told = await knockAll(inner, { ...ours, brandId: theirs }, () => stranger)
    deepEqual(otherThan(told, 404), [])
    deepEqual(await contents(desk, ours.brandId), before)
  })

  test('ids of one brand are not taken in what is written for another', async () => {
    const before = await contents(desk, ours.brandId)
    const writing = ofBrand().filter(
      (route) => route.body && !onlyComputes.includes(nameOf(route)) && (route.path.match(/:/g)?.length ?? 0) === 1,
    )
    const withIds = writing.filter((route) =>
      JSON.stringify(route.body && sampleBody(route.body, ours)).includes(ours.accountId ?? '?'),
    )
    const told = await knockAll(withIds, { ...ours, brandId: theirs }, () => stranger)
    ok(told.length >= 2)
    deepEqual(otherThan(told, 404, 422), [])
    deepEqual(await contents(desk, ours.brandId), before)
  })

  test('a role that is one too low is turned away at every door', async () => {
    const before = await contents(desk)
    const bounded = ofBrand().filter((route) => route.access.kind === 'brand' && route.access.role !== 'client')
    const lower = (route: AnyRoute) => {
      const role = route.access.kind === 'brand' ? route.access.role : 'client'
      return people.get(brandRoles[brandRoles.indexOf(role) + 1] ?? 'client')
    }
    deepEqual(otherThan(await knockAll(bounded, ours, lower), 403), [])
    deepEqual(await contents(desk), before)
  })

  test('who owns nothing changes nobody, invites nobody and makes no brand', async () => {
    const before = await contents(desk)
    const workspace = routes.filter(
      (route) => route.access.kind === 'workspace' && nameOf(route) !== 'GET /api/members',
    )
    const manager = people.get('manager')
    const ids = { userId: stranger.me.id, invitationId: ours.invitationId ?? '', brandId: ours.brandId ?? '' }
    const told = await knockAll(workspace, ids, () => manager)
    deepEqual(otherThan(told, 403, 404), [])
    deepEqual(await contents(desk), before)
  })

  test('a client sees neither colleagues nor their addresses', async () => {
    const { body } = await desk.ask<{ items: { name: string }[] }>('GET', '/api/members', { as: people.get('client') })
    deepEqual(
      body.items.map((one) => one.name),
      ['Our client'],
    )
  })

  test('the calendar shows no brand that is not the caller’s, even when asked for by id', async () => {
    const span = 'from=2020-01-01T00:00:00Z&to=2030-01-01T00:00:00Z'
    for (const path of ['/api/calendar', '/api/calendar/hints']) {
      const asked = await desk.ask('GET', `${path}?${span}&brands=${ours.brandId}`, { as: stranger })
      ok(!JSON.stringify(asked.body).includes(ours.postId ?? '?'))
    }
  })
})

/** What comes and goes with mere knocking. */
const passing = ['call_count', 'desk_session', 'kept_answer', 'job', 'repeating_job', 'publishing_worker']

/** A fingerprint of each table; with a brand, only of its rows where they tell whose they are. */
async function contents(desk: ServedDesk, brandId?: string): Promise<Record<string, string>> {
  const { rows } = await desk.world.pool.query<{ name: string; owned: boolean }>(
    `select table_name as name, bool_or(column_name = 'brand_id') as owned from information_schema.columns
      where table_schema = 'public' and table_name <> all($1) group by 1 order by 1`,
    [passing],
  )
  const found: Record<string, string> = {}
  for (const { name, owned } of rows) {
    if (brandId && !owned) continue
    const where = brandId ? ' where brand_id = $1' : ''
    const sql = `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from "${name}" t${where}`
    const print = await desk.world.pool.query<{ print: string }>(sql, brandId ? [brandId] : [])
    found[name] = print.rows[0]?.print ?? ''
  }
  return found
}

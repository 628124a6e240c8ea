import { deepEqual } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { newId } from '../../kernel/id.ts'
import type { Route } from '../../modules/team/index.ts'
import { loadNetworks } from '../../networks/registry.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type DeskModule, loadModules } from '../load-modules.ts'
import { queryNames, sampleBody } from './sample-body.ts'
import { type Person, type ServedDesk, serveDesk } from './testing.ts'

type AnyRoute = Route<NetworkedWorld>

const nested = JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`)
const hostileTexts = [
  '\u0000',
  '\ud800',
  `'; drop table brand; --`,
  '{0}{a, plural, one {',
  '🏴'.repeat(5000),
  '../../etc/passwd',
  '',
]
const hostileNumbers = [-1, 0, 1.5, 1e308, 2 ** 53]

/** The same value with every leaf of a kind replaced. */
function changed(value: unknown, kind: 'string' | 'number', by: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => changed(one, kind, by))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, changed(one, kind, by)]))
  return typeof value === kind ? by : value
}

suite('Hostile input', () => {
  let desk: ServedDesk
  let routes: AnyRoute[]
  let owner: Person
  /** Who owns, by an API key: half the work of a session, and the same handlers. */
  let program: Person
  let brandId: string
  before(async () => {
    const modules: DeskModule[] = await loadModules()
    routes = modules.flatMap((module) => module.routes ?? []).filter((route) => !route.streams && !endsTheTest(route))
    desk = await serveDesk({ modules, networks: (await loadNetworks()).all })
    owner = await desk.owner()
    const made = await desk.ask<{ key: string }>('POST', '/api/api-keys', { as: owner, body: { name: 'Program' } })
    program = { me: owner.me, key: made.body.key }
    brandId = await desk.brand('Target')
  })
  after(() => desk.close())

  /** Those that would throw the tester out. */
  const endsTheTest = ({ method, path }: AnyRoute) =>
    ['DELETE /api/session', 'POST /api/me/password', 'DELETE /api/brands/:brandId'].includes(`${method} ${path}`)

  const asks = ({ access }: AnyRoute) => (access.kind === 'brand' ? program : owner)

  const broke = async (route: AnyRoute, param: string, query: string, body: unknown) => {
    const path = route.path.replace(':brandId', brandId).replaceAll(/:\w+/g, encodeURIComponent(param))
    const { status } = await desk.ask(route.method, `${path}${query}`, { as: asks(route), body })
    return [500, 501].includes(status) || isBraked(route, status)
      ? [`${status} ${route.method} ${path}${query} ${JSON.stringify(body)?.slice(0, 200)}`]
      : []
  }

  test('no body breaks a route', async () => {
    const told: string[] = []
    for (const route of routes.filter((one) => one.body)) {
      const sample = route.body && sampleBody(route.body, { brandId })
      const bodies = [
        ...['null', '[]', '7', '"text"', '{}', JSON.stringify(nested)],
        ...hostileTexts.map((text) => JSON.stringify(changed(sample, 'string', text))),
        ...hostileNumbers.map((number) => JSON.stringify(changed(sample, 'number', number))),
        JSON.stringify({ ...(sample as object), ['__proto__']: { polluted: true } }),
      ]
      for (const body of bodies) {
        const path = route.path.replace(':brandId', brandId).replaceAll(/:\w+/g, newId())
        const headers = { 'content-type': 'application/json' }
        const { status } = await desk.ask(route.method, path, { as: asks(route), body, headers })
        if (status === 500 || isBraked(route, status)) told.push(`${route.method} ${route.path} ${body.slice(0, 200)}`)
      }
    }
    deepEqual(told, [])
  })

  test('no address breaks a route', async () => {
    const told: string[] = []
    for (const route of routes)
      for (const param of ['\u0000', `'`, '1e999', '99999999999999999999', '%', '🏴', newId()])
        told.push(...(await broke(route, param, '', route.body && sampleBody(route.body, { brandId }))))
    deepEqual(told, [])
  })

  test('no query breaks a route', async () => {
    const told: string[] = []
    for (const route of routes.filter((one) => one.query && one.method === 'GET')) {
      const names = [...queryNames(route.query ?? never()), 'unheardOf']
      for (const value of [
        '%00',
        '%ED%A0%80',
        `'`,
        '-1',
        '1e99',
        'NaN',
        'x'.repeat(3000),
        '2026-13-45T99:99:99Z',
        '9999999-1',
      ])
        for (const name of names) told.push(...(await broke(route, newId(), `?${name}=${value}`, undefined)))
    }
    deepEqual(told, [])
  })
})

/** Past the general limit of calls nothing would be tried any more. */
const isBraked = (route: AnyRoute, status: number) =>
  status === 429 && !route.perMinute && route.access.kind !== 'public'

const never = (): never => {
  throw new Error('no query')
}

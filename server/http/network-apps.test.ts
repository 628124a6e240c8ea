import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { z } from 'zod'
import type { NetworkApp, Networks } from '../../modules/brand/api.ts'
import { testNetwork } from '../../modules/brand/testing.ts'
import { loadModules } from '../load-modules.ts'
import { type Person, type ServedDesk, serveDesk } from './testing.ts'

type App = z.infer<typeof NetworkApp>
type Told = { error: { code: string; fields: { path: string; code: string }[] } }
const path = '/api/networks/test/app'

suite('The apps of a desk at networks', () => {
  let desk: ServedDesk
  let owner: Person
  let manager: Person
  before(async () => {
    const { app: _, ...bare } = testNetwork(() => new Date())
    const appless = { ...bare, composing: { ...bare.composing, id: 'appless' } }
    desk = await serveDesk({ modules: await loadModules(), networks: [testNetwork(() => new Date()), appless] })
    owner = await desk.owner()
    manager = await desk.person('Mona', { [await desk.brand('Roastery')]: 'owner' })
  })
  after(() => desk.close())

  const put = <T>(fields: Record<string, string>, as = owner) => desk.ask<T>('PUT', path, { as, body: { fields } })

  test('only an owner of the workspace sees which keys are known, gives them, and takes them away', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const body = method === 'PUT' ? { fields: { clientId: 'mine' } } : undefined
      equal((await desk.ask(method, path, { as: manager, body })).status, 403, method)
      equal((await desk.ask(method, path, { body })).status, 401, method)
    }
  })

  test('keys are given one by one, told only by when, and gone when taken away', async () => {
    const first = await put<App>({ clientId: 'public one' })
    deepEqual([first.status, first.body.ready], [200, false])
    const both = await put<App>({ clientSecret: ' hidden one ' })
    equal(both.body.ready, true)
    const read = await desk.ask<App>('GET', path, { as: owner })
    deepEqual(
      read.body.known.map(({ key, from, at }) => [key, from, at !== null]),
      [
        ['clientId', 'desk', true],
        ['clientSecret', 'desk', true],
        ['version', null, false],
      ],
    )
    const seen = await desk.ask<z.infer<typeof Networks>>('GET', '/api/networks', { as: manager })
    equal(seen.body.items.find((one) => one.id === 'test')?.app?.ready, true)
    for (const { body } of [both, read, seen]) ok(!/hidden one|public one/.test(JSON.stringify(body)))
    equal((await desk.ask('DELETE', path, { as: owner })).status, 204)
    equal((await desk.ask<App>('GET', path, { as: owner })).body.ready, false)
  })

  test('what the network does not ask for is refused at its field', async () => {
    const wrong = await put<Told>({ colour: 'red', clientId: '' })
    deepEqual(
      wrong.body.error.fields.map(({ path: at, code }) => [at, code]),
      [
        ['fields.colour', 'request.field.unknown'],
        ['fields.clientId', 'request.field.required'],
      ],
    )
    equal((await desk.ask('GET', '/api/networks/appless/app', { as: owner })).status, 404)
    equal((await desk.ask('GET', '/api/networks/nowhere/app', { as: owner })).status, 404)
  })
})

import { equal, ok } from 'node:assert/strict'
import { suite, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { Route } from '../../modules/team/index.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { loadModules } from '../load-modules.ts'
import { docsPage } from './docs-page.ts'
import { describeApi } from './openapi.ts'

suite('The description of the API', async () => {
  const routes = (await loadModules()).flatMap((module): Route<NetworkedWorld>[] => module.routes ?? [])
  const description = describeApi(routes, 'https://desk.example')

  test('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(description)))
    ok(valid, JSON.stringify(errors, null, 2))
  })

  test('names every route once', () => {
    const operations = Object.values(description.paths).flatMap((methods) => Object.values(methods))
    equal(operations.length, routes.length)
    equal(new Set(operations.map((one) => one.operationId)).size, routes.length)
  })

  test('is told on a page without foreign addresses or scripts', () => {
    const page = docsPage(description)
    ok(!/<script|src=|https?:\/\/(?!desk\.example|example)/i.test(page.replaceAll(/<pre[\s\S]*?<\/pre>/g, '')))
    ok(page.includes('/api/brands/{brandId}/slots'))
  })
})

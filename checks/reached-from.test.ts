import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { reachedFrom } from './reached-from.ts'
import { readSources, type Source } from './read-sources.ts'

const source = (path: string, ...imports: string[]): Source => ({
  path,
  text: '',
  imports: imports.map((one) => ({
    from: one,
    file: one.replace('type ', ''),
    typeOnly: one.startsWith('type '),
  })),
})

test('who imports a file is found over any number of files, in circles too, and not for its types alone', () => {
  const sources = [
    source('database.ts', 'world.ts'),
    source('world.ts', 'database.ts'),
    source('brand.ts', 'world.ts'),
    source('near.test.ts', 'database.ts'),
    source('far.test.ts', 'brand.ts'),
    source('pure.test.ts', 'type world.ts', 'tokens.ts'),
    source('tokens.ts'),
  ]
  const tests = [...reachedFrom(sources, 'database.ts')].filter((path) => path.endsWith('.test.ts'))
  deepEqual(tests.sort(), ['far.test.ts', 'near.test.ts'])
})

test('whichever test of the house makes a world of its own is found to make a database', () => {
  const sources = readSources()
  const reached = reachedFrom(sources, 'kernel/db/testing.ts')
  const makers = sources.filter(
    ({ path, text }) =>
      path.endsWith('.test.ts') &&
      /\bawait \w*(World|Database|Desk|inboxTest)\(/.test(text) &&
      /^(modules|kernel)\//.test(path),
  )
  ok(makers.length > 30)
  deepEqual(
    makers.map(({ path }) => path).filter((path) => !reached.has(path)),
    [],
  )
  equal(reached.has('modules/listening/matcher/tokenise.test.ts'), false)
})

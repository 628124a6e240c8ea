import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Network } from '../networks/contract.ts'
import { loadNetworks } from '../networks/registry.ts'
import { networksPage, pagePath } from './networks-page.ts'

test('the page of networks tells what the code can, no more and no less', async () => {
  assert.equal(await readFile(pagePath, 'utf8'), await networksPage(), 'run `node checks/networks-page.ts`')
})

/** What the shared suite does not ask of a network by itself. */
const beyondTheSuite: [name: string, has: (network: Network) => unknown, tried: RegExp][] = [
  ['stream', (one) => one.stream, /\bstream\b/],
  ['audience', (one) => one.metrics?.audience, /\baudience\b/],
  ['private answers', (one) => one.inbox?.replyPrivately, /replyPrivately/],
  ['answers with files', (one) => one.inbox?.replyWith, /replyWith\b/],
  ['windows of answers', (one) => one.inbox?.replyUntil, /replyUntil/],
  ['templates', (one) => one.inbox?.templates, /templates/],
  ['asking for deliveries', (one) => one.webhooks?.subscribe, /\bsubscribe\b/],
  ['greetings', (one) => one.webhooks?.greet, /\bgreet\b/],
  ['muting', (one) => one.moderate?.mute, /\bmute\b/],
  ['archives', (one) => one.archive, /archive/],
]

test('an ability that the shared suite does not try is tried by the network’s own tests', async () => {
  const { all } = await loadNetworks()
  const untried = await Promise.all(
    all.map(async (network) => {
      const tests = await testsOf(network.composing.id)
      return beyondTheSuite.flatMap(([name, has, tried]) =>
        has(network) && !tried.test(tests) ? [`${network.composing.id}: ${name}`] : [],
      )
    }),
  )
  assert.deepEqual(untried.flat(), [])
})

async function testsOf(id: string): Promise<string> {
  const folder = join(import.meta.dirname, '../networks', id)
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.test.ts'))
  return (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('\n')
}

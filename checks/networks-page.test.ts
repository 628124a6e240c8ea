import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { networksPage, pagePath } from './networks-page.ts'

test('the page of networks tells what the code can, no more and no less', async () => {
  assert.equal(await readFile(pagePath, 'utf8'), await networksPage(), 'run `node checks/networks-page.ts`')
})

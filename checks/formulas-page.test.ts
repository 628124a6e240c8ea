import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { formulasPage, pagePath } from './formulas-page.ts'

test('the page of formulas tells what is counted, no more and no less', async () => {
  assert.equal(await readFile(pagePath, 'utf8'), formulasPage(), 'run `node checks/formulas-page.ts`')
})

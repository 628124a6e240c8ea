import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { nearest, problemCodes } from './problem.ts'

test('whatever is wrong with a query can be said in every language', () => {
  for (const locale of ['en', 'bg', 'uk', 'sv', 'cs', 'pl']) {
    const file = join(import.meta.dirname, `../messages/${locale}.json`)
    const words = Object.keys(JSON.parse(readFileSync(file, 'utf8')))
    assert.deepEqual(
      problemCodes.filter((code) => !words.includes(code)),
      [],
      locale,
    )
  }
})

test('the nearest known word is proposed, and none when nothing is like it', () => {
  const known = ['lang', 'likes', 'link', 'list']
  assert.equal(nearest('lagn', known), 'lang')
  assert.equal(nearest('LINKS', known), 'link')
  assert.equal(nearest('qqqqqqqq', known), undefined)
})

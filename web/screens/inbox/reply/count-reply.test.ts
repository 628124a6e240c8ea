import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countReply } from './count-reply.ts'

const letters = { unit: 'networks.units.letters', max: 300, count: (text: string) => [...text].length }
const links = { ...letters, count: (text: string) => text.replaceAll(/https?:\S+/g, 'x'.repeat(23)).length }

test('an answer is counted as its network counts', () => {
  assert.equal(countReply('👍🏽', [letters], null)?.used, 2)
  assert.equal(countReply('https://example.com/a/very/long/address', [links], null)?.used, 23)
})

test('the bound for answers stands before the one for posts', () => {
  assert.deepEqual(countReply('x'.repeat(101), [letters], 100), { used: 101, most: 100, left: -1, state: 'over' })
})

test('where nothing bounds an answer nothing is counted', () => {
  assert.equal(countReply('words', [], null), null)
})

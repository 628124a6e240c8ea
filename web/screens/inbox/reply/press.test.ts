import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSame, leftAfter, type Sent, sentOf, stillMeant } from './press.ts'

const written = (text: string, mediaIds: string[] = []): Sent => ({ text, mediaIds, template: null })
const filled = (...values: string[]): Sent => ({ text: '', mediaIds: [], template: { id: 'order', values } })

test('what was written on while an answer went stays in the field, and nothing of what went does', () => {
  assert.deepEqual(leftAfter(written('Yes.'), written('Yes.')), written(''))
  assert.deepEqual(leftAfter(written('Yes. And no'), written('Yes.')), written('And no'))
  assert.deepEqual(leftAfter(written('Oh yes.'), written('Yes.')), written('Oh yes.'))
  assert.deepEqual(leftAfter(written('Yes.', ['cup', 'bag']), written('Yes.', ['cup'])), written('', ['bag']))
})

test('a template that was filled in anew while the first went stays', () => {
  assert.equal(leftAfter(filled('Ada'), filled('Ada')).template, null)
  assert.deepEqual(leftAfter(filled('Boris'), filled('Ada')), filled('Boris'))
})

test('a press that had to wait sends the words it was made for, not those that came after', () => {
  assert.deepEqual(stillMeant(written('Yes.'), written('Yes. And n')), written('Yes.'))
  assert.deepEqual(stillMeant(written('See here:'), written('See here:', ['cup'])), written('See here:', ['cup']))
})

test('a press is forgotten when its words were changed or have gone', () => {
  assert.equal(stillMeant(written('Yes.'), written('No.')), null)
  assert.equal(stillMeant(written(''), written('Later')), null)
  assert.equal(stillMeant(filled('Ada'), filled('Boris')), null)
})

test('the same words pressed again are the same', () => {
  const draft = { ...written('Yes.', ['cup']), template: { id: 'order', values: ['Ada'] } }
  assert.equal(isSame(sentOf('public', draft), sentOf('public', { ...draft })), true)
  assert.equal(isSame(sentOf('public', draft), sentOf('public', { ...draft, text: 'Yes!' })), false)
  assert.deepEqual(sentOf('template', draft), filled('Ada'))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { richText } from '../../../../networks/rich-text.ts'
import { targetOf, withSigns, withTarget } from './format-text.ts'

const text = 'Нова Кенія вже тут'

test('chosen words become bold without the space after them, and plain again by the same act', () => {
  const bold = withSigns({ text, from: 5, to: 11 }, '**')
  assert.equal(bold.text, 'Нова **Кенія** вже тут')
  assert.equal(bold.text.slice(bold.from, bold.to), 'Кенія')
  assert.deepEqual(richText(bold.text).marks, [{ kind: 'bold', from: 5, to: 10 }])
  assert.deepEqual(withSigns(bold, '**'), { text, from: 5, to: 10 })
})

test('with nothing chosen the caret stands between the signs', () => {
  assert.deepEqual(withSigns({ text: 'a ', from: 2, to: 2 }, '_'), { text: 'a __', from: 3, to: 3 })
})

test('words that lead somewhere are read back as the link they were made', () => {
  const made = withTarget({ text, from: 5, to: 10 }, 'Кенія', 'https://roastery.example/kenya')
  assert.deepEqual(richText(made.text), {
    text,
    marks: [{ kind: 'link', from: 5, to: 10, target: 'https://roastery.example/kenya' }],
  })
  assert.equal(made.from, made.to)
  assert.equal(withTarget({ text: '', from: 0, to: 0 }, ' a]b ', '@jess').text, '[a b](@jess)')
})

test('what leads nowhere is no address', () => {
  assert.equal(targetOf(' roastery.example/a '), 'https://roastery.example/a')
  assert.equal(targetOf('@jess@fedi.example'), '@jess@fedi.example')
  for (const wrong of ['', 'hello', 'javascript:alert(1)', 'https://a b.example', '@', 'ftp://a.example'])
    assert.equal(targetOf(wrong), undefined)
})

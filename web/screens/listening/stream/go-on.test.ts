import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyList, withPage } from '../../inbox/list/list-window.ts'
import { neighbourOf } from './go-on.ts'

const list = withPage(emptyList<{ id: string }>(), 0, { items: ['a', 'b', 'c', 'd'].map((id) => ({ id })), next: null })

test('work goes on with the next that stays, at the end with the one before', () => {
  assert.equal(neighbourOf(list, ['b']), 'c')
  assert.equal(neighbourOf(list, ['b', 'c']), 'd')
  assert.equal(neighbourOf(list, ['d', 'c']), 'b')
  assert.equal(neighbourOf(list, ['a', 'b', 'c', 'd']), undefined)
  assert.equal(neighbourOf(list, ['elsewhere']), undefined)
})

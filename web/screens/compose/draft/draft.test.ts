import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesBetween, type Draft, emptyDraft, type Media } from './draft.ts'
import * as edit from './edit-draft.ts'
import { note, rebaseHistory, redo, startHistory, undo } from './history.ts'
import { contentFor } from './resolve-content.ts'

const draft = (text = 'Common'): Draft => ({
  ...emptyDraft(),
  accountIds: ['a', 'b'],
  body: { parts: [{ text, media: [] }] },
})
const b = { accountId: 'b' }
const seen = { media: new Map<string, Media>(), fields: [], language: 'uk' }
const textOf = (one: Draft, accountId: string) => contentFor(one, accountId, seen).parts.map((part) => part.text)

test('an account without its own text follows the common one as it changes', () => {
  const later = edit.changePart(draft(), 'all', 0, (part) => ({ ...part, text: 'Changed' }))
  assert.deepEqual(textOf(later, 'a'), ['Changed'])
})

test('an account edited apart keeps its words when the common text changes', () => {
  const apart = edit.changePart(edit.editApart(draft(), 'b'), b, 0, (part) => ({ ...part, text: 'Only here' }))
  const later = edit.changePart(apart, 'all', 0, (part) => ({ ...part, text: 'Changed' }))
  assert.deepEqual([textOf(later, 'a'), textOf(later, 'b')], [['Changed'], ['Only here']])
})

test('back to common drops the own text and leaves the settings', () => {
  const own = edit.setOption(edit.editApart(draft(), 'b'), 'b', 'visibility', 'unlisted')
  const back = edit.backToCommon(own, 'b')
  assert.equal(edit.isOwn(back, 'b'), false)
  assert.deepEqual(contentFor(back, 'b', seen).options, { visibility: 'unlisted' })
})

test('a variant that holds nothing of its own is not kept', () => {
  assert.deepEqual(edit.backToCommon(edit.editApart(draft(), 'b'), 'b').variants, [])
})

test('a first comment emptied for one account is absent there only', () => {
  const both = edit.setFirstComment(draft(), 'all', 'Link in the shop')
  const none = edit.setFirstComment(both, b, '')
  assert.equal(contentFor(none, 'a', seen).firstComment, 'Link in the shop')
  assert.equal(contentFor(none, 'b', seen).firstComment, undefined)
})

test('settings not touched take their defaults', () => {
  const fields = [{ key: 'silent', label: 'x', kind: 'switch', default: true }] as const
  assert.deepEqual(contentFor(draft(), 'a', { ...seen, fields }).options, { silent: true })
})

test('cutting a part leaves its files above and no space at the edge', () => {
  const use = { mediaId: 'm' }
  const one = edit.changePart(draft('First half. Second half.'), 'all', 0, (part) => ({ ...part, media: [use] }))
  const cut = edit.cutPart(one, 'all', 0, 12)
  assert.deepEqual(cut.body.parts, [
    { text: 'First half.', media: [use] },
    { text: 'Second half.', media: [] },
  ])
})

test('parts are moved without losing one, and the last part is emptied rather than removed', () => {
  const three = edit.splitPart(draft(), 'all', 0, ['1', '2', '3'])
  assert.deepEqual(
    edit.movePart(three, 'all', 2, 0).body.parts.map((part) => part.text),
    ['3', '1', '2'],
  )
  assert.deepEqual(edit.removePart(draft(), 'all', 0).body.parts, [{ text: '', media: [] }])
})

test('only the fields that differ are sent', () => {
  const now = { ...draft(), title: 'New' }
  assert.deepEqual(changesBetween(draft(), now), { title: 'New' })
  assert.deepEqual(changesBetween(now, structuredClone(now)), {})
})

test('a word typed in one go is undone in one go, and a pause begins a new step', () => {
  let history = startHistory('')
  history = note(history, 'C', 'text.0', 1000)
  history = note(history, 'Co', 'text.0', 1100)
  history = note(history, 'Cof', 'text.0', 9000)
  assert.equal(undo(history).present, 'Co')
  assert.equal(undo(undo(history)).present, '')
  assert.equal(redo(undo(history)).present, 'Cof')
})

test('undoing after somebody else wrote does not undo their words', () => {
  let history = note(startHistory({ mine: 0, theirs: 0 }), { mine: 1, theirs: 0 }, 'x', 1)
  history = rebaseHistory(history, { mine: 1, theirs: 7 }, (one) => ({ ...one, theirs: 7 }))
  assert.deepEqual(undo(history).present, { mine: 0, theirs: 7 })
})

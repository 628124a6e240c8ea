import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  bothTexts,
  carryDraft,
  emptyDraft,
  firstDraft,
  haveCome,
  keepDraft,
  keptDraft,
  type Store,
  wasCarried,
} from './draft-journal.ts'

function storage(): Store & { size: () => number } {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    size: () => kept.size,
  }
}
const draft = (text: string) => ({ ...emptyDraft, text })

test('what was typed is there after a reload, and gone once nothing is left of it', () => {
  const store = storage()
  keepDraft('one', draft('Здравейте, '), 5, store)
  assert.equal(keptDraft('one', store)?.text, 'Здравейте, ')
  keepDraft('one', draft(''), 6, store)
  assert.equal(store.size(), 0)
})

test('two conversations joined while one types lose neither’s words', () => {
  const store = storage()
  keepDraft('old', draft('Half a sentence'), 5, store)
  keepDraft('new', { ...draft('Another'), mediaIds: ['m'] }, 4, store)
  carryDraft('old', 'new', store)
  assert.equal(keptDraft('new', store)?.text, 'Half a sentence\n\nAnother')
  assert.deepEqual(keptDraft('new', store)?.mediaIds, ['m'])
  assert.equal(keptDraft('old', store), null)
})

test('whoever was writing goes on writing where the conversation went, and only then', () => {
  const store = storage()
  keepDraft('from', draft('Half a'), 5, store)
  assert.equal(carryDraft('from', 'to', store), true)
  assert.deepEqual([wasCarried('from'), wasCarried('to')], [true, false])
  assert.deepEqual([haveCome('to'), haveCome('to')], [true, false])
  assert.equal(carryDraft('empty', 'to', store), false)
})

test('words that come back to words join them, and are not said twice', () => {
  assert.equal(bothTexts('Taken back.', 'Begun since.'), 'Taken back.\n\nBegun since.')
  assert.equal(bothTexts('The same.', 'The same.'), 'The same.')
  assert.equal(bothTexts('', 'Only these.'), 'Only these.')
})

test('of the words on this device and those at the desk the newer ones are gone on with', () => {
  const desk = { text: 'from the phone', mediaIds: [], template: null, savedAt: '2026-11-22T10:00:00Z' }
  const at = Date.parse(desk.savedAt)
  assert.equal(firstDraft({ ...draft('older'), at: at - 1000 }, desk).text, 'from the phone')
  assert.equal(firstDraft({ ...draft('newer'), at: at + 1000 }, desk).text, 'newer')
  assert.equal(firstDraft(null, null).text, '')
})

test('a device without room says so and nothing breaks', () => {
  const full: Store = {
    ...storage(),
    setItem: () => {
      throw new DOMException('no room', 'QuotaExceededError')
    },
  }
  assert.equal(keepDraft('one', draft('x'), 1, full), false)
})

test('a template that was begun is kept with what was filled in, and not for its words alone', () => {
  const store = storage()
  const template = { id: '90001', values: ['Ана', ''] }
  keepDraft('one', { ...emptyDraft, template, mode: 'template' }, 5, store)
  assert.deepEqual(keptDraft('one', store)?.template, template)
  carryDraft('one', 'two', store)
  assert.deepEqual(keptDraft('two', store)?.template, template)
  store.setItem('rialto.reply.three', JSON.stringify({ ...draft('words'), at: 1, template: { id: 7 } }))
  assert.deepEqual([keptDraft('three', store)?.text, keptDraft('three', store)?.template], ['words', null])
  const desk = { text: '', mediaIds: [], template, savedAt: '2026-11-22T10:00:00Z' }
  assert.deepEqual(firstDraft(null, desk).template, template)
})

test('what another program left in its place is not taken for words', () => {
  const store = storage()
  for (const nonsense of ['{', '[]', '{"text":1}', 'null']) {
    store.setItem('rialto.reply.one', nonsense)
    assert.equal(keptDraft('one', store), null)
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IntLists } from './int-lists.ts'
import { seeded } from './testing-queries.ts'
import { tokenise } from './tokenise.ts'
import { hashOf, hashOn, Tokens } from './tokens.ts'
import { Vocabulary } from './vocabulary.ts'

test('lists in one array are lists, whatever is put in and taken out', () => {
  const random = seeded(1)
  const lists = new IntLists()
  const model: number[][] = Array.from({ length: 40 }, () => [])
  for (let n = 0; n < 20_000; n++) {
    const list = Math.floor(random() * model.length)
    const mine = model[list] ?? []
    const dice = random()
    if (dice < 0.6) {
      lists.push(list, n)
      mine.push(n)
    } else if (dice < 0.7) {
      model[list] = Array.from({ length: Math.floor(random() * 40) }, (_, k) => n + k)
      lists.set(list, model[list] ?? [])
    } else if (mine.length > 0) {
      const at = Math.floor(random() * mine.length)
      lists.takeOut(list, at, 1)
      const last = mine.pop() ?? 0
      if (at < mine.length) mine[at] = last
    }
    assert.deepEqual([...lists.of(list)], model[list])
  }
  assert.ok(lists.cells.length < 40_000, 'what lists leave is taken by others')
})

test('a vocabulary knows what is in it, by its number, and nothing else', () => {
  const random = seeded(2)
  const vocabulary = new Vocabulary()
  const model = new Map<string, number>()
  const tokens = new Tokens()
  for (let n = 0; n < 30_000; n++) {
    const key = `w${Math.floor(random() * 3_000).toString(36)}`
    const number = model.get(key)
    if (random() < 0.5) model.set(key, vocabulary.add(key))
    else if (number !== undefined) {
      vocabulary.remove(number)
      model.delete(key)
    }
    tokenise({ text: `${key.toUpperCase()} #${key}` }, tokens)
    assert.equal(vocabulary.findToken(tokens, 0, 0), model.get(key) ?? -1)
    assert.equal(vocabulary.findToken(tokens, 1, 0x23), -1)
  }
  assert.equal(vocabulary.size, model.size)
  assert.equal(new Set(model.values()).size, model.size)
})

test('words whose hashes are the same are still two words', () => {
  const [one, other] = collision()
  const vocabulary = new Vocabulary()
  const number = vocabulary.add(one)
  const tokens = new Tokens()
  tokenise({ text: other }, tokens)
  assert.equal(vocabulary.findToken(tokens, 0, 0), -1)
  assert.notEqual(vocabulary.add(other), number)
})

test('a tag is another word than the word', () => {
  const vocabulary = new Vocabulary()
  const [word, tag] = [vocabulary.add('coffee'), vocabulary.add('coffee', 0x23)]
  assert.notEqual(word, tag)
  assert.equal(hashOn(hashOf('coffee'), 0x23), hashOf('coffee#'))
})

/** Two words of letters with one hash: among so many there are some. */
function collision(): [string, string] {
  const seen = new Map<number, string>()
  for (let n = 0; ; n++) {
    const word = `a${n.toString(36)}`
    const hash = hashOf(word)
    const before = seen.get(hash)
    if (before) return [before, word]
    seen.set(hash, word)
  }
}

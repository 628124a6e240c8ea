import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Block, blocksOf, parseQuery, printBlocks } from '../../../../../modules/listening/compose.ts'
import { blockAt, grouped, withAdded, withBlock, withMoved } from './block-tree.ts'
import { saidIn, wordChip, wordsOfOperand } from './said-in.ts'

function built(text: string): Block {
  const parsed = parseQuery(text)
  assert.ok(parsed.ok)
  return grouped(blocksOf(parsed.query))
}

test('a block is changed, added, moved and taken out where it stands, and the query says so', () => {
  const root = built('(coffee OR tea) AND late NOT job')
  assert.equal(
    printBlocks(withBlock(root, [0, 1], wordChip('cocoa', 'forms'))),
    '(coffee OR cocoa) AND late AND NOT job',
  )
  assert.equal(
    printBlocks(withAdded(root, [0], wordChip('green tea', 'form'))),
    '(coffee OR tea OR "!green !tea") AND late AND NOT job',
  )
  assert.equal(printBlocks(withMoved(root, [1], -1)), 'late AND (coffee OR tea) AND NOT job')
  assert.equal(printBlocks(withBlock(root, [0], undefined)), 'late AND NOT job')
})

test('what does not stand there is neither changed nor moved', () => {
  const root = built('coffee')
  assert.deepEqual(withMoved(root, [0], 1), root)
  assert.deepEqual(withMoved(root, [7], -1), root)
  assert.equal(blockAt(root, [0, 3]), undefined)
})

test('a word, a tag, a star and a phrase are said in one field and stay what they were', () => {
  for (const text of ['coffee', '#coffee', '@nike', 'coff*', '"flat white"', '!coffee', '=Apple', '"late parcel"~4']) {
    const block = blockAt(built(text), [0])
    assert.ok(block)
    const said = saidIn(block)
    assert.ok(said, text)
    assert.equal(printBlocks(wordChip(said.text, said.how, said.within)), text)
  }
})

test('what is near something is said as a list, and read back the same', () => {
  for (const text of ['parcel NEAR/4 late', '(parcel OR "big box" OR !Box) NEAR/2f (late OR #slow)', 'a NEAR/s b']) {
    const block = blockAt(built(text), [0])
    assert.ok(block?.kind === 'near')
    const of = block.of.map((one) => wordsOfOperand.read(wordsOfOperand.say(one)))
    assert.equal(printBlocks({ ...block, of }), text)
  }
})

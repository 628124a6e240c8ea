import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Limits, MediaRule } from '../../../../networks/compose.ts'
import { filesFor, takenFiles } from './taken-files.ts'

const rule: MediaRule = { mimes: [], maxBytes: 1, reencode: false }
const taking = (media: Partial<Limits['media']>): Limits => ({
  ...{ text: [], textRequired: 'never', parts: { max: 1 }, card: 'none', source: '' },
  media: { perPart: 1, mix: 'any', altMax: 1, ...media },
})

test('office documents are offered where one of the networks takes documents', () => {
  assert.match(filesFor([taking({ image: rule }), taking({ document: rule })]), /image\/\*.*\.docx.*\.odt/)
  assert.doesNotMatch(filesFor([taking({ image: rule })]), /\.docx/)
})

test('before an account is chosen everything may be brought', () => assert.equal(filesFor([]), takenFiles))

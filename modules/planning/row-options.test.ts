import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OptionField } from '../../networks/compose.ts'
import { optionsFor, readOptionCell, writeOption } from './row-options.ts'

const cover = '01900000-0000-7000-8000-00000000000a'
const field = (key: string, more: object) => ({ key, label: key, ...more }) as OptionField
const fields = [
  field('visibility', { kind: 'choice', choices: [], default: 'public' }),
  field('silent', { kind: 'switch', default: false }),
  field('tags', { kind: 'words', max: 9, maxLength: 30, default: [] }),
  field('cover', { kind: 'media', of: ['image'], default: '' }),
  field('ends', { kind: 'moment', default: '' }),
  field('buttons', { kind: 'text', maxLength: 900, default: '', multiline: true }),
]

test('settings of every kind go out into a sheet and come back as they were', () => {
  const options = {
    ...{ visibility: 'unlisted', silent: true, tags: ['coffee', 'kenya aa'], cover, ends: '2027-03-01T10:00:00.000Z' },
    buttons: 'Shop | https://roastery.example/?a=b\nCall; "now"',
  }
  const names = new Map([[cover, 'Cover.jpg']])
  const cell = Object.entries(options)
    .map(([key, value]) => writeOption(key, value, names))
    .join('; ')
  assert.ok(cell.includes('cover=Cover.jpg') && cell.includes('tags=coffee | kenya aa'))
  const { options: written, wrong } = readOptionCell(cell)
  assert.equal(wrong, undefined)
  assert.deepEqual(optionsFor(written, fields, new Map([['cover.jpg', cover]])), options)
})

test('an account takes what its network knows, and a word without a value is told', () => {
  const { options, wrong } = readOptionCell('silent=yes; board=7; hello')
  assert.equal(wrong, 'hello')
  assert.deepEqual(optionsFor(options, fields, new Map()), { silent: true })
})

test('a cell made to keep the reader busy, or to change what every object has, does neither', () => {
  assert.ok(readOptionCell(`a=${'"'.repeat(50_000)}${' '.repeat(50_000)}`).options)
  const { options } = readOptionCell('__proto__=1; constructor=2')
  assert.deepEqual(optionsFor(options, fields, new Map()), {})
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
})

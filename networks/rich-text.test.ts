import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inSyntax, plainText, richText } from './rich-text.ts'

const html = {
  escape: (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  bold: (inner: string) => `<b>${inner}</b>`,
  italic: (inner: string) => `<i>${inner}</i>`,
  code: (inner: string) => `<code>${inner}</code>`,
  link: (inner: string, target: string) => `<a href="${target}">${inner}</a>`,
  mention: (inner: string, target: string) => `<at id="${target}">${inner}</at>`,
}

test('one text is said in the syntax of a network, nested marks and all', () => {
  const rich = richText('**Нова _Кенія_** & [меню](https://a.example/?a=1) для [Олі](@club1), `a < b`')
  assert.equal(
    inSyntax(rich, html),
    '<b>Нова <i>Кенія</i></b> &amp; <a href="https://a.example/?a=1">меню</a> для <at id="club1">Олі</at>, <code>a < b</code>',
  )
})

test('marks that cover the same words nest in the order they were opened', () => {
  assert.equal(inSyntax(richText('[**menu**](https://a.example)'), html), '<a href="https://a.example"><b>menu</b></a>')
  assert.equal(inSyntax(richText('**_both_** ☕️'), html), '<b><i>both</i></b> ☕️')
})

test('where nothing can be formatted the marks go, and the address of a link stands beside its words', () => {
  assert.equal(
    plainText('**Ново** ~~старо~~ [меню](https://a.example) с [Ели](@eli)'),
    'Ново старо меню (https://a.example) с Ели',
  )
  assert.equal(plainText('[https://a.example](https://a.example)'), 'https://a.example')
})

test('what only looks like markup stays as it was written', () => {
  for (const text of ['2 * 3 ** 4', 'snake_case_name', '**open', '[no](address)', 'https://a.example/_b_', '[a](@)'])
    assert.equal(plainText(text), text)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textOfHtml } from '../../../kernel/html/text-of-html.ts'
import { escapeBrackets, htmlOf } from './html-of-text.ts'
import { paragraphSpans, paragraphsOf, shownParagraphs } from './paragraphs.ts'

const asHtml = (written: string) =>
  paragraphsOf(written)
    .map((one) => `<p>${htmlOf(one, escapeBrackets)}</p>`)
    .join('\n')

test('marks become elements, and what looks like HTML or a command stays words', () => {
  assert.equal(
    asHtml('**Kenya** & _more_ <b>no</b> [gallery]\nnext `a<b`\n\n[here](https://a.example/?a=1&b="2")'),
    '<p><strong>Kenya</strong> &amp; <em>more</em> &lt;b&gt;no&lt;/b&gt; &#91;gallery]<br>next <code>a&lt;b</code></p>\n' +
      '<p><a href="https://a.example/?a=1&amp;b=&quot;2&quot;">here</a></p>',
  )
})

test('a bare address is a link once, also inside bold', () => {
  assert.equal(
    asHtml('See https://a.example/x_y. **https://b.example** [https://c.example](https://c.example)'),
    '<p>See <a href="https://a.example/x_y">https://a.example/x_y</a>. <strong><a href="https://b.example">https://b.example</a></strong> <a href="https://c.example">https://c.example</a></p>',
  )
})

test('what a reader sees of the HTML is what was written without its marks', () => {
  for (const written of [
    'One\n\nTwo\nlines',
    ' **a** b  c\n \n\n\nd',
    '☕️ 👩🏽‍🍳 <b>x</b> & “q”',
    '||hidden|| `code  kept`',
  ])
    assert.equal(textOfHtml(asHtml(written)).replace(/ +/g, ' '), shownParagraphs(written).replace(/ +/g, ' '))
})

test('spans stand where their words stand in the text as shown', () => {
  const written = 'A **bold** start\n\nand https://a.example'
  const text = shownParagraphs(written)
  assert.deepEqual(
    paragraphSpans(written).map(({ from, to, kind }) => [kind, text.slice(from, to)]),
    [
      ['bold', 'bold'],
      ['link', 'https://a.example'],
    ],
  )
})

test('hostile HTML gives its words and nothing else', () => {
  assert.equal(
    textOfHtml('<p>Hi<script>alert(1)</script><style>p{}</style> there<br/>you</p><ul><li>a<li>b</ul>'),
    'Hi there\nyou\n\n• a\n• b',
  )
  assert.equal(textOfHtml('<p>&lt;b&gt; &#x1F600; &nbsp;&unknown;'), '<b> 😀 \u00a0&unknown;')
  assert.equal(textOfHtml('<'.repeat(50_000)).length > 0, true)
})

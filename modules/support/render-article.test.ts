import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { articleHtml, articleText } from './render-article.ts'

test('an article has headings, paragraphs, lists, and words that are set apart', () => {
  const written =
    '# Returns\nWithin **14 days**.\nBring the bill.\n\n- by post\n- in the shop\n\n1. Pack it\n2. Send it'
  equal(
    articleHtml(written),
    '<h2>Returns</h2>\n<p>Within <strong>14 days</strong>.<br>Bring the bill.</p>\n<ul><li>by post</li><li>in the shop</li></ul>\n<ol><li>Pack it</li><li>Send it</li></ol>',
  )
})

test('nothing a writer types runs in a reader’s browser', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '# <img src=x onerror=alert(1)>',
    '- [press](javascript:alert(1))',
    '[press](data:text/html,<script>alert(1)</script>)',
    '[x](https://a.example/"onmouseover="alert(1))',
    '`<svg onload=alert(1)>`',
    '**<b onclick=alert(1)>**',
    "'><script>",
  ]
  const html = hostile.map(articleHtml).join('\n')
  const tags = [...html.matchAll(/<\/?([a-z0-9]+)([^>]*)>/gi)]
  ok(
    tags.every(([, tag = '']) => /^(h2|h3|p|ul|ol|li|strong|em|u|s|code|a|br)$/.test(tag)),
    html,
  )
  ok(
    tags.every(
      ([, , attributes = '']) =>
        attributes === '' || /^ href="https?:[^"<>]*" rel="noopener nofollow"$/.test(attributes),
    ),
    html,
  )
})

test('links lead to pages and mail addresses', () => {
  equal(
    articleHtml('[shop](https://north.example/a?b=1&c=2)'),
    '<p><a href="https://north.example/a?b=1&#38;c=2" rel="noopener nofollow">shop</a></p>',
  )
})

test('sent in a conversation it is plain words, with addresses beside what they belong to', () => {
  equal(
    articleText('# Returns\nWithin **14 days**, see [terms](https://north.example/t).\n\n- by post\n- in the shop'),
    'Returns\n\nWithin 14 days, see terms (https://north.example/t).\n\n• by post\n• in the shop',
  )
})

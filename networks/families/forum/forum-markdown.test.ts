import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Dialect, forumMarkdown, readMarkdown, shownOnForum } from './forum-markdown.ts'

const dialect: Dialect = { strike: ['~~', '~~'], underline: ['[u]', '[/u]'], spoiler: ['[spoiler]', '[/spoiler]'] }

test('marks are written in the dialect of the forum', () => {
  assert.equal(
    forumMarkdown('**b** _i_ __u__ ~~s~~ ||x|| `c*d` [Site](https://a.example/x_y) [Olena](@olena)', dialect),
    '**b** *i* [u]u[/u] ~~s~~ [spoiler]x[/spoiler] `c*d` [Site](https://a.example/x_y) @olena',
  )
})

test('what only looks like a mark is kept from becoming one', () => {
  assert.equal(
    forumMarkdown('# one\n- two\n1. three\n> four\n2 * 3 <b> [x] &amp; https://a.example/x_y', dialect),
    '\\# one\n\\- two\n1\\. three\n\\> four\n2 \\* 3 \\<b> \\[x\\] \\&amp; https://a.example/x_y',
  )
})

test('a reader sees what was written, whatever signs are in it', () => {
  for (const written of [
    'One **bold** & _soft_ line\n\n# no heading\n1. no list\n\\backslash and `a\\*b`',
    'Snake_case_name 2*3*4 <script> [poll] ~tilde~ |bar| #tag @name',
    '[words](https://a.example/?q=(1)&b=2) https://b.example/x_y ☕️ 👩🏽‍🍳',
    '-- dash\n--- \n=== \n10) ten',
  ])
    assert.equal(readMarkdown(forumMarkdown(written, dialect), dialect), shownOnForum(written))
})

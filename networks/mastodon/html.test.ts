import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monotonicMs } from '../../kernel/clock.ts'
import { textOfHtml } from './html.ts'

test('what a server sends as HTML is read as the words people see', () => {
  assert.equal(
    textOfHtml('<p>Fresh &amp; warm<br>today</p><p class="x">See <a href="https://a.example">us</a></p>'),
    'Fresh & warm\ntoday\n\nSee us',
  )
})

test('a hostile server cannot keep the desk busy with signs that never close', () => {
  const began = monotonicMs()
  for (const sign of ['<', '<li', '</p> <p', '&#']) textOfHtml(sign.repeat(200_000))
  assert.ok(monotonicMs() - began < 2_000)
})

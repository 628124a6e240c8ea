import assert from 'node:assert/strict'
import { test } from 'node:test'
import { webhooks } from './webhooks.ts'

const chat = { id: -1001, type: 'supergroup', title: 'Cuppers' }
const from = { id: 9, is_bot: false, first_name: 'Оля' }
const said = { message_id: 3, date: 1_795_000_000, chat, from, text: 'One' }
const edited = (text: string, after: number) => ({ ...said, text, edit_date: said.date + after })
const read = (update: object) => webhooks.read(JSON.parse(JSON.stringify(update))).map(({ what }) => what)

test('a message told twice is one, and of its edits the later stands, whichever comes first', () => {
  const heard = [
    { update_id: 12, edited_message: edited('Three', 20) },
    { update_id: 11, edited_message: edited('Two', 10) },
    { update_id: 10, message: said },
    { update_id: 10, message: said },
  ].map((update) => {
    const [one, ...more] = read(update)
    assert.ok(one && more.length === 0)
    return one
  })
  assert.equal(new Set(heard.map((one) => `${one.kind} ${one.id}`)).size, 1)
  assert.equal(new Set(heard.map((one) => one.at.getTime())).size, 1)
  assert.deepEqual(
    heard.map((one) => [one.edited, one.text, one.editedAt && one.editedAt.getTime() / 1000 - said.date]),
    [
      [true, 'Three', 20],
      [true, 'Two', 10],
      [undefined, 'One', undefined],
      [undefined, 'One', undefined],
    ],
  )
  assert.deepEqual(heard[2], heard[3])
})

test('a comment keeps its id and kind when its edit comes before it', () => {
  const post = { message_id: 2, date: said.date, chat, sender_chat: { id: -1002, type: 'channel', title: 'North' } }
  const origin = { type: 'channel', chat: { id: -1002, type: 'channel', title: 'North' }, message_id: 5 }
  const copy = { ...post, is_automatic_forward: true, forward_origin: origin }
  const thread = { message_thread_id: 2, reply_to_message: copy }
  const [after] = read({ update_id: 21, edited_message: { ...edited('Better', 5), ...thread } })
  const [before] = read({ update_id: 20, message: { ...said, ...thread } })
  assert.deepEqual([after?.kind, after?.id, after?.under], ['comment', before?.id, { id: '-1002/5' }])
  assert.deepEqual([before?.kind, before?.under], ['comment', after?.under])
})

test('a reaction told twice is one, and one that is taken away says nothing new', () => {
  const reaction = (old: string[], now: string[]) => ({
    ...{ chat, message_id: 3, user: from, date: said.date + 30 },
    old_reaction: old.map((emoji) => ({ type: 'emoji', emoji })),
    new_reaction: now.map((emoji) => ({ type: 'emoji', emoji })),
  })
  const given = { update_id: 30, message_reaction: reaction([], ['🔥']) }
  const [first, again] = [read(given), read(given)]
  assert.deepEqual(first, again)
  assert.equal(first.length, 1)
  assert.deepEqual(read({ update_id: 31, message_reaction: reaction(['🔥'], []) }), [])
})

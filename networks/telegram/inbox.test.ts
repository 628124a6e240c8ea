import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshKey } from '../conformance.ts'
import type { Call, Interaction } from '../contract.ts'
import { specs } from '../lab/specs.ts'
import telegram from './index.ts'
import { inTelegram, lastOf, said } from './testing.ts'
import { deliverySecret, webhooks } from './webhooks.ts'

const skip = specs.missing('telegram/api.json')
const poll = async (call: Call, cursor?: string) => {
  const page = await telegram.inbox?.poll(call, cursor)
  assert.ok(page)
  return page
}

test('accounts of one bot share one stream, and each knows its own', { skip }, () =>
  inTelegram(async ({ call, account, door }) => {
    const { chat } = await door<{ chat: number }>('chats', { bot: account.facts.botId, title: 'Cuppers' })
    const group = {
      ...call.account,
      remoteId: String(chat),
      facts: { ...account.facts, chatId: chat, chatType: 'supergroup', discussionId: undefined },
    }
    await door('say', { chat, text: 'in the group' })
    await door('say', { chat: account.facts.discussionId, text: 'in the discussion' })
    const { items } = await poll(call)
    const of = (whose: Call['account']) =>
      items.filter((one) => telegram.inbox?.belongs?.(whose, one)).map((one) => one.text)
    assert.deepEqual([of(call.account), of(group)], [['in the discussion'], ['in the group']])
    assert.equal(telegram.inbox?.streamOf?.(call.account), telegram.inbox?.streamOf?.(group))
  }),
)

test('an answer to a comment still knows the post, though only the cursor remembers it', { skip }, () =>
  inTelegram(async ({ call, publish, lab, account, door }) => {
    const { ref } = await publish(said('A new Kenya'))
    const comment = await lab.network('telegram').comment?.(ref.id, 'Washed?')
    const first = await poll(call)
    const [, message] = (comment ?? '').split('/').map(Number)
    await door('say', { chat: account.facts.discussionId, text: 'Yes, washed', replyTo: message })
    const second = await poll(call, first.cursor)
    assert.deepEqual(
      first.items.map((one) => [one.kind, one.under?.id]),
      [['comment', ref.id]],
    )
    assert.deepEqual(
      second.items.map((one) => [one.kind, one.under?.id, one.replyTo]),
      [['reply', ref.id, comment]],
    )
  }),
)

test('a comment is answered where it stands, liked, deleted, and its author put out', { skip }, () =>
  inTelegram(async ({ call, publish, lab }) => {
    const { ref } = await publish(said('Be kind'))
    await lab.network('telegram').comment?.(ref.id, 'buy followers')
    const [comment] = (await poll(call)).items
    assert.ok(comment && telegram.moderate)
    const step = telegram.inbox?.reply?.(comment, 'Please stop. _Thanks_', call.account)
    assert.ok(step)
    const { ref: answer } = await step.run(call, freshKey(), {})
    assert.equal(answer?.id.split('/')[0], comment.id.split('/')[0])
    for (const act of ['like', 'unlike', 'block', 'unblock', 'delete', 'delete'] as const)
      await telegram.moderate[act]?.(call, comment)
    const acts = lab.ledger.entries.slice(1).map((one) => `${one.kind} ${one.text ?? ''}`.trim())
    assert.deepEqual(acts, ['comment Please stop. _Thanks_', 'like', 'unlike', 'block', 'unblock', 'remove'])
    assert.deepEqual(lab.violations, [])
  }),
)

test('people of the lab come by themselves as the hours pass, and nobody twice', { skip }, () =>
  inTelegram(
    async ({ call, publish, lab }) => {
      for (let n = 0; n < 8; n++) await publish(said(`What do you brew today? ${n}`))
      const before = (await telegram.metrics?.account?.(call))?.followers ?? 0
      const heard: Interaction[] = []
      let cursor: string | undefined
      for (let hour = 0; hour < 24; hour++) {
        lab.clock.moveBy(3_600_000)
        const page = await poll(call, cursor)
        heard.push(...page.items)
        cursor = page.cursor
      }
      assert.ok(heard.length > 3, `${heard.length} heard`)
      assert.equal(new Set(heard.map((one) => one.id)).size, heard.length)
      assert.ok(heard.every((one) => one.under?.id.startsWith(`${call.account.remoteId}/`) && one.author.name))
      assert.ok(((await telegram.metrics?.account?.(call))?.followers ?? 0) >= before)
      assert.deepEqual(lab.violations, [])
    },
    { people: 'lively' },
  ),
)

test('a pushed update is read as a polled one, and only with the secret', () => {
  const user = { id: 5, is_bot: false, first_name: 'Оля', username: 'olia' }
  const chat = { id: 5, type: 'private', first_name: 'Оля' }
  const items = webhooks.read({
    update_id: 1,
    message: { message_id: 3, date: 1_700_000_000, chat, from: user, text: 'Добрий день!' },
  })
  assert.deepEqual(
    items.map(({ what }) => [what.kind, what.author.handle, what.text]),
    [['message', '@olia', 'Добрий день!']],
  )
  assert.deepEqual(webhooks.read({ hello: 1 }), [])
  const body = Buffer.from('{}')
  const asked = (given: Record<string, string>, secret: Record<string, string>) =>
    webhooks.verify(
      { method: 'POST', query: {}, url: 'https://desk.example', headers: given, body },
      { app: {}, secrets: secret },
    )
  const name = 'x-telegram-bot-api-secret-token'
  const token = '123456:AAabc'
  assert.ok(asked({ [name]: deliverySecret(token) }, { token }))
  for (const [given, secret] of [
    [{ [name]: deliverySecret('123456:AAabd') }, { token }],
    [{}, { token }],
    [{ [name]: '' }, {}],
    [{}, {}],
  ] as const)
    assert.ok(!asked(given as Record<string, string>, secret as Record<string, string>))
})

test('a voice message, a sticker and an edited word are heard; service notices are not', () => {
  const chat = { id: -1001, type: 'supergroup' as const, title: 'g' }
  const from = { id: 9, is_bot: false, first_name: 'A' }
  const read = (message: object) =>
    webhooks.read(JSON.parse(JSON.stringify({ update_id: 1, ...message }))).map(({ what }) => what)
  const base = { message_id: 1, date: 1, chat, from }
  assert.deepEqual(read({ message: { ...base, voice: { file_id: 'v' } } })[0]?.media, [
    { kind: 'audio', url: 'telegram-file:v' },
  ])
  assert.equal(read({ message: { ...base, sticker: { file_id: 's', emoji: '🔥' } } })[0]?.text, '🔥')
  assert.equal(read({ edited_message: { ...base, text: 'b', edit_date: 2 } })[0]?.edited, true)
  assert.deepEqual(read({ message: { ...base, new_chat_members: [from] } }), [])
})

test('a bot asked to deliver gives nothing to who asks, and gives again when told to stop', { skip }, () =>
  inTelegram(async ({ call, sent, door, account }) => {
    await webhooks.subscribe?.(call, 'https://desk.example/webhooks/telegram/1')
    await webhooks.subscribe?.(call, 'https://desk.example/webhooks/telegram/1')
    assert.equal(lastOf(sent, 'setWebhook')?.secret_token, deliverySecret(account.secrets.token ?? ''))
    await door('say', { chat: account.facts.discussionId, text: 'delivered' })
    assert.deepEqual((await poll(call)).items, [])
    await webhooks.unsubscribe?.(call)
    assert.ok((await poll(call)).items.some((one) => one.text === 'delivered'))
  }),
)

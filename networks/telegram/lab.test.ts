import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { withScratch } from '../../kernel/media/open.ts'
import { sampleFile } from '../conformance.ts'
import { startLab } from '../lab/lab.ts'
import { specs } from '../lab/specs.ts'
import emulator from './lab.ts'
import { inTelegram, said } from './testing.ts'

const skip = specs.missing('telegram/api.json')

test('what the description does not name is answered with a no and kept as a breach', { skip }, () =>
  inTelegram(async ({ raw, lab, account }) => {
    const chat_id = Number(account.remoteId)
    for (const [method, body] of [
      ['sendMessage', { chat_id, text: 'a', silent: true }],
      ['sendMessage', { chat_id, text: 5 }],
      ['sendMessage', { text: 'a' }],
      ['sendMessage', { chat_id, text: 'a', entities: [{ type: 'bold', offset: 0, length: 1, weight: 2 }] }],
      ['sendWhisper', { chat_id }],
    ] as const) {
      await raw(method, body)
      assert.equal(lab.violations.length, 1, `${method} ${JSON.stringify(body)}`)
      lab.violations.length = 0
    }
    assert.deepEqual(lab.ledger.entries, [])
  }),
)

test('a method the emulator does not have is not pretended', { skip }, () =>
  inTelegram(async ({ raw, account }) => {
    assert.deepEqual(await raw('sendDice', { chat_id: Number(account.remoteId) }), {
      ok: false,
      error_code: 404,
      description: 'Not Found: method not found',
    })
  }),
)

test('texts are bounded in UTF-16 units after their ends are trimmed', { skip }, () =>
  inTelegram(async ({ raw, account }) => {
    const send = async (text: string, more = {}) =>
      (await raw('sendMessage', { chat_id: account.handle, text, ...more })).description ?? 'ok'
    assert.equal(await send(`  ${'☕'.repeat(4096)}\n`), 'ok')
    assert.equal(await send('🥐'.repeat(2048)), 'ok')
    assert.match(await send('🥐'.repeat(2049)), /too long/)
    assert.match(await send(' \n '), /text is empty/)
    const bold = (offset: number, length: number) => ({ entities: [{ type: 'bold', offset, length }] })
    assert.equal(await send('🥐 a', bold(0, 2)), 'ok')
    assert.match(await send('🥐 a', bold(0, 1)), /BOUNDS/)
    assert.match(await send('abc', bold(2, 5)), /BOUNDS/)
    assert.match(
      await send('abc', {
        entities: [
          { type: 'bold', offset: 0, length: 2 },
          { type: 'italic', offset: 1, length: 2 },
        ],
      }),
      /overlap/,
    )
    assert.match(await send('**a**', { parse_mode: 'Markdown' }), /parses no markup/)
    assert.match(
      await send('a', { reply_markup: { inline_keyboard: [[{ text: 'x', url: 'javascript:1' }]] } }),
      /Wrong HTTP URL/,
    )
  }),
)

test('a file sent once is sent again by its id, but not as another kind', { skip }, () =>
  inTelegram(async ({ publish, raw, account, lab }) => {
    await withScratch(async (folder) => {
      await publish({ parts: [{ text: 'cup', media: [await sampleFile('image', folder, 4)] }], options: {} })
      const answered = await raw('editMessageCaption', { chat_id: account.handle, message_id: 1, caption: 'the cup' })
      const [photo] = [answered.result?.photo].flat().map((one) => (one as { file_id: string }).file_id)
      assert.equal((await raw('sendPhoto', { chat_id: account.handle, photo })).ok, true)
      assert.match((await raw('sendVideo', { chat_id: account.handle, video: photo })).description ?? '', /mismatch/)
      assert.match(
        (await raw('sendPhoto', { chat_id: account.handle, photo: 'https://a.example/x.jpg' })).description ?? '',
        /HTTP URL/,
      )
      assert.equal(lab.ledger.live('telegram').length, 2)
    })
  }),
)

test('updates stay until they are confirmed, and only wanted kinds come', { skip }, () =>
  inTelegram(async ({ publish, raw }) => {
    await publish(said('a'))
    await publish(said('b'))
    const ids = async (body: object) =>
      ((await raw('getUpdates', body)).result as unknown as { update_id: number }[]).map((one) => one.update_id)
    const [first = 0, second = 0] = await ids({})
    assert.deepEqual(await ids({}), [first, second])
    assert.deepEqual(await ids({ offset: second }), [second])
    assert.deepEqual(await ids({}), [second])
    assert.deepEqual(await ids({ allowed_updates: ['poll'] }), [])
  }),
)

test('while a webhook stands, updates cannot be asked for', { skip }, () =>
  inTelegram(async ({ raw }) => {
    await raw('setWebhook', { url: 'https://desk.example/hook', secret_token: 'abc' })
    assert.equal((await raw('getUpdates', {})).error_code, 409)
    await raw('deleteWebhook', {})
    assert.equal((await raw('getUpdates', {})).ok, true)
  }),
)

test('a practice channel and its posts outlive a restart', async () => {
  await withScratch(async (folder) => {
    const journal = join(folder, 'practice.jsonl')
    const who = { name: 'North', handle: 'north' }
    const first = await startLab({ networks: [emulator], journal, people: 'quiet' })
    const { fields } = await first.openAccount('telegram', who)
    const send = async (origin: string, token: string, text: string) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${origin}/telegram/bot${token}/sendMessage`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ chat_id: fields.chats, text }),
      })
      return ((await answer.json()) as { result?: { message_id: number } }).result?.message_id
    }
    assert.equal(await send(first.origin, fields.token ?? '', 'one'), 1)
    await first.close()
    const second = await startLab({ networks: [emulator], journal, people: 'quiet' })
    assert.equal(await send(second.origin, fields.token ?? '', 'two'), 2)
    assert.equal((await second.openAccount('telegram', who)).fields.chats, fields.chats)
    assert.deepEqual(
      second.ledger.live('telegram').map((one) => one.text),
      ['one', 'two'],
    )
    await second.close()
  })
})

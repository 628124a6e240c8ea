import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import { createHttp } from '../../kernel/http/client.ts'
import { withScratch } from '../../kernel/media/open.ts'
import { checkContent } from '../check-content.ts'
import { sampleFile } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import telegram from './index.ts'
import { inTelegram, lastOf, said } from './testing.ts'

const skip = specs.missing('telegram/api.json')
const failure =
  (kind: string, text = /./) =>
  (error: unknown) =>
    error instanceof NetworkFailure && error.kind === kind && text.test(error.message)

test('marks travel as entities with UTF-16 offsets, never as a parse mode', { skip }, () =>
  inTelegram(async ({ publish, sent, lab }) => {
    await publish(said('☕️ Нова **Кенія** вже _тут_ — [меню](https://a.example)'))
    const { text, entities, ...rest } = lastOf(sent, 'sendMessage') ?? {}
    assert.equal(text, '☕️ Нова Кенія вже тут — меню')
    assert.deepEqual(entities, [
      { type: 'bold', offset: 8, length: 5 },
      { type: 'italic', offset: 18, length: 3 },
      { type: 'text_link', offset: 24, length: 4, url: 'https://a.example' },
    ])
    assert.ok(!('parse_mode' in rest))
    assert.deepEqual(lab.violations, [])
  }),
)

test('the settings of a post are what the network hears', { skip }, () =>
  inTelegram(async ({ publish, sent, lab, account }) => {
    const buttons = 'Menu | https://a.example/menu\n\nМапа | https://b.example'
    const { ref } = await publish(
      said('See https://a.example.', { silent: true, protect: true, preview: 'large', pin: true, buttons }),
    )
    const { text: _text, chat_id: _chat, ...body } = lastOf(sent, 'sendMessage') ?? {}
    assert.deepEqual(body, {
      disable_notification: true,
      protect_content: true,
      link_preview_options: { url: 'https://a.example', prefer_large_media: true },
      reply_markup: {
        inline_keyboard: [
          [{ text: 'Menu', url: 'https://a.example/menu' }],
          [{ text: 'Мапа', url: 'https://b.example' }],
        ],
      },
    })
    assert.deepEqual(
      lab.ledger.entries.map((one) => one.kind),
      ['create', 'pin'],
    )
    assert.equal(ref.url, `https://t.me/${account.handle.slice(1)}/1`)
  }),
)

test('an album is one publication: ten at most, its caption can change, and it goes as a whole', { skip }, () =>
  inTelegram(async ({ publish, lab, call }) => {
    await withScratch(async (folder) => {
      const media = [
        await sampleFile('image', folder, 1),
        await sampleFile('video', folder, 2),
        await sampleFile('image', folder, 3),
      ]
      const content = { parts: [{ text: 'Three **cups**', media }], options: {} }
      const { ref, done } = await publish(content)
      assert.deepEqual(ref.more?.messages, [1, 2, 3])
      await telegram.edit?.run(call, ref, { ...content, parts: [{ text: 'Four', media }] }, done)
      assert.deepEqual(
        lab.ledger.live('telegram').map((one) => one.text),
        ['Four'],
      )
      assert.equal(await telegram.remove?.(call, ref, done), 'removed')
      assert.deepEqual(lab.ledger.live('telegram'), [])
    })
  }),
)

test('a file is replaced by an edit only where it changed', { skip }, () =>
  inTelegram(async ({ publish, call, sent }) => {
    await withScratch(async (folder) => {
      const [one, two, three] = await Promise.all([1, 2, 3].map((mark) => sampleFile('image', folder, mark)))
      assert.ok(one && two && three)
      const { ref, done } = await publish({ parts: [{ text: 'a', media: [one, two] }], options: {} })
      sent.length = 0
      await telegram.edit?.run(call, ref, { parts: [{ text: 'a', media: [one, three] }], options: {} }, done)
      assert.deepEqual(
        sent.map((each) => each.method),
        ['editMessageMedia', 'editMessageCaption'],
      )
    })
  }),
)

test('what cannot stand together is refused while writing, and by the network', { skip }, () =>
  inTelegram(async ({ publish, account, lab }) => {
    await withScratch(async (folder) => {
      const image = await sampleFile('image', folder, 1)
      const audio = await sampleFile('audio', folder, 2)
      const gif = await sampleFile('gif', folder, 3)
      const codes = (media: (typeof image)[], options = {}) =>
        checkContent(telegram.composing, { parts: [{ text: '', media }], options }, account.facts).map(
          (one) => one.code,
        )
      assert.deepEqual(codes([image, audio]), ['telegram.check.albumMix'])
      assert.deepEqual(codes([image, gif]), ['telegram.check.gifAlone'])
      assert.deepEqual(codes([image, image], { buttons: 'a | https://a.example' }), ['telegram.check.button.album'])
      await assert.rejects(publish({ parts: [{ text: '', media: [image, audio] }], options: {} }), failure('rejected'))
      assert.deepEqual(lab.ledger.entries, [])
    })
  }),
)

test('wrong buttons are named by their line', () => {
  const found = (buttons: string) =>
    checkContent(telegram.composing, { parts: [{ text: 'a', media: [] }], options: { buttons } }, {}).map((one) => [
      one.code,
      one.values?.line,
    ])
  assert.deepEqual(
    found('Menu | https://a.example\nMenu\n | https://a.example\nMenu | javascript:alert(1)\nMenu | https://nowhere'),
    [
      ['telegram.check.button.noAddress', 2],
      ['telegram.check.button.noLabel', 3],
      ['telegram.check.button.badAddress', 4],
      ['telegram.check.button.badAddress', 5],
    ],
  )
})

test('plain text is measured as written, light markup as shown', () => {
  const codes = (text: string, formatting: string) =>
    checkContent(telegram.composing, { parts: [{ text, media: [] }], options: { formatting } }, {}).map(
      (one) => one.code,
    )
  const marked = `**${'a'.repeat(4096)}**`
  assert.deepEqual(codes(marked, 'light'), [])
  assert.deepEqual(codes(marked, 'plain'), ['networks.check.textTooLong'])
})

test('without a discussion group there is no first comment, and the writer is told', () => {
  const codes = (facts: object) =>
    checkContent(
      telegram.composing,
      { parts: [{ text: 'a', media: [] }], firstComment: 'b', options: {} },
      { chatType: 'channel', ...facts },
    ).map((one) => one.code)
  assert.deepEqual(codes({}), ['telegram.check.noDiscussion'])
  assert.deepEqual(codes({ discussionId: -5, inDiscussion: false }), ['telegram.check.notInDiscussion'])
  assert.deepEqual(codes({ discussionId: -5, inDiscussion: true }), [])
})

test('the place of a first comment is found without taking anything from the inbox', { skip }, () =>
  inTelegram(async ({ publish, lab, call }) => {
    const { ref, done } = await publish(said('post', {}, { firstComment: 'First!' }))
    assert.notEqual(done.comment?.ref?.id.split('/')[0], ref.id.split('/')[0])
    await lab.network('telegram').comment?.(ref.id, 'Hello')
    const page = await telegram.inbox?.poll(call, undefined)
    assert.deepEqual(
      page?.items.map((one) => [one.text, one.under?.id]),
      [['Hello', ref.id]],
    )
  }),
)

test('nothing of a post is ever sent again after a doubtful answer', { skip }, () =>
  inTelegram(async ({ publish, lab, call }) => {
    const steps = telegram.publish.steps(said('once', {}, { firstComment: 'c' }), call.account)
    for (const step of steps) if (step.role === 'post' || step.role === 'comment') assert.equal(step.again.way, 'never')
    lab.faults.add({ act: 'drop', when: 'after-commit', times: 1 })
    await assert.rejects(publish(said('once')), failure('unknown-outcome'))
    assert.equal(lab.ledger.live('telegram').length, 1)
  }),
)

test('an upload that breaks off half-way surely left nothing', { skip }, () =>
  inTelegram(async ({ publish, call }) => {
    const { Readable } = await import('node:stream')
    const server = createServer((socket) => {
      socket.once('data', () => socket.destroy())
      socket.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      await withScratch(async (folder) => {
        const bytes = 30 * 1024 * 1024
        const open = () =>
          Readable.from(
            (function* () {
              for (let at = 0; at < 30; at++) yield Buffer.alloc(1024 * 1024)
            })(),
            { objectMode: false },
          )
        const video = { ...(await sampleFile('video', folder, 1)), bytes, open }
        const away = { ...call, account: { ...call.account, server: `http://127.0.0.1:${port}` }, http: looped(port) }
        await assert.rejects(
          publish({ parts: [{ text: '', media: [{ ...video, fit: async () => video }] }], options: {} }, away),
          failure('network-down'),
        )
      })
    } finally {
      server.close()
    }
  }),
)

test('a bot put out of the channel, or without its right, must be let in again', { skip }, () =>
  inTelegram(async ({ publish, door, account, call }) => {
    const chat = Number(account.remoteId)
    const bot = Number(account.facts.botId)
    await door('place', { chat, bot, place: { status: 'administrator', rights: {} } })
    await assert.rejects(publish(said('a')), failure('reconnect', /administrator rights/))
    await assert.rejects(telegram.health(call), failure('reconnect'))
    await door('place', { chat, bot, place: { status: 'kicked', rights: {} } })
    await assert.rejects(publish(said('a')), failure('reconnect', /kicked/))
  }),
)

test('a group that became a supergroup is written to under its new number', { skip }, () =>
  inTelegram(async ({ publish, door, account, call, lab }) => {
    const { chat } = await door<{ chat: number }>('chats', {
      bot: account.facts.botId,
      type: 'group',
      title: 'Cuppers',
    })
    const to = -1001234567890
    await door('move', { chat, to })
    const facts = { ...account.facts, chatId: chat, chatType: 'group' }
    const { ref } = await publish(said('still here'), {
      ...call,
      account: { ...call.account, remoteId: String(chat), facts },
    })
    assert.equal(ref.id, `${to}/1`)
    const fresh = await telegram.health({ ...call, account: { ...call.account, remoteId: String(chat), facts } })
    assert.equal(fresh.facts.chatId, to)
    assert.equal(lab.ledger.live('telegram').length, 1)
  }),
)

test('flood control says how long to wait', { skip }, () =>
  inTelegram(async ({ publish, door }) => {
    await door('flood', { on: true })
    for (let n = 0; n < 3; n++) await publish(said(`quick ${n}`))
    await assert.rejects(
      publish(said('too quick')),
      (error) => failure('slow-down')(error) && error instanceof NetworkFailure && (error.retryAfterMs ?? 0) >= 1000,
    )
  }),
)

test('what is older than two days may be out of reach, and that is said', { skip }, () =>
  inTelegram(async ({ publish, door, account, call, lab }) => {
    const { ref, done } = await publish(said('old news'))
    lab.clock.moveBy(49 * 3_600_000)
    const place = { status: 'administrator', rights: { can_post_messages: true } }
    await door('place', { chat: Number(account.remoteId), bot: account.facts.botId, place })
    await assert.rejects(async () => telegram.remove?.(call, ref, done), failure('rejected', /can't be deleted/))
    await door('place', {
      chat: Number(account.remoteId),
      bot: account.facts.botId,
      place: { status: 'administrator', rights: { can_delete_messages: true } },
    })
    assert.equal(await telegram.remove?.(call, ref, done), 'removed')
  }),
)

const looped = (port: number) =>
  createHttp({ allowOrigins: () => [`http://127.0.0.1:${port}`], userAgent: 'test' }).http

test('a place with a name and an address stands below the post as a venue, and goes with it', { skip }, () =>
  inTelegram(async ({ publish, sent, lab, call }) => {
    const location = '42.6977, 23.3219 | Пекарната | ул. „Шишман“ 5'
    const { ref, done } = await publish(said('Come by', { location, silent: true }))
    const { chat_id: _chat, ...body } = lastOf(sent, 'sendVenue') ?? {}
    assert.deepEqual(body, {
      latitude: 42.6977,
      longitude: 23.3219,
      title: 'Пекарната',
      address: 'ул. „Шишман“ 5',
      disable_notification: true,
      reply_parameters: { message_id: 1 },
    })
    assert.equal(lab.ledger.live('telegram').length, 2)
    await telegram.remove?.(call, ref, done)
    assert.deepEqual(lab.ledger.live('telegram'), [])
    assert.deepEqual(lab.violations, [])
  }),
)

test('a bare point is a location, which no edit can change', { skip }, () =>
  inTelegram(async ({ publish, sent, call, lab }) => {
    const content = said('We stand here today', { location: '-33.8688 151.2093' })
    const { ref, done } = await publish(content)
    const { latitude, longitude, title } = lastOf(sent, 'sendLocation') ?? {}
    assert.deepEqual([latitude, longitude, title], [-33.8688, 151.2093, undefined])
    const stays = { ...content, parts: [{ text: 'And tomorrow', media: [] }] }
    await telegram.edit?.run(call, ref, stays, done)
    const moved = { ...content, options: { location: '-33.8, 151.2' } }
    await assert.rejects(async () => telegram.edit?.run(call, ref, moved, done), failure('rejected', /map/))
    const gone = { ...content, options: {} }
    await assert.rejects(async () => telegram.edit?.run(call, ref, gone, done), failure('rejected', /map/))
    assert.deepEqual(lab.violations, [])
  }),
)

test('what is no point on the map, and a name without an address, are refused at their field', { skip }, () =>
  inTelegram(async ({ account }) => {
    const codes = (location: string) =>
      checkContent(telegram.composing, said('x', { location }), account.facts)
        .filter((one) => one.path === 'options.location')
        .map((one) => one.code.split('.').at(-1))
    assert.deepEqual(codes('42.6977, 23.3219'), [])
    assert.deepEqual(codes('42.6977, 23.3219 | Roastery | 5 Mill Street'), [])
    for (const wrong of ['Sofia', '91, 0', '0, 181', '42,6977, 23,3219', '1', '1e1, 2'])
      assert.deepEqual(codes(wrong), ['coordinates'], wrong)
    for (const wrong of ['1, 2 | Roastery', '1, 2 | | 5 Mill Street', '1, 2 | a | b | c'])
      assert.deepEqual(codes(wrong), ['noAddress'], wrong)
  }),
)

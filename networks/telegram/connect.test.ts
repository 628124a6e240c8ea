import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import { specs } from '../lab/specs.ts'
import { botWay, chatNames } from './connect.ts'
import { failureOf, withoutToken } from './failures.ts'
import telegram from './index.ts'
import { inTelegram, said, type Trial } from './testing.ts'

const skip = specs.missing('telegram/api.json')
const refusedAs = (code: string) => (error: unknown) =>
  error instanceof Refusal && error.fields[0]?.code === `telegram.connect.${code}`

function connect({ world }: Trial, changed: Record<string, string>) {
  assert.ok(botWay.kind === 'secret')
  return botWay.connect({ ...world.fields, ...changed }, world.context)
}

test('a chat may be named in every way people copy it', () => {
  assert.deepEqual(chatNames('@coffee_bg, https://t.me/coffee_uk t.me/c/1234567890/12\n-1001234567890; coffee_pl'), [
    '@coffee_bg',
    '@coffee_uk',
    -1001234567890,
    -1001234567890,
    '@coffee_pl',
  ])
  for (const wrong of ['', 'https://example.com/x', '@a', 'два думи']) assert.throws(() => chatNames(wrong), Refusal)
})

test('several chats of one bot are several accounts', { skip }, () =>
  inTelegram(async (trial) => {
    const { chat } = await trial.door<{ chat: number }>('chats', { bot: trial.account.facts.botId, title: 'Cuppers' })
    const accounts = await connect(trial, { chats: `${trial.world.fields.chats}, ${chat}, ${chat}` })
    assert.deepEqual(
      accounts.map((one) => [one.kind, one.name]),
      [
        ['channel', 'Обсмажка “North”'],
        ['group', 'Cuppers'],
      ],
    )
    assert.equal(new Set(accounts.map((one) => one.secrets.token)).size, 1)
  }),
)

test('what stands in the way of publishing is told while connecting, with what to do', { skip }, () =>
  inTelegram(async (trial) => {
    const chat = Number(trial.account.remoteId)
    const bot = trial.account.facts.botId
    await assert.rejects(connect(trial, { chats: '@nobody_there' }), refusedAs('chatNotFound'))
    await assert.rejects(connect(trial, { server: 'telegram' }), refusedAs('badServer'))
    for (const [status, code] of [
      ['left', 'notMember'],
      ['member', 'notAdministrator'],
      ['administrator', 'mayNotPost'],
    ]) {
      await trial.door('place', { chat, bot, place: { status, rights: {} } })
      await assert.rejects(connect(trial, {}), refusedAs(code ?? ''), code)
    }
  }),
)

test('the account knows where people comment and what the bot may do', { skip }, () =>
  inTelegram(async ({ account }) => {
    const { chatType, inDiscussion, canPin, canDelete, discussionId } = account.facts
    assert.deepEqual(
      { chatType, inDiscussion, canPin, canDelete },
      { chatType: 'channel', inDiscussion: true, canPin: true, canDelete: true },
    )
    assert.equal(typeof discussionId, 'number')
    assert.ok(!JSON.stringify(account.facts).includes(account.secrets.token ?? '?'))
  }),
)

test('the token never leaves, however a call fails', { skip }, () =>
  inTelegram(async ({ publish, call, lab }) => {
    const token = call.account.secrets.token ?? ''
    const loud: typeof call.http = async (request) => {
      throw new NetworkFailure('unknown-outcome', `lost ${request.url}`, {
        cause: new Error(request.url),
        evidence: { note: request.url, body: request.url },
      })
    }
    const troubles = [
      () => publish(said('a'), { ...call, http: loud }),
      ...[400, 401, 403, 404, 409, 413, 429, 500, 502].map((status) => () => {
        lab.faults.add({ act: 'status', status, when: 'no-commit', times: 1 })
        return publish(said('a'))
      }),
      () => publish(said('a'), { ...call, account: { ...call.account, server: 'http://127.0.0.1:9' } }),
    ]
    for (const trouble of troubles) {
      const error = await trouble().then(
        () => undefined,
        (reason: unknown) => reason,
      )
      assert.ok(error instanceof NetworkFailure)
      for (let one: unknown = error; one instanceof Error; one = one.cause)
        assert.ok(
          !`${one.message} ${one.stack} ${JSON.stringify(one)}`.includes(token.split(':')[1] ?? '?'),
          error.message,
        )
    }
  }),
)

test('an answer is understood by its number and its words', () => {
  const kind = (status: number, description: string, writes = true) => failureOf(status, { description }, writes).kind
  assert.equal(kind(400, 'Bad Request: message text is empty'), 'rejected')
  assert.equal(kind(400, 'Bad Request: chat not found'), 'reconnect')
  assert.equal(kind(403, 'Forbidden: bot was kicked from the channel chat'), 'reconnect')
  assert.equal(kind(401, 'Unauthorized'), 'reconnect')
  assert.equal(
    kind(409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running'),
    'slow-down',
  )
  assert.equal(kind(502, 'Bad Gateway'), 'unknown-outcome')
  assert.equal(kind(502, 'Bad Gateway', false), 'network-down')
  assert.equal(
    failureOf(429, { description: 'Too Many Requests: retry after 7', parameters: { retry_after: 7 } }, true)
      .retryAfterMs,
    7000,
  )
})

test('a bug keeps its stack: only failures of the network are rewritten', () => {
  const bug = new TypeError('x')
  assert.equal(withoutToken(bug, '1:abc'), bug)
  assert.equal(telegram.composing.id, 'telegram')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failsAs } from '../conformance/suite.ts'
import { freshKey, prepare } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import { failureOf } from './failures.ts'
import telegram from './index.ts'
import { inTelegram, said, type Trial } from './testing.ts'

const skip = specs.missing('telegram/api.json')

async function asksToReconnect({ call, lab }: Trial, gone: () => Promise<unknown>): Promise<void> {
  const { post, postKey, done } = await prepare(telegram, call, said('Still here?'), freshKey())
  await gone()
  await failsAs(call, 'reconnect', () => telegram.health(call))
  await failsAs(call, 'reconnect', () => post.run(call, postKey, done))
  assert.equal(lab.ledger.live('telegram').length, 0)
}

test('a bot that its owner deleted must be looked after by a person, and nothing is heard through it', { skip }, () =>
  inTelegram(async (trial) => {
    await asksToReconnect(trial, () => trial.door('bot-gone', { bot: trial.account.facts.botId }))
    await failsAs(trial.call, 'reconnect', () => telegram.inbox.poll(trial.call, undefined))
  }),
)

test('a channel that its owner deleted must be looked after by a person', { skip }, () =>
  inTelegram((trial) =>
    asksToReconnect(trial, () => trial.door('chat-gone', { chat: Number(trial.account.remoteId) })),
  ),
)

test('however Telegram says that a bot or a chat is no more, the person is asked to connect anew', () => {
  const told: [number, string][] = [
    [401, 'Unauthorized'],
    [404, 'Not Found'],
    [400, 'Bad Request: chat not found'],
    [400, 'Bad Request: group chat was deactivated'],
    [400, 'Bad Request: CHANNEL_PRIVATE'],
    [403, 'Forbidden: bot was kicked from the channel chat'],
    [403, 'Forbidden: the group chat was deleted'],
  ]
  for (const [status, description] of told)
    for (const writes of [true, false])
      assert.equal(
        failureOf(status, { ok: false, error_code: status, description }, writes).kind,
        'reconnect',
        description,
      )
})

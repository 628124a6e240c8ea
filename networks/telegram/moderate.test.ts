import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import { specs } from '../lab/specs.ts'
import telegram from './index.ts'
import { inTelegram, said } from './testing.ts'

const skip = specs.missing('telegram/api.json')

test('who comments is silenced for a day and may write again before it is over; a channel cannot be', { skip }, () =>
  inTelegram(async ({ call, publish, lab }) => {
    const { ref } = await publish(said('Be kind'))
    await lab.network('telegram').comment?.(ref.id, 'buy followers')
    const [comment] = (await telegram.inbox.poll(call, undefined)).items
    const { mute, unmute } = telegram.moderate
    assert.ok(comment && mute && unmute)
    for (const act of [mute, mute, unmute]) await act(call, comment)
    assert.deepEqual(
      lab.ledger.entries.slice(1).map((one) => one.kind),
      ['mute', 'mute', 'unmute'],
    )
    const channel = { ...comment, author: { ...comment.author, id: '-1001234567890' } }
    await assert.rejects(
      mute(call, channel),
      (error) => error instanceof NetworkFailure && error.kind === 'rejected' && /block it instead/.test(error.message),
    )
    assert.deepEqual(lab.violations, [])
  }),
)

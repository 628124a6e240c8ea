import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import { publish } from '../conformance.ts'
import { communityNames } from './account.ts'
import reddit from './index.ts'
import { inReddit, said } from './testing.ts'

const isReconnect = (error: unknown) => error instanceof NetworkFailure && error.kind === 'reconnect'

test('access ends after an hour and is renewed without a person', () =>
  inReddit(async ({ call, lab, account }) => {
    assert.ok(account.expiresAt && account.expiresAt.getTime() - call.clock.now().getTime() <= 3_600_000)
    lab.clock.moveBy(3_700_000)
    await assert.rejects(reddit.health(call), isReconnect)
    const { secrets, expiresAt } = await reddit.refresh(call)
    assert.ok((expiresAt?.getTime() ?? 0) > call.clock.now().getTime())
    assert.equal((await reddit.health({ ...call, account: { ...call.account, secrets } })).handle, 'u/north_roasters')
  }))

test('a lasting access that was taken away asks for a person', () =>
  inReddit(async ({ call }) => {
    const secrets = { ...call.account.secrets, refresh: 'taken-away' }
    await assert.rejects(reddit.refresh({ ...call, account: { ...call.account, secrets } }), isReconnect)
  }))

test('an app whose secret was changed asks for a person', () =>
  inReddit(async ({ call }) => {
    const app = { ...call.account.app, clientSecret: 'another' }
    await assert.rejects(reddit.refresh({ ...call, account: { ...call.account, app } }), isReconnect)
  }))

test('a suspended account asks for a person', () =>
  inReddit(async ({ call, door }) => {
    await door('suspend', { user: 'north_roasters' })
    await assert.rejects(reddit.health(call), isReconnect)
  }))

test('where the account moderates, a person is banned; elsewhere blocked; and nobody votes', () =>
  inReddit(async ({ call, lab }) => {
    assert.equal('like' in reddit.moderate, false)
    const { ref } = await publish(reddit, call, said('Talk', { community: 'homecoffee' }))
    await lab.network('reddit').comment?.(ref.id, 'spam')
    const [comment] = (await reddit.inbox.comments?.(call, ref, undefined))?.items ?? []
    assert.ok(comment)
    await reddit.moderate.block?.(call, comment)
    await reddit.moderate.block?.(call, {
      ...comment,
      raw: { subreddit: 'north_roasters_cafe', author: comment.author.name },
    })
    const blocks = lab.ledger.entries.filter((one) => one.kind === 'block').map((one) => one.objectId.split(' ')[0])
    assert.deepEqual(blocks, ['blocked', 'banned'])
    await assert.rejects(
      async () => reddit.moderate.hide?.(call, comment),
      (error: unknown) => error instanceof NetworkFailure && error.kind === 'rejected',
    )
  }))

test('communities are named in many ways', () => {
  assert.deepEqual(communityNames('r/coffee, espresso https://www.reddit.com/r/tea/'), ['coffee', 'espresso', 'tea'])
  for (const written of ['r/', 'not a-name', 'https://example.com/r/coffee'])
    assert.throws(() => communityNames(written), Refusal)
})

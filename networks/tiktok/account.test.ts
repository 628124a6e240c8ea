import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import { checkContent } from '../check-content.ts'
import { optionFields } from '../check-options.ts'
import type { Content } from '../compose.ts'
import { callOf, connectIn } from '../conformance.ts'
import { challengeOf } from '../families/oauth2/proof-key.ts'
import network from './index.ts'
import { onAccount } from './testing.ts'

const clip = {
  id: 'v',
  kind: 'video' as const,
  mime: 'video/mp4',
  bytes: 9,
  width: 720,
  height: 1280,
  durationMs: 9_000,
}
const codes = (content: Partial<Content>, facts = {}) =>
  checkContent(
    network.composing,
    { parts: [{ text: 'x', media: [clip] }], ...content, options: { privacy: 'SELF_ONLY', ...content.options } },
    facts,
  ).map((one) => one.code)

test('what the network would refuse is told while writing', () => {
  const isCode = (code: string) => [`tiktok.check.${code}`]
  assert.deepEqual(codes({}), [])
  assert.deepEqual(codes({ options: { privacy: '' } }).includes('networks.check.optionMissing'), true)
  assert.deepEqual(codes({ parts: [{ text: 'words only', media: [] }] }), isCode('needsMedia'))
  assert.deepEqual(codes({ parts: [{ text: '', media: [clip, clip] }] }), isCode('oneVideo'))
  assert.deepEqual(codes({ parts: [{ text: '', media: [{ ...clip, width: 320 }] }] }), isCode('tooSmall'))
  assert.deepEqual(codes({ options: { paidPartner: true } }), isCode('partnerPrivate'))
  const unaudited = { creator: { audited: false } }
  assert.deepEqual(codes({ options: { privacy: 'PUBLIC_TO_EVERYONE' } }, unaudited), isCode('notAudited'))
  assert.deepEqual(codes({}, unaudited), [])
})

test('an account decides what may be chosen, and nothing is chosen beforehand', () =>
  onAccount(async ({ world, lab, account }) => {
    const choices = (facts: Record<string, unknown>) => {
      const [privacy] = optionFields(network.composing, facts)
      return privacy?.kind === 'choice' ? [privacy.default, ...privacy.choices.map((one) => one.value)] : []
    }
    assert.deepEqual(choices(account.facts), ['', 'PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'])
    const opened = await lab.openAccount('tiktok', { name: 'Quiet', handle: 'private_north' })
    const quiet = await connectIn(network, { ...world, ...opened })
    assert.deepEqual(choices(quiet.facts)[1], 'FOLLOWER_OF_CREATOR')
    const keys = optionFields(network.composing, quiet.facts).map((one) => one.key)
    assert.ok(keys.includes('comments') && !keys.includes('duets') && !keys.includes('stitches'))
  }))

test('each refresh brings a new refresh token, and the one before is worth nothing', () =>
  onAccount(async ({ call, lab }) => {
    lab.clock.moveBy(3 * 3_600_000)
    const isReconnect = (error: unknown) => error instanceof NetworkFailure && error.kind === 'reconnect'
    await assert.rejects(network.health(call), isReconnect)
    const { secrets, expiresAt } = await network.refresh(call)
    assert.ok(expiresAt && expiresAt > lab.clock.now())
    await network.health({ ...call, account: { ...call.account, secrets } })
    await assert.rejects(network.refresh(call), isReconnect)
    lab.clock.moveBy(181 * 86_400_000)
    await assert.rejects(network.refresh({ ...call, account: { ...call.account, secrets } }), isReconnect)
  }))

test('an address on one’s own machine takes a proof key in hex, one on the web takes none', () =>
  onAccount(async ({ world }) => {
    const [way] = network.connect
    assert.ok(way?.kind === 'oauth')
    const begun = async (redirectUri: string) => {
      const { url, pending } = await way.begin({}, { ...world.context, redirectUri, state: 's' })
      return { challenge: new URL(url).searchParams.get('code_challenge'), pending }
    }
    const local = await begun('http://127.0.0.1:3000/back')
    assert.equal(local.challenge, challengeOf(String(local.pending.verifier), 'hex'))
    assert.deepEqual(await begun('https://desk.example/back'), { challenge: null, pending: { state: 's' } })
  }))

test('without the right to publish nothing is connected; without statistics only they are missing', () =>
  onAccount(async ({ world }) => {
    const without = (right: string) => ({ ...world, consent: { ...world.consent, practice_without: right } })
    await assert.rejects(
      connectIn(network, without('video.publish')),
      (error: unknown) => error instanceof NetworkFailure && /not granted.*: video\.publish/.test(error.message),
    )
    const account = await connectIn(network, without('user.info.stats user.info.profile'))
    const call = callOf(account, world.context)
    assert.deepEqual(await network.metrics.account?.(call), {})
    assert.equal((await network.profile(call)).description, undefined)
    assert.equal((await network.health(call)).handle, account.handle)
  }))

test('a refusal inside a 200 is a refusal', () =>
  onAccount(async ({ call }) => {
    const answering = (status: number, body: object) => ({
      ...call,
      http: async (request: Parameters<typeof call.http>[0]) => ({
        ...{ status, headers: {}, url: request.url, body: Buffer.from(JSON.stringify(body)) },
        text: () => JSON.stringify(body),
        json: <T>() => body as T,
      }),
    })
    for (const [code, kind] of [
      ['access_token_invalid', 'reconnect'],
      ['rate_limit_exceeded', 'slow-down'],
      ['internal_error', 'network-down'],
      ['invalid_params', 'rejected'],
    ])
      await assert.rejects(
        network.health(answering(200, { data: {}, error: { code, message: 'no' } })),
        (error: unknown) => error instanceof NetworkFailure && error.kind === kind,
        code,
      )
  }))

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { movableClock } from '../../kernel/clock.ts'
import { checkContent } from '../check-content.ts'
import { temporaryFolder } from '../conformance/world.ts'
import { behavesLikeANetwork, callOf, connectIn, labWorld, plain, publish, sampleFile } from '../conformance.ts'
import type { PreparedContent } from '../contract.ts'
import composing from './compose.ts'
import network from './index.ts'
import emulator from './lab.ts'
import { isSigned, keyOf, signatureOf } from './signature.ts'

/** What is no picture goes by its address. */
const dress = async (content: PreparedContent): Promise<PreparedContent> =>
  content.parts.some((part) => part.media.some((one) => one.kind !== 'image'))
    ? { ...content, options: { ...content.options, files: 'links' } }
    : content

behavesLikeANetwork(network, () => labWorld(emulator, { dress }), {
  undescribed: 'only prose describes Standard Webhooks',
})

test('the signature is that of the example of Standard Webhooks', () => {
  const key = keyOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
  const body = '{"test": 2432232314}'
  const signature = signatureOf(key, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, body)
  assert.equal(signature, 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  assert.ok(isSigned(key, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, body, `v1,AAAA ${signature}`))
  assert.ok(!isSigned(key, 'msg_other', 1614265330, body, signature))
})

test('a secret that is none is refused at its field, before anything is sent', () => {
  for (const secret of ['', 'whsec_', 'too short', 'whsec_AAAA', `whsec_${'A'.repeat(120)}`])
    assert.throws(() => keyOf(secret), /request\.invalid/)
})

test('an address that is none is refused at its field', async () => {
  const world = await labWorld(emulator)
  try {
    for (const url of ['', 'nowhere', 'ftp://a.example', 'https://me:pw@a.example/x'])
      await assert.rejects(connectIn(network, { ...world, fields: { ...world.fields, url } }), /request\.invalid/)
  } finally {
    await world.close()
  }
})

test('a desk whose clock is wrong is still believed: it signs by the clock of the receiver', async () => {
  const world = await labWorld(emulator, { clock: movableClock() })
  try {
    const call = callOf(await connectIn(network, world), world.context)
    for (const hours of [-30, 5]) {
      const clock = { ...call.clock, now: () => new Date(Date.now() + hours * 3_600_000) }
      await publish(network, { ...call, clock }, plain(`Wrong by ${hours} hours`))
    }
    assert.equal(world.lab.ledger.live('signed-webhook').length, 2)
  } finally {
    await world.close()
  }
})

test('a video goes by its address only, and is fetched there', async () => {
  const world = await labWorld(emulator)
  const folder = await temporaryFolder()
  try {
    const call = callOf(await connectIn(network, world), world.context)
    const content = plain('Вижте', { parts: [{ text: 'Вижте', media: [await sampleFile('video', folder.path, 1)] }] })
    const [finding] = checkContent(composing, content, {})
    assert.equal(finding?.code, 'signed-webhook.check.byLink')
    const linked = { ...content, options: { files: 'links' } }
    assert.deepEqual(checkContent(composing, linked, {}), [])
    await publish(network, call, linked)
    assert.equal(world.lab.ledger.live('signed-webhook').length, 1)
  } finally {
    await world.close()
    await folder.remove()
  }
})

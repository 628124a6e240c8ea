import assert from 'node:assert/strict'
import type { Json } from '../../kernel/json.ts'
import type { Call, WebhookKeys, WebhookRequest } from '../contract.ts'
import type { Lab } from '../lab/lab.ts'
import { plain, publish } from './publishing.ts'
import { freshMark, labTest, type Suite } from './suite.ts'

const door = 'https://desk.example/hooks/door'

/** Webhooks: what the emulator delivers is believed, read as polling reads it, and nothing else is believed. */
export function answersDeliveries(suite: Suite): void {
  const { network } = suite
  const { webhooks } = network
  if (!webhooks) return

  labTest(
    suite,
    'a delivery of the network is believed, and read with the ids that polling gives',
    async (lab, { call }) => {
      const { request, text } = await delivered(suite, lab, call)
      const keys = keysOf(call)
      assert.ok(webhooks.verify(request, keys), 'it is not believed')
      const read = webhooks.read(JSON.parse(request.body.toString('utf8')) as Json)
      const heard = read.find(({ what }) => what.text.includes(text))
      assert.ok(heard, 'what was said is not in it')
      if (webhooks.per === 'app') assert.equal(heard.account, call.account.remoteId, 'it does not say for whom it is')
      const again = webhooks.read(JSON.parse(request.body.toString('utf8')) as Json)
      assert.deepEqual(
        again.map((one) => one.what.id),
        read.map((one) => one.what.id),
        'a delivery repeated has other ids',
      )
      const polled = await network.inbox?.poll?.(call, undefined)
      const same = polled?.items.find((one) => one.text.includes(text))
      if (same) assert.equal(heard.what.id, same.id)
    },
  )

  labTest(suite, 'a forged, changed or unsigned delivery is not believed', async (lab, { call }) => {
    const { request } = await delivered(suite, lab, call)
    const keys = keysOf(call)
    const withoutHeaders = { ...request, headers: { 'content-type': 'application/json' }, query: {} }
    assert.ok(!webhooks.verify({ ...withoutHeaders, body: Buffer.from('{}') }, keys), 'nothing is signed')
    const wrong = (given: Record<string, string>) =>
      Object.fromEntries(Object.entries(given).map(([key, value]) => [key, turned(value)]))
    assert.ok(
      !webhooks.verify(
        { ...request, body: Buffer.from('{}'), headers: wrong(request.headers), query: wrong(request.query) },
        keys,
      ),
    )
    const none = { app: wrong(keys.app), secrets: wrong(keys.secrets) }
    assert.ok(!webhooks.verify(request, none), 'it is believed whatever the secret')
    assert.ok(!webhooks.verify(request, { app: {}, secrets: {} }), 'it is believed without any secret')
  })

  labTest(suite, 'a body of anything else is read as nothing', async () => {
    for (const body of [{}, [], null, 'hello', 7, { hello: [1] }, { entry: 'no' }, { object: {}, type: 3 }])
      assert.deepEqual(webhooks.read(body as Json), [])
  })
}

const keysOf = (call: Call): WebhookKeys => ({ app: call.account.app, secrets: call.account.secrets })
const turned = (value: string) => [...value].reverse().join('').concat('x')

async function delivered({ network }: Suite, lab: Lab, call: Call): Promise<{ request: WebhookRequest; text: string }> {
  const handle = lab.network(network.composing.id)
  assert.ok(handle.delivery, 'the emulator delivers nothing')
  const text = `Чи є доставка? ${freshMark()}`
  if (handle.comment && network.publish && handle.delivers !== 'messages') {
    const { ref } = await publish(network, call, plain(`Deliver ${freshMark()}`))
    return { request: await handle.delivery(await handle.comment(ref.id, text), door), text }
  }
  assert.ok(handle.message, 'nobody can say anything')
  return { request: await handle.delivery(await handle.message('north_roasters', text), door), text }
}

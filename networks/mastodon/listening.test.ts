import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failsAs } from '../conformance/fails-as.ts'
import { until } from '../conformance/suite.ts'
import { hearsAllOfAFlow } from '../conformance/under-a-flow.ts'
import { connectIn, freshKey, plain, publish } from '../conformance.ts'
import type { Call } from '../contract.ts'
import network from './index.ts'
import type { MastodonHandle } from './lab.ts'
import { onServer, raw, type World } from './testing.ts'

test('people of the practice network react in time, and the numbers, the inbox and the page agree', () =>
  onServer(
    async (call, { lab }) => {
      const start = await network.inbox?.poll(call, undefined)
      const { ref } = await publish(network, call, plain('Яка кава вам смакує зранку?', { language: 'uk' }))
      lab.clock.moveBy(3 * 86_400_000)
      const heard = (await network.inbox?.poll(call, start?.cursor))?.items ?? []
      const numbers = (await network.metrics?.posts?.(call, [ref]))?.[ref.id]
      const count = (kind: string) => heard.filter((one) => one.kind === kind).length
      assert.deepEqual(
        { likes: count('reaction'), reshares: count('reshare'), comments: count('comment'), quotes: 0 },
        numbers,
      )
      assert.ok(count('reaction') > 0)
      const comments = (await network.inbox?.comments?.(call, ref, undefined))?.items ?? []
      assert.deepEqual(
        comments.map((one) => one.id),
        heard.filter((one) => one.kind === 'comment').map((one) => one.id),
      )
      const page = await (await fetch(ref.url ?? '')).text()
      assert.ok(page.includes('Яка кава вам смакує зранку?') && comments.every((one) => page.includes(one.author.name)))
    },
    {},
    'lively',
  ))

/** Another account of the same server writes. */
async function neighbour(world: World, call: Call): Promise<Call> {
  const opened = await world.lab.openAccount('mastodon', { name: 'Марія', handle: 'maria', locale: 'uk' })
  const connected = await connectIn(network, { ...opened, context: world.context })
  return { ...call, account: { ...call.account, ...connected, id: 'neighbour' } }
}

test('a private message is heard as one, and its answer stays private', () =>
  onServer(async (call, world) => {
    const maria = await neighbour(world, call)
    await publish(network, maria, plain('@north_roasters де мій пакунок?', { options: { visibility: 'direct' } }))
    const [message] = (await network.inbox?.poll(call, undefined))?.items ?? []
    assert.deepEqual([message?.kind, message?.text, message?.author.handle], ['message', 'де мій пакунок?', '@maria'])
    assert.ok(message)
    const answer = await network.inbox?.reply?.(message, 'Уже в дорозі', call.account).run(call, freshKey(), {})
    const status = await raw<{ visibility: string; content: string }>(call, `/api/v1/statuses/${answer?.ref?.id}`)
    assert.equal(status.visibility, 'direct')
    assert.match(status.content, /@<span>maria<\/span>.*Уже в дорозі/)
    assert.deepEqual(
      (await network.inbox?.poll(maria, undefined))?.items.map((one) => one.kind),
      ['message'],
    )
  }))

test('a mention from elsewhere is no comment, and a blocked person is not heard', () =>
  onServer(async (call, world) => {
    const maria = await neighbour(world, call)
    await publish(network, maria, plain('Найкраща кава у @north_roasters!'))
    const [mention] = (await network.inbox?.poll(call, undefined))?.items ?? []
    assert.equal(mention?.kind, 'mention')
    assert.ok(mention)
    await network.moderate?.block?.(call, mention)
    assert.deepEqual((await network.inbox?.poll(call, undefined))?.items, [])
    await assert.rejects(async () => network.moderate?.delete?.(call, mention), failsAs('rejected'))
  }))

test('a muted person is not heard for a day, and heard again when unmuted', () =>
  onServer(async (call, world) => {
    const maria = await neighbour(world, call)
    await publish(network, maria, plain('Hello @north_roasters!'))
    const [mention] = (await network.inbox?.poll(call, undefined))?.items ?? []
    const { mute, unmute } = network.moderate
    assert.ok(mention)
    for (const act of [mute, mute]) await act?.(call, mention)
    assert.deepEqual((await network.inbox?.poll(call, undefined))?.items, [])
    for (const act of [unmute, unmute]) await act?.(call, mention)
    assert.deepEqual(
      (await network.inbox?.poll(call, undefined))?.items.map((one) => one.id),
      [mention.id],
    )
  }))

test('a server older than 4.3 tells numbers post by post', () =>
  onServer(
    async (call) => {
      const refs = [
        (await publish(network, call, plain('one'))).ref,
        (await publish(network, call, plain('two'))).ref,
        { id: '1' },
      ]
      const numbers = await network.metrics?.posts?.(call, refs)
      assert.deepEqual(Object.keys(numbers ?? {}).sort(), [refs[0]?.id, refs[1]?.id])
    },
    { old: true },
  ))

/** Reads a few posts of a stream, doing something once it is ready, and lets it go. */
async function streamed(
  call: Call,
  words: string[],
  number: number,
  ready: () => boolean,
  meanwhile: () => Promise<void>,
): Promise<string[]> {
  const stop = new AbortController()
  const seen: string[] = []
  const reading = (async () => {
    for await (const batch of network.stream.listen({ ...call, signal: stop.signal }, { words }))
      for (const one of batch) if (one.what === 'said') seen.push(one.post.text)
  })()
  try {
    await until(ready)
    await meanwhile()
    await until(() => seen.length >= number)
    return seen
  } finally {
    stop.abort()
    await reading
  }
}

const isStreaming =
  ({ lab }: World) =>
  () =>
    (lab.network('mastodon') as MastodonHandle).openStreams() > 0

test('new public posts with a word are streamed once each as they come, and older ones are not', () =>
  onServer(async (call, world) => {
    await publish(network, call, plain('an old word: kenya'))
    const seen = await streamed(call, ['Kenya'], 2, isStreaming(world), async () => {
      for (const text of ['kenya one', 'nothing', 'KENYA two']) await publish(network, call, plain(text))
    })
    assert.deepEqual(seen, ['kenya one', 'KENYA two'])
  }))

test('a tag is followed in a stream of its own', () =>
  onServer(async (call, world) => {
    const seen = await streamed(call, ['#кава'], 1, isStreaming(world), async () => {
      for (const text of ['кава без позначки', 'ранкова #Кава']) await publish(network, call, plain(text))
    })
    assert.deepEqual(seen, ['ранкова #Кава'])
  }))

test('where no stream holds, posts are read from the timeline and none is lost', () =>
  onServer(async (call, { lab }) => {
    lab.faults.add({ act: 'drop', when: 'no-commit', path: '/streaming/' })
    const broken = () => (lab.faults.list()[0]?.struck ?? 0) > 0
    const clock = { ...call.clock, sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 20)) }
    const seen = await streamed({ ...call, clock }, ['kenya'], 2, broken, async () => {
      for (const text of ['kenya one', 'kenya two']) await publish(network, call, plain(text))
    })
    assert.deepEqual(seen, ['kenya one', 'kenya two'])
  }))

test('of 5,000 posts all are told once though the line is cut twenty times and the reader is slow', () =>
  onServer((call, { lab }) =>
    hearsAllOfAFlow(network.stream, call, lab.network('mastodon'), { posts: 5_000, cuts: 20 }),
  ))

test('a tag and a word together are each heard, whichever stream brings a post first', () =>
  onServer(async (call, world) => {
    const seen = await streamed(call, ['#кава', 'kenya'], 2, isStreaming(world), async () => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      for (const text of ['ранкова #Кава', 'nothing', 'kenya']) await publish(network, call, plain(text))
    })
    assert.deepEqual(seen.toSorted(), ['kenya', 'ранкова #Кава'])
  }))

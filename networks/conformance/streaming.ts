import assert from 'node:assert/strict'
import type { Call, RemotePost, Stream, Streamed, Wanted } from '../contract.ts'
import type { Lab } from '../lab/lab.ts'
import { plain, publish } from './publishing.ts'
import { freshMark, labTest, type Suite, until } from './suite.ts'

const flow = 60
const cuts = 4

/** What every stream promises. */
export function streamsWhatIsSaid(suite: Suite): void {
  const { network } = suite
  const { id } = network.composing
  const { stream } = network
  if (!stream) return

  labTest(
    suite,
    'a stream tells what is said with a word, each once, however often its line is cut',
    async (lab, { call }) => {
      const { say, cutStreams } = doorsOf(lab, id)
      const mark = freshMark()
      const ear = await listening(stream, call, lab, id, mark)
      for (let n = 0; n < flow; n++) {
        await say(n % 3 === 0 ? `Nothing to see here ${n}` : `Said ${n} ${mark}`)
        if (n % (flow / cuts) === 5) cutStreams()
      }
      const wanted = Array.from({ length: flow }, (_, n) => n).filter((n) => n % 3 > 0)
      await until(() => ear.said().length >= wanted.length)
      await ear.stop()
      const numbers = ear.said().map((one) => Number(/Said (\d+)/.exec(one.post.text)?.[1] ?? -1))
      assert.deepEqual(
        numbers.toSorted((a, b) => a - b),
        wanted,
      )
      for (const { post } of ear.said())
        assert.ok(post.ref.id && post.author.id && post.author.handle && !Number.isNaN(post.at.getTime()))
    },
  )

  labTest(
    suite,
    'a stream goes on from where it was left, and nothing said meanwhile is lost',
    async (lab, { call }) => {
      const { say } = doorsOf(lab, id)
      const mark = freshMark()
      const first = await listening(stream, call, lab, id, mark)
      await say(`Said 1 ${mark}`)
      await until(() => first.said().length === 1)
      await first.stop()
      const left = first.all.at(-1)?.cursor
      for (const n of [2, 3]) await say(`Said ${n} ${mark}`)
      const second = listen(stream, call, { words: [mark], cursor: left })
      await until(() => new Set(second.said().map((one) => one.post.ref.id)).size >= 2 && has(second, 3))
      await say(`Said 4 ${mark}`)
      await until(() => has(second, 4))
      await second.stop()
      assert.ok(has(second, 2) && has(second, 3))
      assert.equal(new Set(second.said().map((one) => one.post.ref.id)).size, second.said().length, 'told twice')
    },
  )

  labTest(suite, 'a stream tells what is taken away and what is changed, where it says so', async (lab, { call }) => {
    const { alsoTells = [] } = stream
    if (!network.publish) return
    const mark = freshMark()
    const ear = await listening(stream, call, lab, id, mark)
    const { ref, done } = await publish(network, call, plain(`Said 1 ${mark}`))
    await until(() => has(ear, 1))
    if (alsoTells.includes('edited') && network.edit) {
      await network.edit.run(call, ref, plain(`Said 2 ${mark}`), done)
      await until(() => ear.all.some((one) => one.what === 'edited' && one.post.text.includes(`Said 2 ${mark}`)))
    }
    if (alsoTells.includes('deleted') && network.remove) {
      await network.remove(call, ref, done)
      await until(() => ear.all.some((one) => one.what === 'deleted' && one.id === ref.id))
    }
    await ear.stop()
  })

  labTest(suite, 'a stream that is broken says so, and ends when it is told to', async (lab, { call }) => {
    const { cutStreams } = doorsOf(lab, id)
    const ear = await listening(stream, call, lab, id, freshMark())
    cutStreams()
    await until(() => ear.troubles.length > 0)
    assert.equal(ear.troubles[0]?.kind, 'network-down')
    await ear.stop()
    assert.equal(stream.sameFor(call.account), stream.sameFor({ ...call.account }))
    for (const secret of Object.values(call.account.secrets).filter((one) => one.length > 7))
      assert.ok(!stream.sameFor(call.account).includes(secret), 'it tells a secret')
  })
}

function doorsOf(lab: Lab, id: string): { say: (text: string) => Promise<string>; cutStreams: () => number } {
  const { say, cutStreams } = lab.network(id)
  assert.ok(say && cutStreams, 'the emulator of a network with a stream lets people speak, and cuts lines')
  return { say, cutStreams }
}

type Said = Extract<Streamed, { post: RemotePost }>
type Listener = {
  all: Streamed[]
  troubles: Parameters<NonNullable<Wanted['trouble']>>[0][]
  said: () => Said[]
  stop: () => Promise<void>
}

function listen(stream: Stream, call: Call, want: Wanted): Listener {
  const end = new AbortController()
  const all: Streamed[] = []
  const troubles: Listener['troubles'] = []
  const reading = (async () => {
    const told = { ...want, trouble: (failure: Listener['troubles'][number]) => void troubles.push(failure) }
    for await (const batch of stream.listen({ ...call, signal: end.signal }, told)) all.push(...batch)
  })()
  const said = () => all.filter((one): one is Said => one.what === 'said' && /Said \d/.test(one.post.text))
  return {
    ...{ all, troubles, said },
    stop: async () => {
      end.abort()
      await reading
    },
  }
}

/** Speaks until it is heard: from then on the stream stands. */
async function listening(stream: Stream, call: Call, lab: Lab, id: string, mark: string): Promise<Listener> {
  const { say } = doorsOf(lab, id)
  const ear = listen(stream, call, { words: [mark] })
  for (let tries = 0; tries < 100 && !ear.all.some((one) => one.what === 'said'); tries++) {
    await say(`Is anybody there? ${mark}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return ear
}

const has = (ear: Listener, n: number) => ear.said().some((one) => one.post.text.startsWith(`Said ${n} `))

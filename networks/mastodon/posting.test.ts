import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import { checkContent } from '../check-content.ts'
import { temporaryFolder } from '../conformance/world.ts'
import { callOf, connectIn, freshKey, labWorld, plain, prepare, publish, sampleFile } from '../conformance.ts'
import type { Call, PreparedContent } from '../contract.ts'
import { composing } from './compose.ts'
import type { EmulatorOptions } from './emulator/server.ts'
import network from './index.ts'
import { mastodonInstance } from './lab.ts'

type World = Awaited<ReturnType<typeof labWorld>>
let folder: Awaited<ReturnType<typeof temporaryFolder>>
before(async () => {
  folder = await temporaryFolder()
})
after(() => folder.remove())

async function onServer(
  run: (call: Call, world: World) => Promise<void>,
  options: EmulatorOptions = {},
  people: 'quiet' | 'lively' = 'quiet',
) {
  const world = await labWorld(mastodonInstance(options), { people })
  try {
    await run(callOf(await connectIn(network, world), world.context), world)
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
  }
}

/** The server's own answer, past the connector. */
async function raw<T>(call: Call, path: string): Promise<T> {
  const answer = await fetch(`${call.account.server}${path}`, {
    headers: { authorization: `Bearer ${call.account.secrets.token}` },
  })
  assert.equal(answer.status, 200, path)
  return (await answer.json()) as T
}

const failsAs = (kind: string, words?: RegExp) => (error: unknown) =>
  error instanceof NetworkFailure && error.kind === kind && (words?.test(error.message) ?? true)

test('visibility, warning, sensitivity, language and quotes stand as chosen, on every part', () =>
  onServer(async (call) => {
    const parts = ['one', 'two'].map((text) => ({ text, media: [] }))
    const options = { visibility: 'unlisted', contentWarning: 'Спойлер', sensitive: true, quotes: 'nobody' }
    const { done } = await publish(network, call, { parts, options, language: 'uk-UA' })
    for (const name of ['post', 'thread-1']) {
      const status = await raw<Record<string, unknown>>(call, `/api/v1/statuses/${done[name]?.ref?.id}`)
      assert.deepEqual(
        [status.visibility, status.spoiler_text, status.sensitive, status.language],
        ['unlisted', 'Спойлер', true, 'uk'],
      )
    }
  }))

test('a focal point and a description travel with a picture, and change with an edit that keeps the file', () =>
  onServer(async (call, { lab }) => {
    const picture = await sampleFile('image', folder.path, 3, { focus: { x: -0.42, y: 0.69 } })
    const content = (alt: string): PreparedContent => ({
      parts: [{ text: 'Look', media: [{ ...picture, alt }] }],
      options: {},
    })
    const { ref, done } = await publish(network, call, content('чаша'))
    type Seen = { media_attachments: { id: string; description: string; meta: { focus: object } }[] }
    const first = (await raw<Seen>(call, `/api/v1/statuses/${ref.id}`)).media_attachments[0]
    assert.deepEqual([first?.description, first?.meta.focus], ['чаша', { x: -0.42, y: 0.69 }])
    await network.edit?.run(call, ref, content('чаша згори'), done)
    const second = (await raw<Seen>(call, `/api/v1/statuses/${ref.id}`)).media_attachments[0]
    assert.deepEqual([second?.id, second?.description], [first?.id, 'чаша згори'])
    assert.equal(lab.ledger.entries.filter((one) => one.kind === 'upload').length, 1)
  }))

test('an edit may bring another picture, and the server keeps the history', () =>
  onServer(async (call) => {
    const content = async (mark: number, text: string): Promise<PreparedContent> => ({
      parts: [{ text, media: [await sampleFile('image', folder.path, mark)] }],
      options: {},
    })
    const { ref, done } = await publish(network, call, await content(11, 'first'))
    await network.edit?.run(call, ref, await content(12, 'second'), done)
    const history = await raw<{ content: string; media_attachments: { description: string }[] }[]>(
      call,
      `/api/v1/statuses/${ref.id}/history`,
    )
    assert.deepEqual(
      history.map((one) => [one.content, one.media_attachments[0]?.description]),
      [
        ['<p>first</p>', 'Чаша №11, seen from above'],
        ['<p>second</p>', 'Чаша №12, seen from above'],
      ],
    )
  }))

test('a file that the server is still preparing delays the post and does not fail it', () =>
  onServer(async (call, { lab }) => {
    const content: PreparedContent = {
      parts: [{ text: 'Wait for it', media: [await sampleFile('image', folder.path, 4)] }],
      options: {},
    }
    lab.faults.add({ act: 'still-processing', when: 'before-commit', path: '/media', times: 2 })
    const steps = network.publish.steps(content, call.account)
    const done: Parameters<(typeof steps)[number]['run']>[2] = {}
    done['media-0-0'] = (await steps[0]?.run(call, 'k1', done)) ?? {}
    await assert.rejects(async () => steps[1]?.run(call, 'k2', done), failsAs('slow-down'))
    lab.clock.moveBy(10_000)
    await steps[1]?.run(call, 'k2', done)
    assert.ok((await steps[2]?.run(call, 'k3', done))?.ref)
  }))

test('a server with other limits is obeyed: what fits there is published, what does not is refused before', () =>
  onServer(
    async (call) => {
      const long = 'a'.repeat(900)
      assert.deepEqual(checkContent(composing, plain(long), call.account.facts), [])
      await publish(network, call, plain(long))
      assert.equal(checkContent(composing, plain('a'.repeat(1001)), call.account.facts)[0]?.values?.over, 1)
      const six = {
        parts: [
          {
            text: 'q',
            media: [],
            poll: { options: ['a', 'b', 'c', 'd', 'e', 'f'], multiple: true, durationSeconds: 600 },
          },
        ],
        options: {},
      }
      assert.deepEqual(checkContent(composing, six, call.account.facts), [])
      await publish(network, call, six)
    },
    { limits: { maxCharacters: 1000, pollOptions: 6 } },
  ))

test('a warning counts with the text, by the check and by the server alike', () =>
  onServer(async (call) => {
    const content = plain('a'.repeat(495), { options: { contentWarning: 'hidden' } })
    assert.equal(checkContent(composing, content, call.account.facts)[0]?.code, 'mastodon.check.withWarningTooLong')
    await assert.rejects(publish(network, call, content), failsAs('rejected', /character limit of 500/))
  }))

test('a video beside a picture is refused by the check and by the server alike', () =>
  onServer(async (call) => {
    const media = [await sampleFile('image', folder.path, 5), await sampleFile('video', folder.path, 5)]
    const content: PreparedContent = { parts: [{ text: 'Both', media }], options: {} }
    assert.ok(
      checkContent(composing, content, call.account.facts).some((one) => one.code === 'mastodon.check.videoAlone'),
    )
    await assert.rejects(publish(network, call, content), failsAs('rejected', /already contains images/))
  }))

test('polls that break the rules are rejected in the server’s own words', () =>
  onServer(async (call) => {
    const asked = (options: string[], durationSeconds = 600) =>
      publish(network, call, {
        parts: [{ text: 'q', media: [], poll: { options, multiple: false, durationSeconds } }],
        options: {},
      })
    await assert.rejects(asked(['one']), failsAs('rejected', /more than one item/))
    await assert.rejects(asked(['same', 'same']), failsAs('rejected', /duplicate/))
    await assert.rejects(asked(['a', 'b'.repeat(51)]), failsAs('rejected', /50 characters/))
    await assert.rejects(asked(['a', 'b'], 299), failsAs('rejected', /too soon/))
  }))

test('a pinned post is pinned once, also when the step is repeated', () =>
  onServer(async (call, { lab }) => {
    const { steps, done } = await publish(network, call, plain('Pinned', { options: { pin: true } }))
    await steps.find((step) => step.name === 'pin')?.run(call, 'again', done)
    assert.equal(lab.ledger.entries.filter((one) => one.kind === 'pin').length, 1)
  }))

test('after the hour the server has forgotten the key, and only a look keeps the post single', () =>
  onServer(async (call, { lab }) => {
    const { post, postKey, done } = await prepare(network, call, plain('Only once, please'), freshKey())
    const since = call.clock.now()
    assert.ok(post.again.way === 'same-key' && post.again.forMs < 3_600_000)
    const { ref } = await post.run(call, postKey, done)
    lab.clock.moveBy(3_700_000)
    const found = await post.find?.(call, postKey, done, since)
    assert.ok(found?.found && found.result.ref?.id === ref?.id)
    await post.run(call, postKey, done)
    assert.equal(lab.ledger.live('mastodon').length, 2, 'the server would have made a second one')
  }))

test('absence is sure only when no earlier try can still be on its way', () =>
  onServer(async (call, { lab }) => {
    const { post, postKey, done } = await prepare(network, call, plain('Never sent'), freshKey())
    const since = call.clock.now()
    const early = await post.find?.(call, postKey, done, since)
    lab.clock.moveBy(300_000)
    const late = await post.find?.(call, postKey, done, since)
    assert.deepEqual(
      [early, late].map((one) => one && !one.found && one.sure),
      [false, true],
    )
  }))

test('a token without the right is told to connect again', () =>
  onServer(async (call, { lab, fields }) => {
    const form = {
      grant_type: 'client_credentials',
      client_id: 'by-hand',
      client_secret: 'by-hand',
      redirect_uri: 'urn:ietf:wg:oauth:2.0:oob',
    }
    const granted = await fetch(`${fields.server}/oauth/token`, {
      method: 'POST',
      body: JSON.stringify(form),
      headers: { 'content-type': 'application/json' },
    })
    const { access_token: token } = (await granted.json()) as { access_token: string }
    await assert.rejects(
      publish(network, { ...call, account: { ...call.account, secrets: { token } } }, plain('No right')),
      failsAs('reconnect'),
    )
    assert.equal(lab.ledger.live('mastodon').length, 0)
  }))

test('a server that enforces its rates says when to come back', () =>
  onServer(
    async (call) => {
      const calls = Array.from({ length: 305 }, () => network.health(call).catch((error: unknown) => error))
      const failures = (await Promise.all(calls)).filter((one) => one instanceof NetworkFailure)
      assert.ok(failures.length > 0)
      for (const failure of failures)
        assert.ok(
          failure.kind === 'slow-down' && (failure.retryAfterMs ?? 0) > 0 && (failure.retryAfterMs ?? 0) <= 300_000,
        )
    },
    { enforceRates: true },
  ))

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

/** Reads a few posts of a stream, doing something meanwhile, and lets it go. */
async function streamed(
  call: Call,
  words: string[],
  number: number,
  meanwhile: (seen: string[]) => Promise<void>,
): Promise<string[]> {
  const stop = new AbortController()
  const seen: string[] = []
  const reading = (async () => {
    for await (const post of network.stream?.({ ...call, signal: stop.signal }, { words }) ?? []) {
      seen.push(post.text)
      if (seen.length >= number) break
    }
  })()
  await new Promise((resolve) => setTimeout(resolve, 150))
  await meanwhile(seen)
  await Promise.race([reading, new Promise((resolve) => setTimeout(resolve, 4000))])
  stop.abort()
  await reading
  return seen
}

test('new public posts with a word are streamed once each as they come, and older ones are not', () =>
  onServer(async (call) => {
    await publish(network, call, plain('an old word: kenya'))
    const seen = await streamed(call, ['Kenya'], 2, async () => {
      for (const text of ['kenya one', 'nothing', 'KENYA two']) await publish(network, call, plain(text))
    })
    assert.deepEqual(seen, ['kenya one', 'KENYA two'])
  }))

test('a tag is followed in a stream of its own', () =>
  onServer(async (call) => {
    const seen = await streamed(call, ['#кава'], 1, async () => {
      for (const text of ['кава без позначки', 'ранкова #Кава']) await publish(network, call, plain(text))
    })
    assert.deepEqual(seen, ['ранкова #Кава'])
  }))

test('what was posted while the stream was broken is not lost', () =>
  onServer(async (call, { lab }) => {
    lab.faults.add({ act: 'drop', when: 'no-commit', path: '/streaming/', times: 1 })
    const clock = { ...call.clock, sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 20)) }
    const seen = await streamed({ ...call, clock }, ['kenya'], 2, async () => {
      for (const text of ['kenya one', 'kenya two']) await publish(network, call, plain(text))
    })
    assert.deepEqual(seen, ['kenya one', 'kenya two'])
  }))

test('practice outlives a restart: access, posts, files, keys and what people said', async () => {
  const journal = join(folder.path, 'practice.jsonl')
  const world = await labWorld(mastodonInstance(), { journal })
  const call = callOf(await connectIn(network, world), world.context)
  const { ref, done } = await publish(
    network,
    call,
    { parts: [{ text: 'Kept', media: [await sampleFile('image', folder.path, 21)] }], options: {} },
    'the-key',
  )
  await world.lab.network('mastodon').comment?.(ref.id, 'Still here?')
  const { port } = new URL(world.lab.origin)
  await world.close()
  const again = await labWorld(mastodonInstance(), { journal, port: Number(port) })
  try {
    const post = await network.readBack?.({ ...call, http: again.context.http }, ref)
    assert.ok(post && post !== 'gone')
    assert.equal(post.text, 'Kept')
    assert.equal((await fetch(post.media[0]?.url ?? '')).headers.get('content-type'), 'image/jpeg')
    const comments = await network.inbox?.comments?.({ ...call, http: again.context.http }, ref, undefined)
    assert.deepEqual(
      comments?.items.map((one) => one.text),
      ['Still here?'],
    )
    const { steps } = {
      steps: network.publish.steps({ parts: [{ text: 'Kept', media: [] }], options: {} }, call.account),
    }
    assert.equal((await steps[0]?.run({ ...call, http: again.context.http }, 'the-key:post', done))?.ref?.id, ref.id)
    assert.equal(again.lab.ledger.live('mastodon').filter((one) => one.text === 'Kept').length, 1)
  } finally {
    await again.close()
  }
})

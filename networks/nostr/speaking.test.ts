import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import { checkContent } from '../check-content.ts'
import { callOf, connectIn, freshKey, labWorld, type NetworkWorld, plain, prepare, publish } from '../conformance.ts'
import type { Call, PreparedContent } from '../contract.ts'
import type { Lab } from '../lab/lab.ts'
import { isEvent, type NostrEvent } from './events.ts'
import nostr from './index.ts'
import emulator from './lab.ts'

type Trial = {
  world: NetworkWorld & { lab: Lab }
  lab: Lab
  call: Call
  door: (name: string, body: object) => Promise<NostrEvent>
}

async function inNostr(run: (trial: Trial) => Promise<void>): Promise<void> {
  const world = await labWorld(emulator)
  try {
    const call = callOf(await connectIn(nostr, world), world.context)
    const headers = { 'content-type': 'application/json' }
    const door = async (name: string, body: object) =>
      (await (
        await fetch(`${world.lab.origin}/nostr/door/${name}`, { method: 'POST', headers, body: JSON.stringify(body) })
      ).json()) as NostrEvent
    await run({ world, lab: world.lab, call, door })
  } finally {
    await world.close()
  }
}

const said = (text: string, options: PreparedContent['options'] = {}, more: Partial<PreparedContent> = {}) =>
  plain(text, { options, ...more })
const isKind = (kind: string) => (error: unknown) => error instanceof NetworkFailure && error.kind === kind
const eventOf = async (call: Call, ref: { id: string }): Promise<NostrEvent> => {
  const post = await nostr.readBack(call, ref)
  assert.ok(post !== 'gone' && isEvent(post.raw))
  return post.raw
}

test('an article has its title, its topics and an address that stays; its first comment stands under it', () =>
  inNostr(async ({ call }) => {
    const content = said(
      '**Washed** beans',
      { kind: 'article', title: 'Kenya AA', summary: 'A short one', tags: ['Coffee'] },
      { firstComment: 'Ask here' },
    )
    assert.deepEqual(checkContent(nostr.composing, content, call.account.facts), [])
    const { ref, done } = await publish(nostr, call, content)
    const event = await eventOf(call, ref)
    assert.equal(event.kind, 30_023)
    assert.equal(event.content, '**Washed** beans')
    for (const tag of [
      ['title', 'Kenya AA'],
      ['summary', 'A short one'],
      ['t', 'coffee'],
    ])
      assert.ok(
        event.tags.some((one) => one.join() === tag.join()),
        tag.join(),
      )
    assert.match(String(ref.more?.address), /^30023:/)
    const comment = await eventOf(call, { id: done.comment?.ref?.id ?? '' })
    assert.equal(comment.kind, 1111)
    assert.equal(await nostr.remove(call, ref, done), 'removed')
    assert.equal(await nostr.readBack(call, ref), 'gone')
  }))

test('an article in parts is refused while composing', () =>
  inNostr(async ({ call }) => {
    const parts = ['one', 'two'].map((text) => ({ text, media: [] }))
    const findings = checkContent(
      nostr.composing,
      said('', { kind: 'article', title: 'T' }, { parts }),
      call.account.facts,
    )
    assert.deepEqual(
      findings.map((one) => one.code),
      ['nostr.check.articleAlone'],
    )
  }))

test('people named, topics and a warning become tags', () =>
  inNostr(async ({ call }) => {
    const npub = call.account.handle
    const { ref } = await publish(
      nostr,
      call,
      said(`[Us](@${npub}) on #Coffee and #каву`, { warning: 'Strong coffee' }),
    )
    const event = await eventOf(call, ref)
    assert.equal(event.content, `nostr:${npub} on #Coffee and #каву`)
    for (const tag of [
      ['p', call.account.remoteId],
      ['t', 'coffee'],
      ['t', 'каву'],
      ['content-warning', 'Strong coffee'],
    ])
      assert.ok(
        event.tags.some((one) => one.join() === tag.join()),
        tag.join(),
      )
  }))

test('what was signed is given as it was signed, however late', () =>
  inNostr(async ({ call, lab }) => {
    const { post, postKey, done } = await prepare(nostr, call, said('signed once'), freshKey())
    const first = await post.run(call, postKey, done)
    lab.clock.moveBy(40 * 86_400_000)
    const second = await post.run(call, postKey, done)
    assert.equal(first.ref?.id, second.ref?.id)
    assert.equal(lab.ledger.live('nostr').length, 1)
  }))

test('one relay that is down or forbidden stops nobody while another takes the note', () =>
  inNostr(async ({ call, lab }) => {
    const facts = { ...call.account.facts, otherRelays: ['wss://127.0.0.1:9', 'wss://192.168.1.1'] }
    const many = { ...call, account: { ...call.account, facts } }
    const { ref } = await publish(nostr, many, said('to whoever is there'))
    assert.equal((await nostr.readBack(many, ref)) !== 'gone', true)
    assert.equal(lab.ledger.live('nostr').length, 1)
    await nostr.health(many)
  }))

test('a message in the old form is heard and answered in it, one in the new form in the new', () =>
  inNostr(async ({ call, lab, door }) => {
    await door('whisper', { handle: 'north_roasters', text: 'old words', old: 'yes' })
    await door('whisper', { handle: 'north_roasters', text: 'new words' })
    const { items, cursor } = await nostr.inbox.poll(call, undefined)
    assert.deepEqual(items.map((one) => [one.kind, one.text]).sort(), [
      ['message', 'new words'],
      ['message', 'old words'],
    ])
    for (const one of items) {
      const key = freshKey()
      const step = nostr.inbox.reply?.(one, `re: ${one.text}`, call.account)
      const since = call.clock.now()
      assert.deepEqual(await step?.find?.(call, key, {}, since), { found: false, sure: true })
      const { ref } = (await step?.run(call, key, {})) ?? {}
      const found = await step?.find?.(call, key, {}, since)
      assert.ok(found?.found && found.result.ref?.id === ref?.id)
    }
    assert.deepEqual(
      lab.ledger
        .live('nostr')
        .map((one) => `${one.kind} ${one.text}`)
        .sort(),
      ['message re: new words', 'message re: old words'],
    )
    const own = (await nostr.inbox.poll(call, cursor)).items.filter((one) => one.own)
    assert.equal(own.length, 1, 'our own words in the new form are part of the conversation')
  }))

test('a zap is read with its sum, a reaction as a sign, a repost without words', () =>
  inNostr(async ({ call, door }) => {
    const { ref } = await publish(nostr, call, said('Zap me'))
    const about = [
      ['e', ref.id],
      ['p', call.account.remoteId],
    ]
    const request = await door('event', {
      kind: 9734,
      tags: [...about, ['amount', '21000']],
      content: 'great',
      person: 'dosei',
    })
    await door('event', {
      kind: 9735,
      tags: [...about, ['description', JSON.stringify(request)]],
      content: '',
      person: 'tomwhit',
    })
    await door('event', { kind: 7, tags: about, content: '+', person: 'dosei' })
    await door('event', { kind: 6, tags: about, content: '{}', person: 'dosei' })
    const { items } = await nostr.inbox.poll(call, undefined)
    assert.deepEqual(items.map((one) => `${one.kind} ${one.text}`.trim()).sort(), [
      'reaction ⚡ 21 great',
      'reaction ❤',
      'reshare',
    ])
    assert.equal(items.find((one) => one.text.startsWith('⚡'))?.author.id, request.pubkey)
    assert.deepEqual((await nostr.metrics.posts?.(call, [ref]))?.[ref.id], { likes: 1, reshares: 1, comments: 0 })
  }))

test('a forged event of a relay is not believed', () =>
  inNostr(async ({ call }) => {
    const { ref } = await publish(nostr, call, said('true words'))
    const http: Call['http'] = (asked) => {
      const { conversation } = asked
      if (!conversation) return call.http(asked)
      const hear = (text: string, reply: (text: string) => void) =>
        conversation.hear(text.replace('true words', 'other words'), reply)
      return call.http({ ...asked, conversation: { ...conversation, hear } })
    }
    assert.equal(await nostr.readBack({ ...call, http }, ref), 'gone')
  }))

test('a new account has a key of its own, a name and its relays', () =>
  inNostr(async ({ world }) => {
    const way = nostr.connect.find((one) => one.id === 'new')
    assert.ok(way?.kind === 'secret')
    const [account] = await way.connect({ ...world.fields, name: 'Обсмажка' }, world.context)
    assert.ok(account)
    assert.match(`${account.secrets.nsec} ${account.handle}`, /^nsec1\w+ npub1\w+$/)
    assert.equal(account.name, 'Обсмажка')
    const call = callOf(account, world.context)
    assert.equal((await nostr.health(call)).name, 'Обсмажка')
    await publish(nostr, call, said('First words'))
  }))

test('relays are named by their addresses, and only web sockets of the internet are taken', () =>
  inNostr(async ({ world }) => {
    const [way] = nostr.connect
    assert.ok(way?.kind === 'secret')
    for (const relays of ['', 'http://relay.example', 'file:///etc/passwd', 'wss://'])
      await assert.rejects(way.connect({ ...world.fields, relays }, world.context), Refusal, relays)
    await assert.rejects(
      way.connect({ ...world.fields, relays: 'wss://10.0.0.1' }, world.context),
      isKind('network-down'),
    )
  }))

test('a name of the web is shown only when its domain says whose it is', () =>
  inNostr(async ({ call, door, lab }) => {
    const { ref } = await publish(nostr, call, said('Who are you?'))
    const about = JSON.stringify({ display_name: 'Daniel', nip05: 'Daniel@beans.example' })
    const { pubkey } = await door('event', { kind: 0, tags: [], content: about, person: 'dosei' })
    await door('event', {
      kind: 1,
      tags: [
        ['e', ref.id, '', 'root'],
        ['p', call.account.remoteId],
      ],
      content: 'me',
      person: 'dosei',
    })
    const heardWith = async (owner: string) => {
      const http: Call['http'] = async (asked) => {
        if (!asked.url.startsWith('https://beans.example/')) return call.http(asked)
        assert.equal(asked.publicOnly, true)
        const body = Buffer.from(JSON.stringify({ names: { daniel: owner } }))
        return {
          status: 200,
          headers: {},
          url: asked.url,
          body,
          text: () => body.toString(),
          json: <T>() => JSON.parse(body.toString()) as T,
        }
      }
      const [item] = (await nostr.inbox.poll({ ...call, http }, undefined)).items
      return item?.author.handle
    }
    assert.equal(await heardWith(pubkey), 'Daniel@beans.example')
    assert.match((await heardWith('0'.repeat(64))) ?? '', /^npub1/)
    assert.equal(lab.ledger.live('nostr').length, 1)
  }))

test('new notes are told as they come, each once, by their words and tags', () =>
  inNostr(async ({ call, door }) => {
    const end = new AbortController()
    const heard: string[] = []
    const reading = (async () => {
      const want = { words: ['#coffee', 'espresso'] }
      for await (const batch of nostr.stream.listen({ ...call, signal: end.signal }, want)) {
        for (const one of batch) if (one.what === 'said') heard.push(one.post.text)
        if (heard.length === 2) end.abort()
      }
    })()
    const speak = (content: string, tags: string[][] = []) => door('event', { kind: 1, tags, content, person: 'dosei' })
    for (let tries = 0; heard.length < 2 && tries < 100; tries++) {
      await speak(`tea ${tries}`)
      if (heard.length === 0) await speak('An Espresso, please')
      else await speak('from the farm', [['t', 'coffee']])
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    end.abort()
    await reading
    assert.deepEqual([heard[0], heard.length], ['An Espresso, please', 2])
    assert.ok(heard.every((text) => !text.startsWith('tea')))
  }))

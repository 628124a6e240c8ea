import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { callOf, connectIn, labWorld, plain, publish, sampleFile } from '../../conformance.ts'
import type { Interaction } from '../../contract.ts'
import type { LabOptions } from '../../lab/lab.ts'
import { specs } from '../../lab/specs.ts'
import { graphemes } from '../compose.ts'
import bluesky from '../index.ts'
import emulator from '../lab.ts'
import { countSigns } from './record-rules.ts'

const skip = specs.missing('bluesky/lexicons')

/** People come in the evening; a fixed one makes what they do the same in every run. */
const evening = new Date('2027-01-05T17:00:00Z')

async function opened(options: Partial<LabOptions> = {}) {
  const world = await labWorld(emulator, options)
  world.lab.clock.moveTo(evening)
  const account = await connectIn(bluesky, world)
  return { ...world, account, call: callOf(account, world.context) }
}

async function everything(call: Parameters<NonNullable<typeof bluesky.inbox>['poll']>[0]): Promise<Interaction[]> {
  const items: Interaction[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await bluesky.inbox?.poll(call, cursor)
    assert.ok(page)
    items.push(...page.items)
    if (page.cursor === cursor) return items
    cursor = page.cursor
  }
}

test('whoever is made to follow the account is told of once, and counted', { skip }, async () => {
  const { call, account, lab, close } = await opened({ people: 'quiet' })
  try {
    const person = lab.people.regulars[0]
    await lab.network('bluesky').follow?.(account.handle.replace(/^@/, ''), { person })
    const heard = await everything(call)
    assert.deepEqual(
      heard.map((one) => [one.kind, one.author.name]),
      [['follow', person?.name]],
    )
    assert.equal((await bluesky.metrics?.account?.(call))?.followers, 1)
    assert.deepEqual(lab.violations, [])
  } finally {
    await close()
  }
})

test('people like, reshare, answer and follow over days, and the numbers agree with what they did', {
  skip,
}, async () => {
  const { call, lab, close } = await opened({ people: 'lively' })
  try {
    const { ref } = await publish(bluesky, call, plain('Which roast do you brew on Sundays?', { language: 'en' }))
    lab.clock.moveBy(48 * 3_600_000)
    const secrets = (await bluesky.refresh?.(call))?.secrets ?? {}
    const later = { ...call, account: { ...call.account, secrets } }
    const heard = await everything(later)
    const of = (kind: string) => heard.filter((one) => one.kind === kind).length
    assert.ok(heard.length > 3, 'hardly anybody came')
    assert.equal(new Set(heard.map((one) => `${one.id} ${one.kind}`)).size, heard.length)
    assert.ok(heard.every((one, at) => at === 0 || one.at >= (heard[at - 1]?.at ?? one.at)))
    const numbers = (await bluesky.metrics?.posts?.(later, [ref]))?.[ref.id]
    assert.deepEqual(
      [numbers?.likes, numbers?.reshares, numbers?.comments],
      [of('reaction'), of('reshare'), of('comment')],
    )
    assert.equal((await bluesky.metrics?.account?.(later))?.followers, of('follow'))
    assert.deepEqual((await bluesky.inbox?.comments?.(later, ref, undefined))?.items.length, of('comment'))
    assert.deepEqual(lab.violations, [])
  } finally {
    await close()
  }
})

test('nobody answers a post that lets nobody answer', { skip }, async () => {
  const { call, lab, close } = await opened({ people: 'lively' })
  try {
    for (let at = 0; at < 10; at++)
      await publish(bluesky, call, { ...plain(`What do you think, number ${at}?`), options: { replies: ['nobody'] } })
    lab.clock.moveBy(3_600_000)
    assert.equal((await everything(call)).filter((one) => one.kind === 'comment').length, 0)
  } finally {
    await close()
  }
})

test('after a restart everything stands as before: account, posts, files, comments', { skip }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-practice-'))
  const journal = join(folder, 'journal.jsonl')
  try {
    const first = await opened({ journal })
    const parts = [{ text: 'kept', media: [await sampleFile('image', folder, 1)] }]
    const { ref } = await publish(bluesky, first.call, { parts, options: {} })
    const comment = await first.lab.network('bluesky').comment?.(ref.id, 'still here?')
    await first.close()

    const second = await labWorld(emulator, { journal })
    second.lab.clock.moveTo(evening)
    const account = await connectIn(bluesky, second)
    const call = callOf(account, second.context)
    const post = await bluesky.readBack?.(call, ref)
    assert.ok(post !== 'gone' && post?.text === 'kept' && post.media[0]?.url)
    const picture = await second.context.http({ url: post.media[0]?.url ?? '' })
    assert.equal(picture.headers['content-type'], 'image/jpeg')
    assert.equal((await bluesky.inbox?.comments?.(call, ref, undefined))?.items[0]?.id, comment)
    await second.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('a post can be opened in a browser, with its answers, and what people write cannot become markup', {
  skip,
}, async () => {
  const { call, lab, close, context } = await opened()
  try {
    const { ref } = await publish(bluesky, call, plain('see <script>alert(1)</script>'))
    await lab.network('bluesky').comment?.(ref.id, '<img src=x onerror=alert(1)>')
    const page = await context.http({ url: ref.url ?? '' })
    assert.equal(page.status, 200)
    assert.match(page.text(), /see &#60;script&#62;/)
    assert.doesNotMatch(page.text(), /<script|<img src=x/)
  } finally {
    await close()
  }
})

test('an account’s points for an hour are spent after 2,500 posts, and come back with the hour', { skip }, async () => {
  const { call, lab, close } = await opened({ strict: false })
  try {
    const json = (at: number) => ({
      repo: call.account.remoteId,
      collection: 'app.bsky.feed.post',
      rkey: `3k${at
        .toString(32)
        .padStart(11, '0')
        .replace(/[0189]/g, 'z')}`,
      record: { text: `${at}`, createdAt: '2026-11-22T10:00:00.000Z' },
    })
    const headers = { authorization: `Bearer ${call.account.secrets.accessJwt}` }
    const put = (at: number) =>
      call.http({
        method: 'POST',
        url: `${call.account.server}/xrpc/com.atproto.repo.putRecord`,
        json: json(at),
        headers,
      })
    for (let at = 0; at < 2_500; at += 50) await Promise.all(Array.from({ length: 50 }, (_, index) => put(at + index)))
    const refused = await put(2_500)
    assert.equal(refused.status, 429)
    assert.equal(refused.headers['ratelimit-remaining'], '0')
    lab.clock.moveBy(3_601_000)
    assert.equal((await put(2_500)).status, 200)
  } finally {
    await close()
  }
})

test('the emulator counts signs by tables of its own, and agrees with the composer', () => {
  for (const text of [
    'кава ☕️',
    '👩🏽‍🍳👨‍👩‍👧‍👦🇧🇬🏴󠁧󠁢󠁳󠁣󠁴󠁿',
    'й'.normalize('NFD').repeat(3),
    'a\r\nb',
    'Žluťoučký kůň',
    '日本語',
    '1️⃣#️⃣',
  ])
    assert.equal(countSigns(text), graphemes(text), text)
})

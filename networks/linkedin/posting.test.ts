import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { JsonObject } from '../../kernel/json.ts'
import { checkContent } from '../check-content.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { agreesAmongLivelyPeople, livelyTitle } from '../conformance/lively.ts'
import { temporaryFolder } from '../conformance/world.ts'
import { plain, publish, sampleFile } from '../conformance.ts'
import type { StepsDone } from '../contract.ts'
import { composing } from './compose.ts'
import { webhooks } from './inbox.ts'
import network from './index.ts'
import { inLittleText, readLittleText, seenText } from './little-text.ts'
import { on } from './testing.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
before(async () => {
  folder = await temporaryFolder()
})
after(() => folder.remove())

test('reserved signs are escaped, tags stay alive and come back as they were written', () => {
  const written = 'Half-price (today) *only* #kava C# <3 a_b @home [new] {x} ~5|6\\'
  assert.equal(
    inLittleText(written),
    'Half-price \\(today\\) \\*only\\* #kava C\\# \\<3 a\\_b \\@home \\[new\\] \\{x\\} \\~5\\|6\\\\',
  )
  assert.equal(readLittleText(inLittleText(written)), seenText(written))
  assert.equal(readLittleText('Try {hashtag|\\#|coffee} now'), 'Try #coffee now')
})

test('a mention of a page stands as the network writes it, and is seen as a name', () => {
  const written = 'Thanks, [Devtest \\(EU\\)](@urn:li:organization:2414183)!'
  assert.equal(
    inLittleText('Thanks, [Devtest](@urn:li:organization:2414183)!'),
    'Thanks, @[Devtest](urn:li:organization:2414183)!',
  )
  assert.equal(readLittleText(inLittleText('Hi [A (b)](@urn:li:person:x1)')), 'Hi A (b)')
  assert.equal(inLittleText('Hi [Ann](@ann)'), 'Hi Ann')
  assert.ok(!seenText(written).includes('urn:li'))
})

test('a mention, a visibility and a card with its picture stand as chosen', () =>
  on(async (call) => {
    const cardImage = await sampleFile('image', folder.path, 3)
    const card = {
      url: 'https://roastery.example/kenya',
      title: 'Кения AA',
      description: 'Washed',
      imageMediaId: cardImage.id,
    }
    const text = 'With [Devtest](@urn:li:organization:2414183)'
    const options = { visibility: 'LOGGED_IN', noReshare: true }
    const { ref } = await publish(network, call, { parts: [{ text, media: [], card, cardImage }], options })
    const post = await network.readBack(call, ref)
    assert.ok(post !== 'gone')
    assert.equal(post.text, 'With Devtest')
    const raw = post.raw as { visibility: string; content: { article: Record<string, string> } }
    assert.equal(raw.visibility, 'LOGGED_IN')
    assert.deepEqual(
      [raw.content.article.title, raw.content.article.thumbnail?.slice(0, 13)],
      ['Кения AA', 'urn:li:image:'],
    )
  }))

test('a video still being taken in delays the post; one cut off in the middle is begun anew', () =>
  on(
    async (call, { lab }) => {
      const content = { parts: [{ text: 'Look', media: [await sampleFile('video', folder.path, 1)] }], options: {} }
      const [upload, ready] = network.publish.steps(content, call.account)
      lab.faults.add({ act: 'drop', when: 'no-commit', path: '/dms-uploads', times: 1 })
      await assert.rejects(async () => upload?.run(call, 'k', {}), failsAs('network-down'))
      const done: StepsDone = { 'media-0': (await upload?.run(call, 'k', {})) ?? {} }
      await assert.rejects(async () => ready?.run(call, 'k', done), failsAs('slow-down'))
    },
    { processingMs: 60_000 },
  ))

test('the words of the author’s last post again are refused in the network’s own words', () =>
  on(
    async (call) => {
      await publish(network, call, plain('Good morning'))
      await assert.rejects(publish(network, call, plain('Good morning')), failsAs('rejected', /duplicate/))
    },
    { refuseTwins: true },
  ))

test('files beside a card, a video beside a picture, a long poll are refused while writing', async () => {
  const [video, image] = [await sampleFile('video', folder.path, 1), await sampleFile('image', folder.path, 1)]
  const card = { url: 'https://a.example', title: 'a', description: '' }
  const codes = (content: Parameters<typeof checkContent>[1]) =>
    checkContent(composing, content, {}).map((one) => one.code)
  assert.deepEqual(codes({ parts: [{ text: 'a', media: [image], card }], options: {} }), ['linkedin.check.cardAlone'])
  assert.ok(codes({ parts: [{ text: 'a', media: [video, image] }], options: {} }).includes('linkedin.check.alone'))
  const poll = { question: 'q', options: ['a', 'b'], multiple: false, durationSeconds: 3600 }
  assert.ok(codes({ parts: [{ text: 'a', media: [], poll }], options: {} }).length > 0)
})

test('a page may not publish for connections it does not have, a member may', () => {
  const content = { ...plain('a'), options: { visibility: 'CONNECTIONS' } }
  assert.equal(
    checkContent(composing, content, { organization: 'urn:li:organization:1' })[0]?.code,
    'networks.check.optionValue',
  )
  assert.deepEqual(checkContent(composing, content, {}), [])
})

test('the question whether the door is ours is answered with the app’s secret', () => {
  const asked = { method: 'GET', query: { challengeCode: 'abc' }, headers: {}, body: Buffer.alloc(0), url: '' }
  const answer = webhooks.greet?.(asked, { app: { clientSecret: 'hush' }, secrets: {} })
  const challengeResponse = createHmac('sha256', 'hush').update('abc').digest('hex')
  assert.deepEqual(JSON.parse(answer?.body ?? ''), { challengeCode: 'abc', challengeResponse })
})

test('a comment of anybody under our post is deleted, and answered under its thread', () =>
  on(async (call, { lab }) => {
    const { ref } = await publish(network, call, plain('Talk'))
    await lab.network('linkedin').comment?.(ref.id, 'Spam')
    const [comment] = (await network.inbox.comments?.(call, ref, undefined))?.items ?? []
    assert.ok(comment)
    await network.inbox.reply?.(comment, 'Thanks!', call.account).run(call, 'k', {})
    await network.moderate.delete?.(call, comment)
    await network.moderate.delete?.(call, comment)
    const left = await network.inbox.comments?.(call, ref, undefined)
    assert.deepEqual(left?.items, [])
  }))

test(livelyTitle, () => on(agreesAmongLivelyPeople(network), {}, 'lively'))

test('a post that mentions the page is heard by webhook, our own comments and other notices are not', () => {
  const notice = (action: string, decoratedGeneratedActivity?: JsonObject): JsonObject => ({
    notificationId: 1,
    organizationalEntity: 'urn:li:organization:1',
    action,
    sourcePost: 'urn:li:share:1',
    generatedActivity: 'urn:li:share:2',
    lastModifiedAt: 1_700_000_000_000,
    ...(decoratedGeneratedActivity ? { decoratedGeneratedActivity } : {}),
  })
  const share = { owner: 'urn:li:person:x', text: 'Good work @[North](urn:li:organization:1) \\(again\\)' }
  const notifications = [notice('SHARE_MENTION', { share }), notice('ADMIN_COMMENT', {}), notice('LIKE')]
  const heard = webhooks.read({ type: 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS', notifications })
  assert.deepEqual(
    heard.map(({ account, what }) => [account, what.kind, what.text, what.under?.id]),
    [['urn:li:organization:1', 'mention', 'Good work North (again)', 'urn:li:share:2']],
  )
})

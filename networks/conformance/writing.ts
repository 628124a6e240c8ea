import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkContent, isPublishable } from '../check-content.ts'
import type { Call, Network, PreparedContent, RemoteRef } from '../contract.ts'
import { dressed, freshKey, plain, prepare, publish } from './publishing.ts'
import { failsAs, freshMark, isRef, labTest, type Suite, standing } from './suite.ts'

const texts: Record<string, string> = {
  en: 'The new Kenya is in: blackcurrant, brown sugar & a long finish. <b>Not bold</b> — just “coffee”.',
  bg: 'Новата Кения е тук: касис, кафява захар и дълъг послевкус.\n\nЗаповядайте в събота!',
  uk: 'Нова Кенія вже тут: смородина, тростинний цукор і довгий післясмак. Під’їжджайте!',
  sv: 'Nya Kenya är här: svarta vinbär, farinsocker och lång eftersmak. Välkommen på lördag!',
  cs: 'Nová Keňa je tady: černý rybíz, třtinový cukr a dlouhá dochuť. Žluťoučký kůň úpěl.',
  pl: 'Nowa Kenia już jest: czarna porzeczka, cukier trzcinowy i długi finisz. Zażółć gęślą jaźń.',
}

export function publishesWhatIsWritten(suite: Suite): void {
  const { network, tried } = suite
  const { composing } = network

  for (const [language, words] of Object.entries(texts))
    test(`a text in ${language} stands as it was written`, async () => {
      const { call } = tried()
      const text = `${words} ${freshMark()}`
      const { ref } = await publish(network, call, plain(text, { language }))
      await readsBack(network, call, ref, plain(text, { language }))
    })

  test('emoji of several code points stand as they were written', async () => {
    const { call } = tried()
    const content = plain(`☕️ 👩🏽‍🍳 👨‍👩‍👧‍👦 🇧🇬 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ${freshMark()}`)
    await readsBack(network, call, (await publish(network, call, content)).ref, content)
  })

  test('a link, a tag and an address in a text are not lost', async () => {
    const { call } = tried()
    const content = plain(`See https://roastery.example/beans?a=1&b=2 #coffee ${freshMark()}`)
    await readsBack(network, call, (await publish(network, call, content)).ref, content)
  })

  test('a text of exactly the limit is published', async () => {
    const { call, connected } = tried()
    const content = plain(filled(network, connected.facts, 0))
    assert.ok(isPublishable(checkContent(composing, await dressed(network, content), connected.facts)))
    await readsBack(network, call, (await publish(network, call, content)).ref, content)
  })

  test('one character over the limit is refused by the check before the network, and by the network behind it', async () => {
    const { call, connected, world } = tried()
    const content = plain(filled(network, connected.facts, 1))
    const [finding] = checkContent(composing, await dressed(network, content), connected.facts)
    assert.equal(finding?.code, 'networks.check.textTooLong')
    assert.equal(finding?.over, content.parts[0]?.text.length ? content.parts[0].text.length - 1 : undefined)
    const before = world.lab?.ledger.entries.length
    await failsAs(call, 'rejected', () => publish(network, call, content))
    assert.equal(world.lab?.ledger.entries.length, before)
  })

  test('nothing at all is refused by the check', () => {
    assert.ok(!isPublishable(checkContent(composing, plain(''), tried().connected.facts)))
  })

  if (composing.can.thread)
    test('a thread stands as parts that follow each other', async () => {
      const { call } = tried()
      const mark = freshMark()
      const parts = ['first', 'second', 'third'].map((word) => ({ text: `${word} ${mark}`, media: [] }))
      const { done, steps } = await publish(network, call, { ...plain(''), parts })
      const refs = steps
        .filter((step) => step.role === 'post' || step.role === 'thread')
        .map((step) => done[step.name]?.ref)
      assert.equal(refs.length, 3)
      if (!network.readBack) return
      for (const [index, ref] of refs.entries()) {
        isRef(ref)
        const post = await network.readBack(call, ref)
        assert.ok(post !== 'gone')
        assert.equal(post.text, parts[index]?.text)
        if (index > 0) assert.equal(post.replyTo, refs[index - 1]?.id)
      }
    })

  if (composing.can.firstComment)
    labTest(suite, 'a first comment stands under the post', async (lab, { call }) => {
      const mark = freshMark()
      const { steps, done } = await publish(network, call, plain(`post ${mark}`, { firstComment: `comment ${mark}` }))
      isRef(done[steps.find((step) => step.role === 'comment')?.name ?? '']?.ref)
      assert.deepEqual(
        standing(lab, network, mark)
          .map((one) => one.text)
          .sort(),
        [`comment ${mark}`, `post ${mark}`],
      )
    })

  if (composing.can.poll)
    labTest(suite, 'a poll stands with its answers', async (lab, { call, connected }) => {
      const mark = freshMark()
      const rule = composing.limits(connected.facts).poll
      assert.ok(rule)
      const durationSeconds =
        rule.durations === 'none'
          ? 86_400
          : 'seconds' in rule.durations
            ? (rule.durations.seconds[0] ?? 0)
            : Math.min(86_400, rule.durations.maxSeconds)
      const poll = {
        question: `Filter or espresso? ${mark}`,
        options: ['Filter', 'Еспресо ☕️'],
        multiple: false,
        durationSeconds,
      }
      const text = rule.withText ? `Choose ${mark}` : ''
      const content: PreparedContent = { parts: [{ text, media: [], poll }], options: {} }
      const findings = checkContent(composing, await dressed(network, content), connected.facts)
      assert.ok(isPublishable(findings), JSON.stringify(findings))
      isRef((await publish(network, call, content)).ref)
      assert.equal(standing(lab, network, mark).length, 1)
    })

  if (composing.can.card)
    labTest(suite, 'a card of our own stands under the text', async (_lab, { call }) => {
      const card = { url: 'https://roastery.example/kenya', title: 'Кения AA', description: 'Washed, 1 900 m' }
      const { ref } = await publish(network, call, {
        parts: [{ text: `Look ${freshMark()}`, media: [], card }],
        options: {},
      })
      if (!network.readBack) return
      const post = await network.readBack(call, ref)
      assert.ok(post !== 'gone' && JSON.stringify(post.raw).includes(card.title))
    })

  test('the same plan prepared twice publishes two posts only when it has two keys', async () => {
    const { call } = tried()
    const content = plain(`twice ${freshMark()}`)
    const one = await prepare(network, call, content, freshKey())
    const two = await prepare(network, call, content, freshKey())
    const first = await one.post.run(call, one.postKey, one.done)
    const second = await two.post.run(call, two.postKey, two.done)
    assert.notEqual(first.ref?.id, second.ref?.id)
  })
}

export async function readsBack(network: Network, call: Call, ref: RemoteRef, content: PreparedContent): Promise<void> {
  isRef(ref)
  if (!network.readBack) return
  const post = await network.readBack(call, ref)
  assert.ok(post !== 'gone', 'it is gone')
  const [part] = (await dressed(network, content)).parts
  const written = part?.text ?? ''
  assert.equal(post.text, network.composing.shown?.(written, content) ?? written)
  assert.equal(post.ref.id, ref.id)
  assert.equal(post.media.length, part?.media.length ?? 0)
  assert.ok(Math.abs(post.at.getTime() - call.clock.now().getTime()) < 3_600_000, 'it stands at the wrong time')
}

/** A text that fills the counter exactly, and `over` more. */
export function filled(network: Network, facts: Record<string, unknown>, over: number): string {
  const rules = network.composing.limits(facts).text
  const start = `Full ${freshMark()} `
  const room = Math.min(...rules.map((rule) => rule.max - rule.count(start)))
  return start + 'a'.repeat(room + over)
}

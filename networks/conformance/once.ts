import assert from 'node:assert/strict'
import type { Network, PreparedContent, Step } from '../contract.ts'
import type { Fault } from '../lab/faults.ts'
import { dressed, freshKey, plain, prepare, publish, stepsOf } from './publishing.ts'
import { failsAs, freshMark, isRef, labTest, type Suite, standing, type Tried, until } from './suite.ts'

export function standsOnce(suite: Suite): void {
  const { network } = suite
  const stand = (tried: Tried, mark: string) => (tried.world.lab ? standing(tried.world.lab, network, mark).length : 0)

  labTest(
    suite,
    'the same step with the same key twice leaves one post, where the network keeps keys',
    async (_lab, tried) => {
      const mark = freshMark()
      const { post, postKey, done } = await prepare(network, tried.call, plain(mark), freshKey())
      if (post.again.way !== 'same-key') return
      const first = await post.run(tried.call, postKey, done)
      const second = await post.run(tried.call, postKey, done)
      assert.equal(first.ref?.id, second.ref?.id)
      assert.equal(stand(tried, mark), 1)
    },
  )

  for (const [words, fault] of lostAnswers)
    labTest(
      suite,
      `when ${words}, the outcome is unknown, and what is allowed afterwards never makes a second post`,
      async (lab, tried) => {
        const mark = freshMark()
        const { post, postKey, done } = await prepare(network, tried.call, plain(mark), freshKey())
        const since = tried.call.clock.now()
        lab.faults.add({ network: network.composing.id, method: written(tried), times: 1, ...fault })
        await failsAs(tried.call, 'unknown-outcome', () => post.run(tried.call, postKey, done))
        assert.equal(stand(tried, mark), 1)
        await reconcile(post, tried, postKey, done, since)
        assert.equal(stand(tried, mark), 1)
      },
    )

  labTest(suite, 'a post given up while the network was at it stands at most once', async (lab, tried) => {
    const mark = freshMark()
    const { post, postKey, done } = await prepare(network, tried.call, plain(mark), freshKey())
    const since = tried.call.clock.now()
    lab.faults.add({ method: written(tried), when: 'before-commit', act: 'delay', delayMs: 150, times: 1 })
    const giveUp = new AbortController()
    const trying = failsAs(tried.call, 'unknown-outcome', () =>
      post.run({ ...tried.call, signal: giveUp.signal }, postKey, done),
    )
    await until(() => lab.faults.list().length === 0)
    giveUp.abort()
    await trying
    await until(() => stand(tried, mark) > 0)
    await reconcile(post, tried, postKey, done, since)
    assert.equal(stand(tried, mark), 1)
  })

  labTest(suite, 'what an earlier try left is found, and what never stood is not', async (_lab, tried) => {
    const content = plain(`looked for ${freshMark()}`)
    const key = freshKey()
    const since = tried.call.clock.now()
    const { post, postKey, done } = await prepare(network, tried.call, content, key)
    if (!post.find) return
    const absent = await post.find(tried.call, postKey, done, since)
    assert.equal(absent.found, false)
    const { ref } = await post.run(tried.call, postKey, done)
    const found = await post.find(tried.call, postKey, done, since)
    assert.ok(found.found && found.result.ref?.id === ref?.id, 'it is not found')
    const removed = ref && (await network.remove?.(tried.call, ref, { [post.name]: { ref } }))
    if (removed)
      assert.equal((await post.find(tried.call, postKey, done, since)).found, false, 'what was removed is found')
  })

  labTest(suite, 'an older post with the same words is not taken for this one', async (lab, tried) => {
    const content = plain(`good morning ${freshMark()}`)
    await publish(network, tried.call, content)
    lab.clock.moveBy(2 * 3_600_000)
    if (network.refresh) tried.call.account.secrets = (await network.refresh(tried.call)).secrets
    const { post, postKey, done } = await prepare(network, tried.call, content, freshKey())
    if (!post.find) return
    const found = await post.find(tried.call, postKey, done, tried.call.clock.now())
    assert.equal(found.found, false)
  })

  labTest(suite, 'a lost answer in a later part of a thread leaves that part once', async (lab, tried) => {
    if (!network.composing.can.thread) return
    const mark = freshMark()
    const content: PreparedContent = {
      ...plain(''),
      parts: [`a ${mark}`, `b ${mark}`].map((text) => ({ text, media: [] })),
    }
    const key = freshKey()
    const { post, postKey, done } = await prepare(network, tried.call, content, key)
    done[post.name] = await post.run(tried.call, postKey, done)
    const thread = await threadStep(network, tried, content)
    const since = tried.call.clock.now()
    lab.faults.add({ method: written(tried), when: 'after-commit', act: 'drop', times: 1 })
    await failsAs(tried.call, 'unknown-outcome', () => thread.run(tried.call, `${key}:${thread.name}`, done))
    await reconcile(thread, tried, `${key}:${thread.name}`, done, since)
    assert.equal(stand(tried, mark), 2)
  })
}

const lostAnswers: [string, Pick<Fault, 'act' | 'when' | 'status'>][] = [
  ['the answer is dropped after the post stood', { act: 'drop', when: 'after-commit' }],
  ['the answer turns into a server error after the post stood', { act: 'status', status: 502, when: 'after-commit' }],
  ['the answer is garbage after the post stood', { act: 'garbage', when: 'after-commit' }],
]

const written = ({ world }: Tried) => world.postMethod ?? 'POST'

async function threadStep(network: Network, { call }: Tried, content: PreparedContent): Promise<Step> {
  const step = stepsOf(network, await dressed(network, content), call.account).find((one) => one.role === 'thread')
  assert.ok(step)
  return step
}

/** What the engine may do by the step's own word. */
async function reconcile(
  step: Step,
  { call }: Tried,
  key: string,
  done: Parameters<Step['run']>[2],
  since: Date,
): Promise<void> {
  if (step.again.way === 'never') return
  if (step.again.way === 'same-key') return isRef((await step.run(call, key, done)).ref)
  const found = await step.find?.(call, key, done, since)
  assert.ok(found?.found, 'what stands was not found')
  isRef(found.result.ref)
}

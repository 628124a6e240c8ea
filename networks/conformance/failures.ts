import assert from 'node:assert/strict'
import { freshKey, plain, prepare } from './publishing.ts'
import { failsAs, freshMark, labTest, type Suite, standing } from './suite.ts'

export function tellsFailuresApart(suite: Suite): void {
  const { network } = suite

  labTest(
    suite,
    'too many calls: it says to slow down, for as long as the network said, and nothing stands',
    async (lab, { call }) => {
      const mark = freshMark()
      const { post, postKey, done } = await prepare(network, call, plain(mark), freshKey())
      lab.faults.add({ act: 'rate-limit', when: 'no-commit', retryAfterS: 40, times: 1 })
      const failure = await failsAs(call, 'slow-down', () => post.run(call, postKey, done))
      const { retryAfterMs } = failure
      assert.ok(
        retryAfterMs !== undefined && retryAfterMs > 35_000 && retryAfterMs <= 41_000,
        `it says ${retryAfterMs} ms`,
      )
      assert.equal(standing(lab, network, mark).length, 0)
    },
  )

  labTest(suite, 'too many calls and no word of when: it still says to slow down', async (lab, { call }) => {
    const { post, postKey, done } = await prepare(network, call, plain(freshMark()), freshKey())
    lab.faults.add({ act: 'rate-limit', when: 'no-commit', retryAfterS: null, times: 1 })
    const failure = await failsAs(call, 'slow-down', () => post.run(call, postKey, done))
    assert.ok(failure.retryAfterMs === undefined || failure.retryAfterMs > 0)
  })

  labTest(suite, 'a server error in answer to a post leaves its outcome unknown', async (lab, { call }) => {
    const { post, postKey, done } = await prepare(network, call, plain(freshMark()), freshKey())
    lab.faults.add({ act: 'status', status: 500, when: 'no-commit', times: 1 })
    await failsAs(call, 'unknown-outcome', () => post.run(call, postKey, done))
  })

  labTest(suite, 'a connection dropped under a post leaves its outcome unknown', async (lab, { call }) => {
    const { post, postKey, done } = await prepare(network, call, plain(freshMark()), freshKey())
    lab.faults.add({ act: 'drop', when: 'no-commit', times: 1 })
    await failsAs(call, 'unknown-outcome', () => post.run(call, postKey, done))
  })

  labTest(suite, 'a server error in answer to a question means the network is down', async (lab, { call }) => {
    for (const status of [500, 502, 503]) {
      lab.faults.add({ act: 'status', status, when: 'no-commit', times: 1 })
      await failsAs(call, 'network-down', () => network.health(call))
      lab.faults.clear()
    }
  })

  labTest(suite, 'garbage in answer to a question means the network is down', async (lab, { call }) => {
    lab.faults.add({ act: 'garbage', when: 'no-commit', times: 1 })
    await failsAs(call, 'network-down', () => network.health(call))
  })

  labTest(suite, 'a server that cannot be reached under a post surely did nothing', async (_lab, { call }) => {
    const away = { ...call, account: { ...call.account, server: 'http://127.0.0.1:9' } }
    const { post, postKey, done } = await prepare(network, call, plain(freshMark()), freshKey())
    await failsAs(call, 'network-down', () => post.run(away, postKey, done))
  })

  labTest(
    suite,
    'access that ended under a post: it says to reconnect, and nothing stands until it is renewed',
    async (lab, { call }) => {
      const mark = freshMark()
      const { post, postKey, done } = await prepare(network, call, plain(mark), freshKey())
      lab.faults.add({ act: 'expire-token', when: 'before-commit', times: 1 })
      await failsAs(call, 'reconnect', () => post.run(call, postKey, done))
      assert.equal(standing(lab, network, mark).length, 0)
      if (!network.refresh) return
      const { secrets } = await network.refresh(call)
      await post.run({ ...call, account: { ...call.account, secrets } }, postKey, done)
      assert.equal(standing(lab, network, mark).length, 1)
    },
  )
}

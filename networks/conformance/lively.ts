import assert from 'node:assert/strict'
import type { Call, Network } from '../contract.ts'
import type { Lab } from '../lab/lab.ts'
import { plain, publish } from './publishing.ts'

export const livelyTitle = 'among lively people what is heard, counted and read under a post is the same'

/** A day after a post, in a lab whose people are lively. */
export const agreesAmongLivelyPeople =
  (network: Network) =>
  async (call: Call, { lab }: { lab: Lab }): Promise<void> => {
    const { ref } = await publish(network, call, plain('Where shall we go for coffee? Куди підемо?'))
    lab.clock.moveBy(26 * 3_600_000)
    const secrets = (await network.refresh?.(call))?.secrets ?? call.account.secrets
    const later: Call = { ...call, account: { ...call.account, secrets } }
    const under = (await network.inbox?.comments?.(later, ref, undefined))?.items ?? []
    const numbers = (await network.metrics?.posts?.(later, [ref]))?.[ref.id]
    assert.ok(under.length > 0)
    assert.deepEqual((await commentsHeard(network, later)).sort(), under.map((one) => one.id).sort())
    assert.equal(numbers?.comments, under.length)
  }

async function commentsHeard({ inbox }: Network, call: Call): Promise<string[]> {
  const heard: string[] = []
  let cursor: string | undefined
  for (let polls = 0; polls < 20; polls++) {
    const page = await inbox?.poll?.(call, cursor)
    if (!page || page.items.length === 0) break
    heard.push(...page.items.filter((one) => one.kind === 'comment').map((one) => one.id))
    cursor = page.cursor
  }
  return heard
}

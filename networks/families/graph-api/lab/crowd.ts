import assert from 'node:assert/strict'
import type { Call, Network, RemoteRef } from '../../../contract.ts'
import type { Lab } from '../../../lab/lab.ts'

const minuteMs = 60_000
const aMinute = 200
const minutes = 10

type Crowd = { network: Network; lab: Lab; call: Call; ref: RemoteRef }

/** Two hundred people a minute speak under one post, which is looked at once a minute and read on while there is something. Returns the most calls of a minute. */
export async function crowdIsHeard({ network, lab, call, ref }: Crowd): Promise<number> {
  let calls = 0
  const counted: Call['http'] = (request) => {
    calls++
    return call.http(request)
  }
  const counting: Call = { ...call, http: counted }
  const say = lab.network(network.composing.id).comment
  const poll = network.inbox?.poll
  assert.ok(say && poll)
  let { cursor } = await poll(counting, undefined)
  const heard: string[] = []
  let most = 0
  for (let minute = 0; minute < minutes; minute++) {
    for (let n = 0; n < aMinute; n++) await say(ref.id, `Voice ${minute * aMinute + n}`)
    lab.clock.moveBy(minuteMs)
    calls = 0
    for (let left = true; left; ) {
      const page = await poll(counting, cursor)
      heard.push(...page.items.map((one) => one.text))
      cursor = page.cursor
      left = page.items.length > 0
    }
    most = Math.max(most, calls)
    assert.equal(heard.length, (minute + 1) * aMinute)
  }
  assert.equal(new Set(heard).size, aMinute * minutes)
  return most
}

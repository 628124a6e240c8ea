import assert from 'node:assert/strict'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Network } from '../contract.ts'
import type { LabNetwork } from '../lab/lab.ts'
import { freshKey, plain, publish } from './publishing.ts'
import { callOf, connectIn, labWorld } from './world.ts'

const pollsATurn = 5
const minuteMs = 60_000
const patienceMinutes = 20

/**
 * So many people speak under a post within these minutes, and the desk asks once a minute while the network refuses whoever
 * asks too often; once the wire breaks in the middle of a question. Each is heard once. Returns the calls it took.
 */
export async function hearsACrowd(
  network: Network,
  emulator: LabNetwork,
  { people, minutes }: { people: number; minutes: number },
): Promise<number> {
  const world = await labWorld(emulator, { enforceRates: true })
  const { lab } = world
  try {
    const call = callOf(await connectIn(network, world), world.context)
    const ear = listener(network, call)
    const { ref } = await publish(network, call, plain(`Talk to me ${freshKey()}`))
    lab.clock.moveBy(minuteMs)
    await ear.turn()
    const each = people / minutes
    for (let said = 0; said < people; said++) {
      await lab.network(network.composing.id).comment?.(ref.id, `Voice ${said}`)
      lab.clock.moveBy(minuteMs / each)
      if ((said + 1) % each > 0) continue
      if (said + 1 === each)
        lab.faults.add({ method: 'GET', act: 'drop', when: 'no-commit', times: 1, probability: 0.5 })
      await ear.turn()
    }
    for (let waited = 0; waited < patienceMinutes && ear.voices().length < people; waited++) {
      lab.clock.moveBy(minuteMs)
      await ear.turn()
    }
    assert.equal(new Set(ear.voices()).size, people)
    assert.equal(ear.voices().length, people)
    return ear.calls()
  } finally {
    await world.close()
  }
}

function listener(network: Network, call: Call) {
  const heard: string[] = []
  let cursor: string | undefined
  let asked = 0
  const http: Call['http'] = (request) => {
    asked++
    return call.http(request)
  }
  const turn = async () => {
    for (let poll = 0; poll < pollsATurn; poll++) {
      const page = await network.inbox?.poll?.({ ...call, http }, cursor).catch(refusedFor)
      heard.push(...(page?.items ?? []).map((one) => one.text))
      cursor = page?.cursor ?? cursor
      if (!page || page.items.length === 0) return
    }
  }
  const voices = () => heard.flatMap((text) => /Voice \d+/.exec(text)?.[0] ?? [])
  return { turn, voices, calls: () => asked }
}

function refusedFor(error: unknown): undefined {
  if (!(error instanceof NetworkFailure && ['slow-down', 'network-down'].includes(error.kind))) throw error
}

import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { FailureKind } from '../../kernel/failure.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, ConnectedAccount, Network, RemoteRef } from '../contract.ts'
import type { Lab } from '../lab/lab.ts'
import type { NetworkWorld } from './world.ts'

export type Tried = {
  world: NetworkWorld
  connected: ConnectedAccount
  call: Call
  folder: string
  removeFolder: () => Promise<void>
}
export type Suite = { network: Network; tried: () => Tried }

export function untried(): never {
  throw new Error('the world of this suite could not be opened')
}

/** A test that needs the oracle or troubles: skipped on a real server. */
export function labTest(suite: Suite, title: string, run: (lab: Lab, tried: Tried) => Promise<void>): void {
  test(title, async (context: TestContext) => {
    const tried = suite.tried()
    const { lab } = tried.world
    if (!lab) return context.skip('a real server makes no trouble on demand')
    await run(lab, tried)
  })
}

/** Objects standing in the oracle whose text holds the mark. */
export const standing = (lab: Lab, network: Network, mark: string) =>
  lab.ledger.live(network.composing.id).filter((one) => one.text?.includes(mark))

/** Rejects with a NetworkFailure of one of these kinds, which tells no secret. */
export async function failsAs(
  call: Call,
  kinds: FailureKind | FailureKind[],
  run: () => Promise<unknown>,
): Promise<NetworkFailure> {
  const failure = await run().then(
    (result) => assert.fail(`it should have failed as ${kinds}, but gave ${JSON.stringify(result)?.slice(0, 300)}`),
    (error: unknown) => error,
  )
  if (!(failure instanceof NetworkFailure)) throw failure
  assert.ok(
    [kinds].flat().includes(failure.kind),
    `it failed as ${failure.kind} (${failure.message}) and not as ${kinds}`,
  )
  const told = `${failure.message} ${JSON.stringify(failure.evidence)}`
  for (const [name, secret] of [...Object.entries(call.account.secrets), ...Object.entries(call.account.app)])
    if (secret.length > 7) assert.ok(!told.includes(secret), `the failure tells the secret ${name}`)
  return failure
}

let marks = 0
/** A word that no other text of this run has. */
export const freshMark = () => `mark${process.pid}x${(++marks).toString(36)}x`

export function isRef(ref: RemoteRef | undefined): asserts ref is RemoteRef {
  assert.ok(ref?.id, 'it left no ref')
  if (ref.url !== undefined) assert.doesNotThrow(() => new URL(ref.url ?? ''))
}

/** Waits for what happens elsewhere; fails when it does not within ten seconds. */
export async function until(happened: () => boolean): Promise<void> {
  for (let tries = 0; !happened(); tries++) {
    if (tries > 1000) assert.fail('it never happened')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

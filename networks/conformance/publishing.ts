import { setTimeout as wait } from 'node:timers/promises'
import { NetworkFailure } from '../../kernel/failure.ts'
import type {
  AccountAccess,
  Call,
  Network,
  PreparedContent,
  RemoteRef,
  Step,
  StepResult,
  StepsDone,
} from '../contract.ts'

type Dress = (content: PreparedContent) => Promise<PreparedContent>
const dresses = new WeakMap<Network, Dress>()

/** From now on, what is published there is first given what every post needs. */
export const dressPosts = (network: Network, dress: Dress): void => void dresses.set(network, dress)
/** The content with what every post needs on this network. */
export const dressed: (network: Network, content: PreparedContent) => Promise<PreparedContent> = async (
  network,
  content,
) => (await dresses.get(network)?.(content)) ?? content

/** The plan for a content that was dressed. */
export function stepsOf(network: Network, content: PreparedContent, account: AccountAccess): Step[] {
  if (!network.publish) throw new Error(`${network.composing.id} can only be read`)
  return network.publish.steps(content, account)
}

export type Published = { ref: RemoteRef; done: StepsDone; steps: Step[] }

let serial = 0
/** A key no other publication of this run has. */
export const freshKey = () => `conformance-${process.pid}-${++serial}`

export const plain = (text: string, changed: Partial<PreparedContent> = {}): PreparedContent => ({
  parts: [{ text, media: [] }],
  options: {},
  ...changed,
})

/** Runs every step in order, as the engine does: each with its own key, waiting where the network says so. */
export async function publish(
  network: Network,
  call: Call,
  content: PreparedContent,
  key = freshKey(),
): Promise<Published> {
  const steps = stepsOf(network, await dressed(network, content), call.account)
  const done: StepsDone = {}
  for (const step of steps) done[step.name] = await runPatiently(step, call, `${key}:${step.name}`, done)
  return { ref: postRef(steps, done), done, steps }
}

/** Runs the steps before the post itself. */
export async function prepare(
  network: Network,
  call: Call,
  content: PreparedContent,
  key: string,
): Promise<{ post: Step; postKey: string; done: StepsDone }> {
  const steps = stepsOf(network, await dressed(network, content), call.account)
  const done: StepsDone = {}
  for (const step of steps) {
    if (step.role === 'post') return { post: step, postKey: `${key}:${step.name}`, done }
    done[step.name] = await runPatiently(step, call, `${key}:${step.name}`, done)
  }
  throw new Error('no step of the plan is the post')
}

export function postRef(steps: Step[], done: StepsDone): RemoteRef {
  const post = steps.find((step) => step.role === 'post')
  const ref = post && done[post.name]?.ref
  if (!ref) throw new Error('the post step left no ref')
  return ref
}

/** What is still being processed is asked again, as long as it says that it goes on. */
async function runPatiently(step: Step, call: Call, key: string, done: StepsDone): Promise<StepResult> {
  for (let tries = 0; ; tries++) {
    try {
      return await step.run(call, key, done)
    } catch (error) {
      const goesOn =
        error instanceof NetworkFailure && error.kind === 'slow-down' && step.role === 'prepare' && tries < 60
      if (!goesOn) throw error
      await wait(Math.min(error.retryAfterMs ?? 500, 500))
    }
  }
}

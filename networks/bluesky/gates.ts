import type { JsonObject } from '../../kernel/json.ts'
import type { Content } from '../compose.ts'
import type { Call, Step, StepResult, StepsDone } from '../contract.ts'
import { replyRules } from './compose.ts'
import { partsOf, readRecord, writeAt } from './records.ts'

export const replyGateCollection = 'app.bsky.feed.threadgate'
export const quoteGateCollection = 'app.bsky.feed.postgate'

const rules = {
  mentioned: 'app.bsky.feed.threadgate#mentionRule',
  followers: 'app.bsky.feed.threadgate#followerRule',
  following: 'app.bsky.feed.threadgate#followingRule',
}

/** Who may answer and who may quote, set right after the post; each gate bears the record key of its post. */
export function gateSteps(options: Content['options']): Step[] {
  const allow = replyRules(options)?.map((rule) => ({ $type: rules[rule] }))
  const steps: Step[] = []
  if (allow) steps.push(gateStep('replies', replyGateCollection, { allow }))
  if (options.quotes === false)
    steps.push(
      gateStep('quotes', quoteGateCollection, { embeddingRules: [{ $type: 'app.bsky.feed.postgate#disableRule' }] }),
    )
  return steps
}

const gateStep = (name: string, collection: string, settings: JsonObject): Step => ({
  name,
  role: 'finish',
  again: { way: 'same-key', forMs: 24 * 3_600_000 },
  run: async (call, _key, done) => writeGate(call, collection, settings, done),
  find: async (call, _key, done) => {
    const standing = await readRecord(call, { collection, rkey: rkeyOfPost(done) })
    return standing ? { found: true, result: { data: { gate: standing.uri } } } : { found: false, sure: true }
  },
})

async function writeGate(call: Call, collection: string, settings: JsonObject, done: StepsDone): Promise<StepResult> {
  const post = done.post?.ref?.id ?? ''
  const record = { $type: collection, post, ...settings, createdAt: call.clock.now().toISOString() }
  const { uri } = await writeAt(call, { collection, rkey: rkeyOfPost(done) }, record)
  return { data: { gate: uri } }
}

const rkeyOfPost = (done: StepsDone): string => partsOf(done.post?.ref?.id ?? '').rkey

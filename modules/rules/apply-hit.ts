import { inTransaction } from '../../kernel/db/connect.ts'
import { announce } from '../../kernel/events.ts'
import { Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { conversationFacts } from '../inbox/index.ts'
import { type Doing, doAction } from './do-action.ts'
import type { Action, Before, DoneAction } from './done-action.ts'
import type { Facts, Place } from './facts.ts'
import { hitMade, keepActions } from './hit-store.ts'
import type { RuleRow } from './rule-store.ts'

/**
 * Does what a rule says with what it hit, and keeps what stood before. One hit a rule and interaction: what a process left open is
 * gone on with, what was done is not done again.
 */
export async function applyHit(
  world: NetworkedWorld,
  rule: RuleRow,
  { facts, places }: { facts: Facts; places: Place[] },
): Promise<void> {
  const [conversation] = facts.conversationId ? await conversationFacts(world.db, [facts.conversationId]) : []
  if (!conversation) return
  const now = world.clock.now()
  const before: Before = {
    ...{ labels: conversation.labels, assigneeId: conversation.assigneeId, priority: conversation.priority },
    ...{ state: conversation.state, tone: conversation.tone },
  }
  const hit = await hitMade(world.db, {
    ...{ id: newId(now), brandId: rule.brandId, ruleId: rule.id, version: rule.version, at: now, places },
    ...{ interactionId: facts.interactionId, conversationId: conversation.id, before, undoneAt: null, undoneBy: null },
    actions: rule.actions.map((want) => ({ want, state: 'open' })),
  })
  const actions = [...hit.actions]
  for (const [at, action] of actions.entries()) {
    if (action.state !== 'open') continue
    actions[at] = await done(world, { rule, facts, conversationId: conversation.id, hitId: hit.id }, action.want)
    await keepActions(world.db, hit.id, actions)
  }
  if (hit.at.getTime() === now.getTime())
    await inTransaction(world.db, (tx) =>
      announce(tx, 'rule.hit', { ruleId: rule.id, hitId: hit.id }, { brandId: rule.brandId }),
    )
}

/** Our own no (an assignee who left, a network that cannot) is kept as the reason; what broke is thrown, and tried again. */
async function done(world: NetworkedWorld, doing: Doing, want: Action): Promise<DoneAction> {
  try {
    return { want, state: 'done', ...(await doAction(world, doing, want)) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [field] = error.fields
    const said = field ? { code: field.code, values: field.values } : { code: error.code, values: error.values }
    return { want, state: 'failed', said }
  }
}

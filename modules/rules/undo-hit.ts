import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { conflict, Refusal } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import {
  type Actor,
  type Change,
  type ConversationFacts,
  cancelReply,
  changeConversation,
  conversationFacts,
  undoAct,
} from '../inbox/index.ts'
import { type Caller, recordAct } from '../team/index.ts'
import type { Undone } from './api.ts'
import type { Before, DoneAction } from './done-action.ts'
import { type HitRow, hitOf, standingHits } from './hit-store.ts'
import { ruleOf } from './rule-store.ts'

/**
 * Takes back what a hit did, as far as it still stands as the rule left it. What somebody changed since, and what cannot be taken back
 * (words deleted at the network, a reply that is out), stays and says why. Doing it twice changes nothing.
 */
export async function undoHit(world: NetworkedWorld, caller: Caller, brandId: string, hitId: string): Promise<void> {
  const hit = await hitOf(world.db, brandId, hitId)
  if (hit.undoneAt !== null) return
  if ((await undo(world, caller, hit)) === 'under-way') throw conflict('rules.underWay')
}

const atOnce = 100

type Many = { brandId: string; ruleId: string; since: Date; after: string }

/** The next hundred hits of a rule since that moment: how many were undone wholly, and of how many something stays. */
export async function undoSince(world: NetworkedWorld, caller: Caller, of: Many): Promise<z.input<typeof Undone>> {
  const rule = await ruleOf(world.db, of.brandId, of.ruleId, 'deleted')
  const hits = await standingHits(world.db, { ...of, ruleId: rule.id, limit: atOnce })
  let kept = 0
  for (const hit of hits) {
    const actions = await undo(world, caller, hit)
    if (actions === 'under-way' || actions.some((one) => one.state === 'kept')) kept++
  }
  const last = hits.length === atOnce ? hits.at(-1) : undefined
  return { undone: hits.length - kept, kept, next: last?.id ?? null }
}

/** What the network was asked for and did not answer yet cannot be taken back yet: then nothing is. */
async function undo(world: NetworkedWorld, caller: Caller, hit: HitRow): Promise<DoneAction[] | 'under-way'> {
  const acts = await actStates(world.db, hit)
  if ([...acts.values()].includes('waiting')) return 'under-way'
  const [conversation] = await conversationFacts(world.db, [hit.conversationId])
  const actions: DoneAction[] = []
  for (const action of hit.actions)
    actions.push(
      action.state === 'done' ? await undoAction(world, caller, { hit, conversation, action, acts }) : action,
    )
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    await tx
      .updateTable('ruleHit')
      .set({ actions: JSON.stringify(actions), undoneAt: now, undoneBy: caller.userId })
      .where('id', '=', hit.id)
      .execute()
    const { brandId } = hit
    await recordAct(tx, {
      by: caller,
      name: 'rule.hit-undone',
      brandId,
      subject: hit.id,
      details: { ruleId: hit.ruleId },
      at: now,
    })
    await announce(tx, 'rule.hit-undone', { ruleId: hit.ruleId, hitId: hit.id }, { brandId })
  })
  return actions
}

type ActStates = Map<string, string>
type Undoing = { hit: HitRow; conversation: ConversationFacts | undefined; action: DoneAction; acts: ActStates }

async function actStates(db: DbOrTx, { actions }: HitRow): Promise<ActStates> {
  const ids = actions.flatMap((one) => one.actId ?? [])
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('interactionAct').select(['id', 'state']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.state]))
}

async function undoAction(world: NetworkedWorld, caller: Caller, undoing: Undoing): Promise<DoneAction> {
  const { hit, conversation, action } = undoing
  const kept = (code: string): DoneAction => ({ ...action, state: 'kept', said: { code } })
  if (!conversation) return kept('rules.kept.gone')
  try {
    const change = changeBack(action, hit.before, conversation)
    if (change === 'changed-since') return kept('rules.kept.changed')
    if (change) await changeConversation(world, by(caller), conversation.id, change)
    else if (action.replyId) await cancelReply(world, caller, { brandId: hit.brandId, replyId: action.replyId })
    else if (!action.actId || !isUndoable(action.want.kind)) return kept(`rules.kept.${action.want.kind}`)
    else if (undoing.acts.get(action.actId) === 'done')
      await undoAct(world, by(caller), { brandId: hit.brandId, actId: action.actId })
    return { ...action, state: 'undone', said: undefined }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [field] = error.fields
    return { ...action, state: 'kept', said: field ?? { code: error.code, values: error.values } }
  }
}

const by = (caller: Caller): Actor => ({ kind: 'person', caller })

/** Undefined where it is no change of the conversation. */
function changeBack(
  { want }: Pick<DoneAction, 'want'>,
  before: Before,
  now: Pick<ConversationFacts, 'labels' | 'assigneeId' | 'priority' | 'state' | 'tone'>,
): Change | 'changed-since' | undefined {
  switch (want.kind) {
    case 'label':
      return { removeLabels: want.labels.filter((one) => !before.labels.includes(one)) }
    case 'assign':
      return now.assigneeId === want.userId ? { assigneeId: before.assigneeId } : 'changed-since'
    case 'priority':
      return now.priority === want.priority ? { priority: before.priority } : 'changed-since'
    case 'tone':
      return now.tone === want.tone ? { tone: before.tone } : 'changed-since'
    case 'state':
      return now.state === want.state ? { state: stateBefore(before) } : 'changed-since'
    case 'snooze':
      return now.state === 'snoozed' ? { state: stateBefore(before) } : 'changed-since'
    default:
      return undefined
  }
}

/** What was put off before is simply open: until when it was to rest, news has ended. */
const stateBefore = ({ state }: Before) => (state === 'snoozed' ? 'open' : state)

const undoable = ['hide', 'block', 'mute', 'like']
const isUndoable = (kind: string) => undoable.includes(kind)

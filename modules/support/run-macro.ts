import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { conflict, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { addNote, type Change, cancelReply, changeConversation, replyTo } from '../inbox/index.ts'
import type { Caller } from '../team/index.ts'
import type { MacroRan, MacroUndone } from './api.ts'
import type { MacroAct, MacroState } from './kept.ts'
import { macroOf, noteMacroUsed } from './macros.ts'
import { fillFor } from './saved-replies.ts'
import { type ConversationHere, conversationIn, lastToAnswer } from './store.ts'

type OfRun = { brandId: string; macroId: string; conversationId: string }

/** Carries out all acts of a macro on a conversation, or none. Throws what any of them refuses. */
export async function runMacro(world: NetworkedWorld, caller: Caller, of: OfRun): Promise<z.input<typeof MacroRan>> {
  const at = world.clock.now()
  return inTransaction(world.db, async (tx) => {
    const within = { ...world, db: tx }
    const { acts } = await macroOf(tx, of)
    const before = await conversationIn(tx, of.brandId, of.conversationId)
    const change = changeBy(acts, before, caller, at)
    const replyId = await sayBy(within, tx, caller, of, acts)
    if (Object.keys(change).length)
      await changeConversation(within, { kind: 'person', caller }, of.conversationId, change)
    for (const act of acts)
      if (act.do === 'note')
        await addNote(tx, { id: of.conversationId, brandId: of.brandId, by: caller.userId, text: act.text, at })
    const after = await conversationIn(tx, of.brandId, of.conversationId)
    const id = newId(at)
    await tx
      .insertInto('macroRun')
      .values({
        ...{ id, ...of, by: caller.userId, at, replyId, undoneAt: null },
        ...{ before: JSON.stringify(stateOf(before)), after: JSON.stringify(stateOf(after)) },
      })
      .execute()
    await noteMacroUsed(tx, of.macroId)
    await announce(tx, 'macro.run', { conversationId: of.conversationId }, { brandId: of.brandId })
    return { id, replyId }
  })
}

function changeBy(acts: MacroAct[], before: ConversationHere, caller: Caller, now: Date): Change {
  const change: Change = {}
  for (const act of acts)
    if (act.do === 'label') Object.assign(change, { addLabels: act.add, removeLabels: act.remove })
    else if (act.do === 'assign')
      change.assigneeId = act.to === 'me' ? caller.userId : act.to === 'nobody' ? null : act.to
    else if (act.do === 'state') change.state = act.state
    else if (act.do === 'snooze')
      Object.assign(change, { state: 'snoozed', snoozedUntil: new Date(now.getTime() + act.minutes * 60_000) })
    else if (act.do === 'priority' && act.priority !== before.priority) change.priority = act.priority
  return change
}

async function sayBy(
  world: NetworkedWorld,
  tx: Tx,
  caller: Caller,
  of: OfRun,
  acts: MacroAct[],
): Promise<string | null> {
  const act = acts.find((one) => one.do === 'reply')
  if (!act) return null
  const { text, missing } = await fillFor(world, caller, { ...of, savedReplyId: act.savedReplyId }, of)
  const [unknown] = missing
  if (unknown) throw conflict('support.macroLacks', { name: unknown })
  const to = await lastToAnswer(tx, of.conversationId)
  if (!to) throw conflict('support.nothingToAnswer')
  return replyTo(
    world,
    { kind: 'person', caller },
    { brandId: of.brandId, conversationId: of.conversationId, to, text },
  )
}

const stateOf = ({ assigneeId, state, snoozedUntil, labels, priority }: ConversationHere): MacroState => ({
  ...{ assigneeId, state, snoozedUntil: snoozedUntil?.toISOString() ?? null, labels, priority },
})

/** Takes back what a macro did where nobody changed it since, and its reply while it is not sent. Tells what was left. */
export async function undoMacro(
  world: NetworkedWorld,
  caller: Caller,
  { brandId, macroRunId }: { brandId: string; macroRunId: string },
): Promise<z.input<typeof MacroUndone>> {
  return inTransaction(world.db, async (tx) => {
    const run = await tx
      .selectFrom('macroRun')
      .selectAll()
      .where('brandId', '=', brandId)
      .where('id', '=', macroRunId)
      .forUpdate()
      .executeTakeFirst()
    if (!run) throw notFound('support.noMacroRun')
    if (run.undoneAt) throw conflict('support.undoneAlready')
    const now = await conversationIn(tx, brandId, run.conversationId)
    const { change, kept } = wayBack(run.before, run.after, stateOf(now))
    const within = { ...world, db: tx }
    const actor = { kind: 'person', caller } as const
    if (Object.keys(change).length) await changeConversation(within, actor, run.conversationId, change)
    if (run.replyId && !(await isTakenBack(within, caller, brandId, run.replyId))) kept.push('reply')
    await tx.updateTable('macroRun').set({ undoneAt: world.clock.now() }).where('id', '=', run.id).execute()
    return { kept }
  })
}

/** What to change so that it is as before, and what somebody changed since. */
export function wayBack(before: MacroState, after: MacroState, now: MacroState): { change: Change; kept: string[] } {
  const change: Change = {}
  const kept: string[] = []
  const back = (field: 'assigneeId' | 'priority' | 'state', act: () => void) => {
    if (before[field] === after[field]) return
    if (now[field] === after[field]) act()
    else kept.push(field)
  }
  back('assigneeId', () => Object.assign(change, { assigneeId: before.assigneeId }))
  back('priority', () => Object.assign(change, { priority: before.priority }))
  back('state', () => {
    const until = before.snoozedUntil ? new Date(before.snoozedUntil) : null
    Object.assign(change, { state: before.state, ...(before.state === 'snoozed' ? { snoozedUntil: until } : {}) })
  })
  const removeLabels = after.labels.filter((one) => !before.labels.includes(one) && now.labels.includes(one))
  const addLabels = before.labels.filter((one) => !after.labels.includes(one) && !now.labels.includes(one))
  if (removeLabels.length + addLabels.length) Object.assign(change, { addLabels, removeLabels })
  return { change, kept }
}

async function isTakenBack(world: NetworkedWorld, caller: Caller, brandId: string, replyId: string): Promise<boolean> {
  const reply = await world.db.selectFrom('reply').select('state').where('id', '=', replyId).executeTakeFirst()
  if (reply?.state !== 'going' && reply?.state !== 'waiting-approval') return reply?.state === 'cancelled'
  await cancelReply(world, caller, { brandId, replyId })
  return true
}

import { Refusal } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type Actor, actOn, type Change, changeConversation, hrefOf, replyTo } from '../inbox/index.ts'
import { notify } from '../team/index.ts'
import type { Action, DoneAction } from './done-action.ts'
import type { Facts } from './facts.ts'
import type { RuleRow } from './rule-store.ts'

export type Doing = { rule: RuleRow; facts: Facts; conversationId: string; hitId: string }
type Done = Pick<DoneAction, 'actId' | 'replyId'> & Partial<Pick<DoneAction, 'state' | 'said'>>

/** Does one action; doing it twice changes nothing more. Throws a Refusal when it cannot be done. */
export async function doAction(world: NetworkedWorld, doing: Doing, want: Action): Promise<Done> {
  const actor: Actor = { kind: 'rule', ruleId: doing.rule.id, name: doing.rule.name }
  const change = changeBy(want, world.clock.now())
  if (change) {
    await changeConversation(world, actor, doing.conversationId, change)
    return {}
  }
  if (want.kind === 'reply') return reply(world, actor, doing, want.text)
  if (want.kind === 'notify') return tell(world, doing, want.userIds)
  if (isAct(want)) return { actId: await actOn(world, actor, { ...of(doing), kind: want.kind }) }
  return {}
}

const of = ({ rule, facts }: Doing) => ({ brandId: rule.brandId, interactionId: facts.interactionId })

function changeBy(want: Action, now: Date): Change | undefined {
  switch (want.kind) {
    case 'label':
      return { addLabels: want.labels }
    case 'assign':
      return { assigneeId: want.userId }
    case 'priority':
      return { priority: want.priority }
    case 'state':
      return { state: want.state }
    case 'snooze':
      return { state: 'snoozed', snoozedUntil: new Date(now.getTime() + want.hours * 3_600_000) }
    case 'tone':
      return { tone: want.tone }
    default:
      return undefined
  }
}

const actKinds = ['hide', 'delete', 'block', 'mute', 'like'] as const
type Act = Extract<Action, { kind: (typeof actKinds)[number] }>
const isAct = (want: Action): want is Act => actKinds.some((kind) => kind === want.kind)

const oncePerMs = 24 * 3_600_000

/** Once a day in a conversation: two machines never talk to each other without end. */
async function reply(world: NetworkedWorld, actor: Actor, doing: Doing, text: string): Promise<Done> {
  const { rule, facts, conversationId } = doing
  const before = await world.db
    .selectFrom('reply')
    .select(['id', 'interactionId'])
    .where('conversationId', '=', conversationId)
    .where('ruleId', '=', rule.id)
    .where('madeAt', '>', new Date(world.clock.now().getTime() - oncePerMs))
    .orderBy('madeAt', 'desc')
    .executeTakeFirst()
  if (before?.interactionId === facts.interactionId) return { replyId: before.id }
  if (before) throw new Refusal(409, 'rules.repliedToday')
  const to = facts.interactionId
  return { replyId: await replyTo(world, actor, { brandId: rule.brandId, conversationId, to, text }) }
}

const shownText = 140

async function tell(
  world: NetworkedWorld,
  { rule, facts, conversationId, hitId }: Doing,
  userIds: string[],
): Promise<Done> {
  await notify(world.db, {
    ...{ to: { userIds }, brandId: rule.brandId, kind: 'rules.hit', severity: 'warning', key: 'rules.notice.hit' },
    values: { rule: rule.name, who: facts.author.name || facts.author.handle, text: facts.text.slice(0, shownText) },
    ...{ href: hrefOf({ brandId: rule.brandId, id: conversationId }), about: `rule hit ${hitId}` },
    at: world.clock.now(),
  })
  return {}
}

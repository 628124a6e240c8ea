import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { badField } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { filledWords } from '../../networks/template-words.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountOf } from '../brand/index.ts'
import { type AnswerWay, sendAnswer } from '../publishing/index.ts'
import { allow, mayIn, notify } from '../team/index.ts'
import { type Actor, personOf } from './actor.ts'
import { hrefOf } from './change-conversation.ts'
import { asHeard, type ConversationRow, conversationOf, type InteractionRow, interactionOf } from './conversation.ts'
import { tellChanged } from './facts.ts'
import { fillTemplate } from './fill-template.ts'
import { refuseWhileOthersAnswer } from './others-answering.ts'
import { settingsOf } from './settings.ts'
import type { Chosen, KeptTemplate } from './tables.ts'
import { type Way, waysToAnswer } from './ways-to-answer.ts'

export type NewReply = {
  brandId: string
  conversationId: string
  /** The interaction that is answered. */
  to: string
  way?: Way
  text: string
  mediaIds?: string[]
  template?: Chosen
  /** Those who answer it too, of whom the writer knows. */
  despite?: string[]
  /** Of one press of a button: asked for again, it is the same reply. */
  key?: string
}

/**
 * Answers somebody, exactly once: at once by a rule, after the moment in which it may be undone by a person, and by an author
 * whose words an editor is to see first, when they agreed. Returns the reply's id. What the network or the brand does not let
 * is refused at its field.
 */
export async function replyTo(world: NetworkedWorld, actor: Actor, given: NewReply): Promise<string> {
  const conversation = await conversationOf(world.db, given.brandId, given.conversationId)
  if (actor.kind === 'person') allow(mayIn(actor.caller, given.brandId, 'author'))
  const known = await replyOfPress(world.db, actor, given.key)
  if (known) return known
  const to = await interactionOf(world.db, given.brandId, given.to)
  if (to.conversationId !== conversation.id) throw badField('to', 'inbox.notOfConversation')
  const words = await wordsOf(world, conversation, to, given)
  return inTransaction(world.db, (tx) => keepReply(world, tx, { actor, conversation, to, given, words }))
}

async function replyOfPress(db: DbOrTx, actor: Actor, key: string | undefined): Promise<string | undefined> {
  if (key === undefined) return undefined
  const row = await db
    .selectFrom('reply')
    .select('id')
    .where('by', '=', personOf(actor) ?? '')
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.id
}

type Words = { way: Way; text: string; mediaIds: string[]; template: KeptTemplate | null }

async function wordsOf(
  world: NetworkedWorld,
  conversation: ConversationRow,
  to: InteractionRow,
  given: NewReply,
): Promise<Words> {
  const { way = 'public', text, mediaIds = [] } = given
  const account = await accountOf(world.db, conversation.brandId, conversation.accountId)
  const open = (await waysToAnswer(world, account, to)).find((one) => one.way === way)
  if (!open) throw badField('way', 'inbox.barred.way')
  if (open.barred) throw badField('way', open.barred.code, open.barred.values)
  if (way === 'template') {
    const filled = await fillTemplate(world, account, given.template)
    return { way, text: filledWords(filled.template.body, filled.values), mediaIds: [], template: filled }
  }
  if (mediaIds.length > 0 && !open.media) throw badField('mediaIds', 'inbox.noMedia')
  if (text.trim() === '' && mediaIds.length === 0) throw badField('text', 'inbox.empty')
  const over = open.rules.find((rule) => rule.count(text) > rule.max)
  if (over) throw badField('text', 'inbox.tooLong', { count: over.count(text), max: over.max })
  return { way, text, mediaIds, template: null }
}

type Keeping = { actor: Actor; conversation: ConversationRow; to: InteractionRow; given: NewReply; words: Words }

async function keepReply(world: NetworkedWorld, tx: Tx, keeping: Keeping): Promise<string> {
  const { actor, conversation, to, given, words } = keeping
  const now = world.clock.now()
  await tx.selectFrom('conversation').select('id').where('id', '=', conversation.id).forNoKeyUpdate().execute()
  const known = await replyOfPress(tx, actor, given.key)
  if (known) return known
  const { undoSeconds, approveAuthors } = await settingsOf(tx, conversation.brandId)
  if (actor.kind === 'person')
    await refuseWhileOthersAnswer(tx, actor.caller, conversation.id, given.despite ?? [], now)
  const waits = actor.kind === 'person' && approveAuthors && !mayIn(actor.caller, conversation.brandId, 'editor')
  const dueAt = new Date(now.getTime() + (actor.kind === 'rule' ? 0 : undoSeconds * 1_000))
  const id = newId(now)
  await tx
    .insertInto('reply')
    .values({
      ...{ id, brandId: conversation.brandId, conversationId: conversation.id, interactionId: to.id, way: words.way },
      ...{ text: words.text, mediaIds: words.mediaIds, state: waits ? 'waiting-approval' : 'going', madeAt: now },
      ...{ template: words.template && JSON.stringify(words.template), by: personOf(actor) ?? '', approvedBy: null },
      ...{ sentBack: null, automated: actor.kind === 'rule', despite: given.despite ?? [], publicationId: null },
      key: given.key ?? null,
      ruleId: actor.kind === 'rule' ? actor.ruleId : null,
      rule: actor.kind === 'rule' ? actor.name : null,
    })
    .execute()
  if (waits) await askEditors(tx, keeping, id, now)
  else await send(tx, { replyId: id, conversation, to, words, by: byOf(actor), dueAt, now })
  if (actor.kind === 'person') await settleFor(tx, actor.caller.userId, conversation.id)
  await tellChanged(tx, conversation, ['reply'])
  return id
}

const byOf = (actor: Actor) =>
  actor.kind === 'person'
    ? { name: actor.caller.name, userId: actor.caller.userId }
    : { name: actor.name, userId: `rule ${actor.ruleId}` }

/** What was written is no draft any more, and who answers has read it. */
async function settleFor(tx: Tx, userId: string, conversationId: string): Promise<void> {
  await tx.deleteFrom('replyDraft').where('userId', '=', userId).where('conversationId', '=', conversationId).execute()
  await tx
    .updateTable('conversationPresence')
    .set({ typing: false })
    .where('userId', '=', userId)
    .where('conversationId', '=', conversationId)
    .execute()
  await tx.updateTable('conversation').set({ unread: false }).where('id', '=', conversationId).execute()
}

async function askEditors(tx: Tx, { actor, conversation }: Keeping, replyId: string, at: Date): Promise<void> {
  const who = actor.kind === 'person' ? actor.caller.name : actor.name
  await notify(tx, {
    ...{ to: { brandId: conversation.brandId, least: 'editor' }, kind: 'inbox.approval', severity: 'info', at },
    ...{ key: 'inbox.notice.approval', values: { who }, href: hrefOf(conversation), about: `reply ${replyId}` },
  })
}

export type Sending = {
  replyId: string
  conversation: ConversationRow
  to: InteractionRow
  words: Words
  by: { name: string; userId: string }
  dueAt: Date
  now: Date
}

/** Hands it to the engine that publishes, which sends it once. */
export async function send(tx: Tx, { replyId, conversation, to, words, by, dueAt, now }: Sending): Promise<void> {
  const publicationId = await sendAnswer(tx, {
    ...{ brandId: conversation.brandId, accountId: conversation.accountId, dueAt, by, at: now },
    answer: { to: asHeard(to), href: hrefOf(conversation), ...wayOf(words) },
  })
  await tx.updateTable('reply').set({ publicationId, state: 'going' }).where('id', '=', replyId).execute()
}

function wayOf({ way, text, mediaIds, template }: Words): AnswerWay {
  if (template) return { way: 'template', ...template }
  return way === 'private' ? { way, text } : { way: 'public', text, mediaIds }
}

import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { badField, conflict, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue } from '../../kernel/jobs.ts'
import { storableJson } from '../../kernel/storable.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { allow, mayIn, recordAct } from '../team/index.ts'
import { type Actor, personOf, ruleOf } from './actor.ts'
import { type ActRow, canUndo, inverse } from './acts-of.ts'
import type { ActKind } from './api.ts'
import { type InteractionRow, interactionOf } from './conversation.ts'
import { tellChanged } from './facts.ts'

type Kind = z.output<typeof ActKind>
export type NewAct = { brandId: string; interactionId: string; kind: Kind; reason?: string }

/** What anybody who answers may do; the rest moderates. */
const gentle: Kind[] = ['like', 'unlike']

/**
 * Asks the network to hide, like, block and so on; returns the act's id. While the same is under way it is that one. What stood
 * there is kept with the act and in the audit trail.
 */
export async function actOn(world: NetworkedWorld, actor: Actor, given: NewAct): Promise<string> {
  const { brandId, interactionId, kind } = given
  if (actor.kind === 'person') allow(mayIn(actor.caller, brandId, gentle.includes(kind) ? 'author' : 'editor'))
  const to = await interactionOf(world.db, brandId, interactionId)
  const account = await world.db
    .selectFrom('account')
    .select('network')
    .where('id', '=', to.accountId)
    .executeTakeFirstOrThrow()
  if (!world.networks.get(account.network).moderate?.[kind]) throw badField('kind', 'inbox.cannotAct')
  if (to.edition === 2 && kind !== 'block' && kind !== 'unblock') throw badField('kind', 'inbox.barred.deleted')
  return inTransaction(world.db, (tx) => keepAct(world, tx, { actor, to, given, undoes: null }))
}

type Keeping = { actor: Actor; to: InteractionRow; given: NewAct; undoes: string | null }

async function keepAct(world: NetworkedWorld, tx: Tx, { actor, to, given, undoes }: Keeping): Promise<string> {
  const { brandId, kind, reason } = given
  const at = world.clock.now()
  const id = newId(at)
  const made = await tx
    .insertInto('interactionAct')
    .values({
      ...{ id, brandId, accountId: to.accountId, interactionId: to.id, kind, state: 'waiting', at, undoes },
      ...{
        by: personOf(actor),
        byRule: ruleOf(actor),
        reason: reason ?? null,
        doneAt: null,
        failure: null,
        undoneBy: null,
      },
      kept: storableJson({ text: to.text, author: to.author }),
    })
    .onConflict((clash) => clash.columns(['interactionId', 'kind']).where('state', '=', 'waiting').doNothing())
    .executeTakeFirst()
  if (!made.numInsertedOrUpdatedRows) return underWay(tx, to.id, kind)
  await enqueue(tx, world.clock, 'inbox.act', { actId: id })
  await keepInAudit(tx, { actor, to, given, undoes }, at)
  if (to.conversationId) await tellChanged(tx, { ...to, id: to.conversationId }, ['act'])
  return id
}

async function underWay(tx: Tx, interactionId: string, kind: Kind): Promise<string> {
  const { id } = await tx
    .selectFrom('interactionAct')
    .select('id')
    .where('interactionId', '=', interactionId)
    .where('kind', '=', kind)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return id
}

async function keepInAudit(tx: Tx, { actor, to, given }: Keeping, at: Date): Promise<void> {
  const { workspaceId } = await tx
    .selectFrom('brand')
    .select('workspaceId')
    .where('id', '=', given.brandId)
    .executeTakeFirstOrThrow()
  const said = { text: to.text.slice(0, 10_000), author: to.author.handle || to.author.name, remoteId: to.remoteId }
  await recordAct(tx, {
    ...{ by: actor.kind === 'person' ? actor.caller : { workspaceId }, name: `interaction.${given.kind}`, at },
    ...{ brandId: given.brandId, subject: to.id },
    details: { ...said, reason: given.reason ?? null, rule: ruleOf(actor) },
  })
}

export async function actOf(tx: Pick<Tx, 'selectFrom'>, brandId: string, actId: string): Promise<ActRow> {
  const row = await tx
    .selectFrom('interactionAct')
    .selectAll()
    .where('id', '=', actId)
    .where('brandId', '=', brandId)
    .executeTakeFirst()
  if (!row) throw notFound('inbox.noAct')
  return row
}

/** Takes back what can be: by the act that is its inverse, whose id is returned. */
export async function undoAct(
  world: NetworkedWorld,
  actor: Actor,
  { brandId, actId }: { brandId: string; actId: string },
): Promise<string> {
  const act = await actOf(world.db, brandId, actId)
  if (actor.kind === 'person') allow(mayIn(actor.caller, brandId, gentle.includes(act.kind) ? 'author' : 'editor'))
  const to = await interactionOf(world.db, brandId, act.interactionId)
  const { network } = await world.db
    .selectFrom('account')
    .select('network')
    .where('id', '=', act.accountId)
    .executeTakeFirstOrThrow()
  const kind = inverse[act.kind]
  if (kind === undefined || !canUndo(act, world.networks.get(network).moderate)) throw conflict('inbox.cannotUndo')
  return inTransaction(world.db, async (tx) => {
    const id = await keepAct(world, tx, { actor, to, undoes: act.id, given: { brandId, interactionId: to.id, kind } })
    await tx
      .updateTable('interactionAct')
      .set({ undoneBy: personOf(actor) })
      .where('id', '=', act.id)
      .execute()
    return id
  })
}

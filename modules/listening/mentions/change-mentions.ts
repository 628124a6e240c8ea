import type { z } from 'zod'
import { inTransaction } from '../../../kernel/db/connect.ts'
import type { Tx } from '../../../kernel/db/tables.ts'
import { announce } from '../../../kernel/events.ts'
import { badField } from '../../../kernel/failure.ts'
import { newId } from '../../../kernel/id.ts'
import { storable } from '../../../kernel/storable.ts'
import type { World } from '../../../kernel/world.ts'
import { type Caller, notify, peopleOf, recordAct } from '../../team/index.ts'
import type { MentionChange } from './api.ts'
import { asBefore, type Change, changeOf } from './change-of.ts'
import { heldMentions } from './mention-store.ts'
import { muteAuthors } from './muted-authors.ts'
import { teach } from './teach.ts'
import { topicsOf } from './topic-queries.ts'
import { type Writing, writeFields } from './write-fields.ts'

const mostLabels = 30

type Given = { brandId: string; mentionIds: string[]; change: z.output<typeof MentionChange> }

/**
 * Corrects, labels, assigns, sees and puts out many mentions at one stroke, all or none; what is like that already is left
 * alone. What is more than seeing can be undone by the id it returns, and stands in the audit trail.
 */
export async function changeMentions(world: World, caller: Caller, { brandId, mentionIds, change: given }: Given) {
  const now = world.clock.now()
  return inTransaction(world.db, async (tx) => {
    const rows = await heldMentions(tx, brandId, mentionIds)
    const { mute, ...asked } = given
    const change = await resolved(tx, brandId, asked)
    const writings = rows
      .map((row): Writing => ({ row, made: changeOf(row, change, now) }))
      .filter(({ made }) => Object.keys(made).length > 0)
    refuseCrowds(writings)
    const mutedIds = mute && change.spam ? await muteAuthors(tx, caller, { brandId, rows, now }) : []
    const changed = writings.map(({ row }) => row.id)
    if (changed.length + mutedIds.length === 0) return { changed, changeId: null }
    await writeFields(tx, writings)
    await tellChanged(tx, brandId, changed)
    if (isOnlySeen(writings) && mutedIds.length === 0) return { changed, changeId: null }
    const taught = await teach(
      tx,
      caller.workspaceId,
      writings.map(({ row }) => row),
      change,
      now,
    )
    const changeId = newId(now)
    const written = Object.fromEntries(writings.map(({ row, made }) => [row.id, { was: asBefore(row, made), made }]))
    await tx
      .insertInto('mentionChange')
      .values({
        ...{ id: changeId, brandId, by: caller.userId, at: now, change: JSON.stringify(given), mutedIds },
        ...{ written: JSON.stringify(written), taught: taught && JSON.stringify(taught) },
      })
      .execute()
    const details = { ...given, count: changed.length }
    await recordAct(tx, { by: caller, name: 'mentions.changed', brandId, subject: changeId, details, at: now })
    if (change.assigneeId) await tellAssignee(tx, caller, { brandId, assigneeId: change.assigneeId, changed, now })
    return { changed, changeId }
  })
}

/** All of a topic goes or comes at once: what comes by a person's word stands with the first of its queries. */
async function resolved(
  tx: Tx,
  brandId: string,
  { addTopics, removeTopics, ...given }: Omit<Given['change'], 'mute'>,
): Promise<Change> {
  const change: Change = storable(given)
  if (change.assigneeId && !(await peopleOf(tx, brandId, 'author')).includes(change.assigneeId))
    throw badField('change.assigneeId', 'inbox.notAssignable')
  if (!addTopics && !removeTopics) return change
  const topics = new Map((await topicsOf(tx, brandId)).map((one) => [one.id, one]))
  const known = (field: string, ids: string[]) =>
    ids.map((id) => {
      const topic = topics.get(id)
      if (!topic) throw badField(`change.${field}`, 'listening.noTopic')
      return topic
    })
  const added = addTopics && known('addTopics', addTopics)
  if (added?.some((topic) => topic.queries.length === 0)) throw badField('change.addTopics', 'listening.emptyTopic')
  const removed = removeTopics && known('removeTopics', removeTopics)
  return {
    ...change,
    ...(added && { addQueries: added.flatMap((topic) => topic.queries[0]?.id ?? []) }),
    ...(removed && { removeQueries: removed.flatMap((topic) => topic.queries.map((one) => one.id)) }),
  }
}

function refuseCrowds(writings: Writing[]): void {
  if (writings.some(({ made }) => (made.labels?.length ?? 0) > mostLabels))
    throw badField('change.addLabels', 'inbox.tooManyLabels', { most: mostLabels })
}

const isOnlySeen = (writings: Writing[]) =>
  writings.every(({ made }) => Object.keys(made).every((field) => field === 'seenAt'))

export const tellChanged = (tx: Tx, brandId: string, mentionIds: string[]) =>
  announce(tx, 'mention.changed', { mentionIds }, { brandId })

type Assigned = { brandId: string; assigneeId: string; changed: string[]; now: Date }

async function tellAssignee(tx: Tx, by: Caller, { brandId, assigneeId, changed, now }: Assigned): Promise<void> {
  if (assigneeId === by.userId || changed.length === 0) return
  const one = changed.length === 1 ? `&mention=${changed[0]}` : ''
  await notify(tx, {
    ...{ to: { userIds: [assigneeId] }, brandId, kind: 'listening.assigned', severity: 'info', at: now },
    ...{ key: 'listening.notice.assigned', values: { by: by.name, count: changed.length } },
    href: `/brands/${brandId}/listening?folder=mine${one}`,
  })
}

import { newId } from '../../kernel/id.ts'
import { givenMentions } from '../../modules/listening/testing-mentions.ts'
import type { ServedDesk } from './testing.ts'

type Given = { brandId: string; conversationId: string; interactionId: string }
type Made = {
  id: string
  source?: { id: string }
  queries?: { id: string }[]
  captured?: { id: string }[]
  statements?: { id: string }[]
}

/** A rule with what it did and was tried on, a topic with its query, a source, and a case with a crisis of the past, by the names of the parameters. */
export async function furnishedWatch(desk: ServedDesk, given: Given): Promise<Record<string, string>> {
  const as = await desk.owner()
  const make = async (path: string, body: unknown) => {
    const made = await desk.ask<Made>('POST', `/api/brands/${given.brandId}${path}`, { as, body })
    if (made.status >= 300) throw new Error(`nothing was made at ${path}: ${JSON.stringify(made.body).slice(0, 600)}`)
    return made.body
  }
  const match = { all: true, conditions: [{ kind: 'links', to: 'any' }] }
  const rule = await make('/rules', { name: 'Only ours', match, actions: [{ kind: 'label', labels: ['Ours'] }] })
  const run = await make('/dry-runs', { match })
  const { id: caseId } = await make('/cases', { title: 'Only ours' })
  const of = `/cases/${caseId}`
  const { captured } = await make(`${of}/pages`, {
    ...{ url: 'https://elsewhere.example/1', quote: 'Cold', tone: 'negative' },
  })
  const { statements } = await make(`${of}/statements`, { text: 'Ours alone', language: 'en' })
  const crisis = await make('/crises', { reason: 'Only ours', pausePosts: false })
  await make(`/crises/${crisis.id}/end`, { reason: 'Over' })
  const item = await make('/bank', { kind: 'statement', title: 'Only ours', texts: { en: 'Ours' } })
  const queries = [{ name: 'Only ours', text: 'ours' }]
  const topic = await make('/listening/topics', { kind: 'brand', name: 'Only ours', queries })
  const { source } = await make('/listening/sources', { kind: 'inlet', name: 'Only ours' })
  const listened = { topicId: topic.id, queryId: topic.queries?.[0]?.id ?? '', sourceId: source?.id ?? '' }
  const heard = await heardBy(desk, given)
  const replay = await make('/listening/replays', { text: 'ours', days: 1 })
  const period = { from: '2026-11-01T00:00:00Z', to: '2026-11-08T00:00:00Z' }
  const baseline = await make('/listening/baselines', { name: 'Only ours', ...period })
  const hitId = await hitBy(desk, given, rule.id)
  const mentionFileId = await importedBy(desk, given)
  const watched = { ruleId: rule.id, runId: run.id, hitId, caseId, crisisId: crisis.id, itemId: item.id }
  return {
    ...watched,
    ...listened,
    ...heard,
    replayId: replay.id,
    baselineId: baseline.id,
    mentionFileId,
    pageId: captured?.[0]?.id ?? '',
    statementId: statements?.[0]?.id ?? '',
  }
}

async function hitBy(desk: ServedDesk, given: Given, ruleId: string): Promise<string> {
  const { world } = desk
  const at = world.clock.now()
  const id = newId(at)
  const none = JSON.stringify([])
  await world.pool.query(
    `insert into rule_hit (id, brand_id, rule_id, version, interaction_id, conversation_id, at, places, before, actions)
     values ($1, $2, $3, 1, $4, $5, $6, $7, '{}', $7)`,
    [id, given.brandId, ruleId, given.interactionId, given.conversationId, at, none],
  )
  return id
}

async function importedBy({ world }: ServedDesk, { brandId }: Given): Promise<string> {
  const madeAt = world.clock.now()
  const row = { format: 'csv', encoding: 'utf-8', delimiter: ',', dateOrder: 'dmy', state: 'ready' } as const
  const id = newId(madeAt)
  await world.db
    .insertInto('listeningImport')
    .values({
      ...{ ...row, id, brandId, fileName: 'only-ours.csv', fileKey: null, headers: ['text'], columns: ['text'] },
      ...{ rows: 1, bad: 0, problems: '[]', madeAt, madeBy: null },
    })
    .execute()
  return id
}

/** A mention, put out as spam of an author who is not heard any more. */
async function heardBy(desk: ServedDesk, { brandId }: Given): Promise<Record<string, string>> {
  const as = await desk.owner()
  const at = `/api/brands/${brandId}/listening`
  const [mentionId = ''] = await givenMentions(desk.world, brandId, [{ text: 'Only ours' }])
  const body = { mentionIds: [mentionId], change: { spam: true, mute: true } }
  const changed = await desk.ask<{ changeId: string }>('POST', `${at}/mentions/changes`, { as, body })
  const muted = await desk.ask<{ items: { id: string }[] }>('GET', `${at}/muted-authors`, { as })
  return { mentionId, changeId: changed.body.changeId, authorId: muted.body.items[0]?.id ?? '' }
}

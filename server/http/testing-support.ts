import { newId } from '../../kernel/id.ts'
import type { ServedDesk } from './testing.ts'

type Given = { brandId: string; conversationId: string }

/** One of everything that helps to answer, by the names of the parameters. */
export async function furnishedSupport(desk: ServedDesk, given: Given): Promise<Record<string, string>> {
  const as = await desk.owner()
  const { brandId, conversationId } = given
  const make = async (path: string, body: unknown) => {
    const made = await desk.ask<{ id: string }>('POST', `/api/brands/${brandId}${path}`, { as, body })
    if (made.status >= 300) throw new Error(`nothing was made at ${path}: ${JSON.stringify(made.body).slice(0, 600)}`)
    return made.body.id
  }
  const labelId = await make('/labels', { name: 'Only ours', color: '#336699' })
  const savedReplyId = await make('/saved-replies', { name: 'Only ours', texts: { en: 'Hello' } })
  const macroId = await make('/macros', { name: 'Only ours', acts: [{ do: 'priority', priority: 1 }] })
  const macroRunId = await make(`/macros/${macroId}/run`, { conversationId })
  const version = { title: 'Only ours', body: 'Hello', published: false }
  const articleId = await make('/articles', { slug: 'only-ours', language: 'en', version })
  const expert = { name: 'Only ours', email: 'expert@elsewhere.example', topics: [], language: 'en' }
  const expertId = await make('/experts', expert)
  const forwardId = await make(`/conversations/${conversationId}/forwards`, { expertId, question: 'Only ours?' })
  const turn = { from: '2027-01-01T00:00:00Z', to: '2027-01-02T00:00:00Z', userId: as.me.id }
  await make('/duty/turns', turn)
  const { world } = desk
  const turns = await world.db.selectFrom('dutyTurn').select('id').where('brandId', '=', brandId).execute()
  const channelId = newId(world.clock.now())
  await world.db
    .insertInto('alertChannel')
    .values({
      ...{ id: channelId, brandId, network: 'signed-webhook', name: 'Only ours', events: ['late'], practice: false },
      ...{ fields: world.secrets.seal('{}', `alert channel ${channelId}`), enabled: true, failure: null },
      ...{ failedAt: null, sentAt: null },
    })
    .execute()
  const library = { labelId, savedReplyId, macroId, macroRunId, articleId }
  return { ...library, expertId, forwardId, channelId, turnId: turns[0]?.id ?? '' }
}

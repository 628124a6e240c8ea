import { inTransaction } from '../../kernel/db/connect.ts'
import { newId } from '../../kernel/id.ts'
import { meetAuthors } from '../../modules/people/index.ts'
import type { ServedDesk } from './testing.ts'
import { furnishedConversation } from './testing-conversation.ts'
import { furnishedSupport } from './testing-support.ts'
import { furnishedWatch } from './testing-watch.ts'

/** The smallest picture there is. */
export function oneFile(): FormData {
  const form = new FormData()
  form.append('file', new Blob([Buffer.from(onePixel, 'base64')], { type: 'image/png' }), 'pixel.png')
  return form
}
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A brand with one of everything that has an address, by the names of the parameters. */
export async function furnishedBrand(desk: ServedDesk): Promise<Record<string, string>> {
  const as = await desk.owner()
  const brandId = await desk.brand('Ours')
  const under = `/api/brands/${brandId}`
  const make = async (path: string, body: unknown, pick: (answer: never) => string | undefined) => {
    const made = await desk.ask('POST', path, { as, body })
    const id = made.status < 300 ? pick(made.body as never) : undefined
    if (!id) throw new Error(`nothing was made at ${path}: ${made.status} ${JSON.stringify(made.body).slice(0, 600)}`)
    return id
  }
  type Made = { id: string }
  const idOf = (of: Made) => of.id
  const practice = { network: 'bluesky' }
  const accountId = await make(`${under}/accounts/practice`, practice, (of: { accounts: Made[] }) => of.accounts[0]?.id)
  const rubric = { name: 'News', category: 'news', color: '#336699' }
  const rubricId = await make(`${under}/rubrics`, rubric, idOf)
  const mediaId = await make(`${under}/media`, oneFile(), (of: { items: Made[] }) => of.items[0]?.id)
  const post = { body: { parts: [{ text: 'Only for us', media: [] }] }, accountIds: [accountId] }
  const postId = await make(`${under}/posts`, post, idOf)
  const linkId = await make(`${under}/approval-links`, { postIds: [postId], name: 'Client' }, idOf)
  const plan = { wall: '2027-02-01T10:00', zone: 'Europe/Sofia' }
  const again = { postId, start: plan, repeat: { every: 'day', interval: 1 }, until: null, times: 2 }
  const recurringId = await make(`${under}/recurring`, again, idOf)
  const table = new FormData()
  table.append('file', new Blob(['date;time;text\n2027-02-03;10:00;Hello\n'], { type: 'text/csv' }), 'plan.csv')
  const importId = await make(`${under}/imports`, table, idOf)
  const planned = (of: { publications: Made[] }) => of.publications[0]?.id
  const publicationId = await make(`${under}/posts/${postId}/schedule`, { plan }, planned)
  const invitationId = await make('/api/invitations', { brandRoles: { [brandId]: 'viewer' } }, idOf)
  const taskId = newId()
  await desk.world.pool.query(
    `insert into hand_task (id, brand_id, kind, account_id, message, due_at, created_at)
     values ($1, $2, 'reconnect', $3, '{}', now(), now())`,
    [taskId, brandId, accountId],
  )
  const posts = { postId, mediaId, linkId, recurringId, importId, publicationId, taskId, item: 'alerts' }
  const told = {
    ...(await furnishedPeople(desk, brandId)),
    ...(await furnishedConversation(desk, { brandId, accountId })),
  }
  const { conversationId = '', interactionId = '' } = told
  const support = await furnishedSupport(desk, { brandId, conversationId })
  const watch = await furnishedWatch(desk, { brandId, conversationId, interactionId })
  return { brandId, accountId, rubricId, invitationId, ...posts, ...told, ...support, ...watch }
}

/** Three who spoke to the brand, of whom two are one. */
async function furnishedPeople(desk: ServedDesk, brandId: string): Promise<Record<string, string>> {
  const as = await desk.owner()
  const now = desk.world.clock.now()
  const authors = ['one', 'two', 'three'].map((id) => ({
    ...{ person: { id, handle: `@${id}`, name: `Only ${id}` }, at: now, kind: 'comment' as const },
  }))
  const of = { brandId, network: 'bluesky', server: 'https://elsewhere.example', authors }
  const met = await inTransaction(desk.world.db, (tx) => meetAuthors(tx, of, now))
  const [personId = '', otherId = '', third] = authors.map(({ person }) => met.get(person.id)?.personId)
  const path = `/api/brands/${brandId}/people/${personId}`
  type Told = { notes: { id: string }[]; merges: { id: string }[] }
  await desk.ask('POST', `${path}/notes`, { as, body: { text: 'Only ours' } })
  const { body } = await desk.ask<Told>('POST', `${path}/merge`, { as, body: { other: third } })
  return { personId, otherId, noteId: body.notes[0]?.id ?? '', mergeId: body.merges[0]?.id ?? '' }
}

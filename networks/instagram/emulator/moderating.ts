import { threadsOf } from '../../families/graph-api/lab/conversations.ts'
import type { Graph } from '../../families/graph-api/lab/ground.ts'
import { GraphRefusal, gone } from '../../families/graph-api/lab/refusals.ts'
import { acting, allowed, type Desk, talkOf } from './desk.ts'
import type { AccountRow, MediaRow } from './rows.ts'

/** Only over the page, and with it goes what was said under it. */
export function removeMedia(desk: Desk, graph: Graph, media: MediaRow): void {
  const account = acting(desk, graph)
  if (graph.token.subject !== account.page) throw new GraphRefusal(100, 'Unsupported delete request.')
  allowed(desk, graph, 'manage_contents')
  if (media.account !== account.id || media.by) throw gone(media.id)
  const goneWithIt = desk.store.all('comments').filter((one) => one.media === media.id)
  for (const { id } of goneWithIt)
    desk.store.drop('comments', id, { account: account.username, kind: 'remove', objectId: id })
  desk.store.drop('media', media.id, { account: account.username, kind: 'remove', objectId: media.id })
}

type Person = { id?: string }

/** Blocks or frees people who once wrote to the account. */
export function moderateTalks(desk: Desk, account: AccountRow, graph: Graph) {
  if (graph.token.subject !== account.page) throw new GraphRefusal(100, 'Unsupported post request.')
  allowed(desk, graph, 'manage_messages')
  const people = JSON.parse(graph.given.user_ids ?? '[]') as Person[]
  const actions = JSON.parse(graph.given.actions ?? '[]') as string[]
  const strangers = people.filter(({ id = '' }) => threadsOf(talkOf(desk, account), id).length === 0)
  if (people.length === 0 || people.length > 10 || actions.length !== 1 || strangers.length > 0)
    throw new GraphRefusal(100, 'No conversation with this user was found', { subcode: 2018001 })
  for (const { id: person = '' } of people) setBlocked(desk, account, person, actions[0] === 'BLOCK_USER')
  return { success: true }
}

function setBlocked({ store }: Desk, account: AccountRow, person: string, blocked: boolean): void {
  const id = `${account.id} ${person}`
  const known = store.get('blocked', id) !== undefined
  if (known === blocked) return
  const kind = blocked ? ('block' as const) : ('unblock' as const)
  const act = { account: account.username, kind, objectId: person }
  if (blocked) store.put('blocked', id, { id, account: account.id, person }, act)
  else store.drop('blocked', id, act)
}

import type { Named, Talk } from '../../families/graph-api/lab/conversations.ts'
import type { Graph, Ground } from '../../families/graph-api/lab/ground.ts'
import { GraphRefusal, gone } from '../../families/graph-api/lab/refusals.ts'
import type { Store } from '../../families/graph-api/lab/store.ts'
import type { LabSite } from '../../lab/network.ts'
import type { AccountRow, Rows } from './rows.ts'

export type EmulatorOptions = {
  /** How the account that is opened is to be connected. */
  login?: 'direct' | 'page'
  /** How many posts a day may be shown. */
  postsADay?: number
  processingMs?: number
}
export type Desk = { site: LabSite; store: Store<Rows>; ground: Ground; options: EmulatorOptions }

/** A number of a kind, larger than those before it. */
export const numbered = ({ store }: Desk, prefix: string, digits: number) =>
  `${prefix}${String(store.next()).padStart(digits, '0')}`

/** The account for which the token speaks: its own, or its page's. */
export function acting({ store }: Desk, { token }: Graph, id?: string): AccountRow {
  const account = store.all('accounts').find((one) => one.id === token.subject || one.page === token.subject)
  if (!account) throw new GraphRefusal(10, 'Application does not have permission for this action')
  if (id !== undefined && !['me', account.id, account.page].includes(id)) throw gone(id)
  return account
}

/** Rights have other names by each way of signing in. */
export function allowed(
  { ground, store }: Desk,
  graph: Graph,
  act: 'content_publish' | 'manage_contents' | 'manage_comments' | 'manage_messages' | 'manage_insights',
): void {
  const direct = store.get('accounts', graph.token.subject) !== undefined
  ground.needs(graph, direct ? `instagram_business_${act}` : `instagram_${act}`)
}

export const talkOf = ({ site, store, ground }: Desk, account: AccountRow): Talk => {
  const place: Named = { id: account.id, username: account.username }
  return { site, store, ground, place, account: account.username }
}

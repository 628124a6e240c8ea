import type { Graph } from '../../families/graph-api/lab/ground.ts'
import { GraphRefusal, gone } from '../../families/graph-api/lab/refusals.ts'
import type { AccountRow, Desk, PostRow } from './rows.ts'

export const v = '/v1.0'
export const ok = (json: unknown) => ({ status: 200, json })

/** The account that asks. */
export const selfOf = ({ store }: Desk, { token }: Graph): AccountRow => {
  const account = store.get('accounts', token.subject)
  if (!account) throw new GraphRefusal(190, 'The account of this token is gone')
  return account
}

/** The post that the path names. */
export function postAt({ store }: Desk, { request }: Graph): PostRow {
  const { id = '' } = request.params
  const post = store.get('posts', id)
  if (!post) throw gone(id)
  return post
}
